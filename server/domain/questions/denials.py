"""Which negation denies a symptom, or a stated act or state, before its word or after it."""

from server.domain.questions.cues import Placed
from server.domain.questions.scene import Scene
from server.domain.questions.word_sets import FILLERS, NAYS, OF_A_THING, REVERSED
from server.domain.topics_match import Hit

HEALING = ("now:healed", "now:calm", "now:shed")
"""States of the skin that permissions wait for."""

PRESCRIBED = "now:prescribed"

UNBEARABLE = "now:unbearable"
"""A state that people express by negating something: "halte die Schmerzen nicht aus"."""

_NOT_REACH = 4
"""Words between a negation and the symptom or state it denies ("not at all red")."""

_THING_REACH = 3
"""Words between a negation and the topic it belongs to ("no more of that make-up")."""


def denial_of(scene: Scene, state: Placed) -> Placed | None:
    """Return the negation of a stated act or state: "not fully healed", "healed? not yet"."""
    confirms = state.value in (*HEALING, PRESCRIBED)
    return _not_before(scene, state.start) or (_not_after(scene, state) if confirms else None)


def denial_of_symptom(scene: Scene, hit: Hit) -> Placed | None:
    """Return the negation of a symptom: "not red", "juckt nicht mehr", "gereizt ist sie nicht"."""
    before = _not_before(scene, hit.start)
    if before:
        return before
    for at in range(hit.end, len(scene.text.words)):
        cue = scene.cue_at(at)
        if scene.text.breaks[at] or scene.hit_at(at):
            return None
        if cue and cue.value == "not" and cue.family == "cue":
            after = scene.cue_at(cue.end)
            unbearable = after is not None and after.value == UNBEARABLE
            return None if unbearable else _ending(scene, hit, cue)
        if (cue or at > hit.end) and scene.text.words[at] not in REVERSED:
            return None
    return None


def _ending(scene: Scene, hit: Hit, cue: Placed) -> Placed | None:
    """Return the negation if it stands close behind a German symptom, or ends a clause that puts the symptom first."""
    near = scene.speech.language != "en" and cue.start <= hit.end + 1
    ends = cue.end == len(scene.text.words) or bool(scene.text.breaks[cue.end])
    first = hit.start == 0 or bool(scene.text.breaks[hit.start])
    return cue if near or (ends and first and cue.start > hit.end + 1) else None


def _not_before(scene: Scene, start: int) -> Placed | None:
    for at in range(start - 1, max(-1, start - 1 - _NOT_REACH), -1):
        cue = scene.cue_at(at)
        if scene.text.breaks[at + 1] or (cue and cue.family == "open") or scene.hit_at(at):
            return None
        if cue and cue.value in ("not", "no") and cue.family == "cue":
            return cue
        if scene.text.words[at] not in scene.speech.adverbs:
            return None
    return None


def _not_after(scene: Scene, state: Placed) -> Placed | None:
    """Return the negation behind a state: "verheilt ist es noch nicht ganz", "healed? no.", "prescribed it wasn't"."""
    at, own = state.end, scene.clauses[state.start]
    while at < len(scene.text.words) and not scene.text.breaks[at]:
        cue = scene.cue_at(at)
        if scene.clauses[at] != own or scene.hit_at(at) or (cue and cue.family in ("open", "word")):
            return None
        if nay := _nay_at(scene, at):
            return nay
        at = cue.end if cue else at + 1
    while at < len(scene.text.words) and scene.text.words[at] in FILLERS and not scene.cue_at(at):
        at += 1
    return _nay_at(scene, at) if at < len(scene.text.words) else None


def _nay_at(scene: Scene, at: int) -> Placed | None:
    """Return the negation at a word, unless it belongs to a topic after it or to a question."""
    cue = scene.cue_at(at)
    negates = cue is not None and cue.family == "cue" and cue.value in ("not", "no")
    if not negates and (scene.text.words[at] not in NAYS or (cue and cue.family in ("open", "word"))):
        return None
    nay = cue if cue is not None and negates else Placed(at, cue.end if cue else at + 1, "cue", "not")
    ahead = next((hit for hit in scene.hits if hit.start >= nay.end), None)
    reach = _THING_REACH if scene.text.words[at] in OF_A_THING else _NOT_REACH
    if ahead is None or ahead.start > nay.end + reach or any(scene.text.breaks[nay.end : ahead.start + 1]):
        return nay
    owned = scene.text.words[at] in OF_A_THING or ahead.phrase.symptom
    return None if owned else nay
