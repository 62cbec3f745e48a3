"""What a question is about without naming it: the next treatment, or what goes on the skin."""

from collections.abc import Mapping

from server.domain.questions.model import AskedTopic, QuestionKind
from server.domain.questions.scene import Scene
from server.domain.topics import TopicTree
from server.domain.topics_match import Hit

_FELT_INSIDE = ("pain", "headache", "nausea", "fever")
"""Symptoms for which people rather take something than put something on."""
_ANY = frozenset(("anything", "nothing", "something", "irgendwas", "nichts", "nix", "was", "etwas"))
"""Words for any product: "can I put anything on", "darf ich was drauftun"."""
_AGAIN = frozenset(("again", "second", "wieder", "nochmal"))
_IN_HOURS: Mapping[str, int] = {"since": 1, "day": 24, "week": 168, "month": 720}
"""The bases of moments that lie ahead, in hours."""
_TWO_WEEKS = 336
"""From this length in hours on, doing it again is a matter of treatments."""


def implied_in(scene: Scene, kind: QuestionKind, asked: list[Hit], tree: TopicTree) -> tuple[AskedTopic, ...]:
    """Return the topic of a question that names none, or none but symptoms."""
    topic = ""
    if not asked and _is_of_next_treatment(scene):
        topic = next(iter(tree.index.questions.treatments), "")
    elif all(hit.phrase.symptom and hit.phrase.topic not in _FELT_INSIDE for hit in asked):
        topic = tree.index.questions.applied if _is_of_applying(scene, kind) else ""
    if not topic or scene.unknown:
        return ()
    return (AskedTopic(topic, tree.label(topic, scene.speech.language), "phrase"),)


def _is_of_next_treatment(scene: Scene) -> bool:
    """Return True for "can I again in six weeks": weeks, and no word for what is done again."""
    ahead = (each.moment for each in scene.moments if each.moment)
    weeks = any(each.amount * _IN_HOURS.get(each.base, 0) >= _TWO_WEEKS for each in ahead)
    lasting = any(each.lasts >= _TWO_WEEKS and not each.ago for each in scene.moments)
    return (weeks or lasting) and not _AGAIN.isdisjoint(scene.text.words)


def _is_of_applying(scene: Scene, kind: QuestionKind) -> bool:
    """Return True for "what can I put on my face now", "it is so dry, what can I put on", "is nothing on it ok"."""
    if kind is QuestionKind.HOW:
        opened = any(cue.value.startswith("how") for cue in scene.opens())
    else:
        opened = not _ANY.isdisjoint(scene.text.words)
    return opened and not scene.speech.applying.isdisjoint(scene.text.words)
