"""Acts of removing: of what comes off by itself, any of them is picking; a layer that is taken off is rinsed off."""

from collections.abc import Mapping

from server.domain.question_words import QuestionWords
from server.domain.questions.cues import Placed
from server.domain.questions.overlaps import ACTS
from server.domain.questions.word_sets import LEAVING, OFF
from server.domain.topics_index import Phrase
from server.domain.topics_match import Hit

_EXFOLIATING = ("exfoliation", "scrub", "rubbing")
"""Topics that are acts on flakes as well: "exfoliate the flakes"."""
_LAYER = "layer"
_REACH = 4
"""Words from such an act to the flakes that it is done to."""


def with_removal(
    hits: list[Hit], cues: list[Placed], questions: QuestionWords, picking: Phrase | None
) -> list[Hit]:
    """Read what is removed as picking, whatever it is removed with: "snip the loose flakes", "rub the scabs off"."""
    sheds = questions.sheds or {}
    objects = [hit for hit in hits if hit.phrase.topic in sheds]
    if picking is None or not objects:
        return hits
    acts = {
        cue.value for cue in cues if cue.value in ACTS and not _is_elsewhere(cue, hits, objects, questions)
    }
    named = any(hit.phrase.topic == picking.topic for hit in hits)
    removed = {
        hit
        for hit in objects
        if not acts.isdisjoint(sheds[hit.phrase.topic].split()) or _is_exfoliated(hit, hits, sheds)
    }
    if not removed and not named:
        return hits
    ends = {hit.start for hit in hits if hit.phrase.topic == picking.topic and hit.how == "phrase"}
    hits = [hit for hit in hits if hit not in objects or hit.end not in ends]  # "picked a flake … off"
    return [
        Hit(picking, hit.start, hit.end, "phrase") if hit in removed and not named else hit
        for hit in hits
        if hit.phrase.topic not in questions.tools
    ]


def _is_exfoliated(shed: Hit, hits: list[Hit], sheds: Mapping[str, str]) -> bool:
    """Return True for the flakes in "exfoliate the flakes"; dry skin is not meant."""
    acts = (hit for hit in hits if hit.phrase.topic in _EXFOLIATING)
    near = any(act.end <= shed.start <= act.end + _REACH for act in acts)
    return near and "rid" in sheds[shed.phrase.topic].split()


def _is_elsewhere(act: Placed, hits: list[Hit], objects: list[Hit], questions: QuestionWords) -> bool:
    """Return True if the act is on something else, or is no act: "rub cream into the flakes", "will I peel"."""
    if any(shed.start < act.end and act.start < shed.end for shed in objects):
        return True
    own = (*questions.tools, *_EXFOLIATING, questions.picking)
    return any(
        act.end <= hit.start <= act.end + 2 and not hit.phrase.symptom and hit.phrase.topic not in own
        for hit in hits
    )


def with_rinsing(
    hits: list[Hit], words: tuple[str, ...], breaks: tuple[int, ...], rinsing: Phrase | None
) -> list[Hit]:
    """Read a layer that is taken off as rinsing: "do I wash the layer off" does not ask about leaving it on."""
    if rinsing is None:
        return hits
    read: list[Hit] = []
    for hit in hits:
        own = _sentence_at(hit.start, breaks)
        leaves = any(words[at] in LEAVING for at in own)
        rinsed = any(other.phrase.topic == rinsing.topic and other.start in own for other in hits)
        if hit.phrase.topic != _LAYER or leaves or not (rinsed or any(words[at] in OFF for at in own)):
            read.append(hit)
        elif not rinsed:
            read.append(Hit(rinsing, hit.start, hit.end, "phrase"))
    return read


def _sentence_at(at: int, breaks: tuple[int, ...]) -> range:
    """Return the words of a sentence, or of a part of it between commas."""
    start = max((each for each in range(1, at + 1) if breaks[each]), default=0)
    return range(start, next((each for each in range(at + 1, len(breaks)) if breaks[each]), len(breaks)))
