"""Where a symptom comes from: an act or a product of the person's own, and not the treatment.

What a sheet expects is the work of the treatment, so that such a symptom is more than the sheet describes.
"""

from itertools import pairwise

from server.domain.questions.moment_phrase import MomentPhrase
from server.domain.questions.roles import Role, Roles
from server.domain.questions.scene import Scene
from server.domain.topics import TopicTree
from server.domain.topics_match import Hit
from server.domain.topics_words import words

WORSE = "now:worse"
"""The report that a symptom is more than the sheet describes."""

_SINCE = ("now", "since", "jetzt", "nun", "seitdem", "danach", "seither")
"""Words between an act and the symptom that came after it."""

_APART = frozenset(words("on for with and or but if auf gegen bei mit und oder aber wenn"))
"""Words between a product and a symptom that it does not bring on."""


def has_own_origin(scene: Scene, roles: Roles, tree: TopicTree) -> bool:
    """Return True if a symptom is said to come from something other than the treatment."""
    return _follows_an_act(scene, roles, tree) or _is_by_a_product(scene, roles, tree)


def _follows_an_act(scene: Scene, roles: Roles, tree: TopicTree) -> bool:
    """Return True for a symptom that came after an act: "was in the sun, now I am red"."""
    treatments = tree.index.questions.treatments
    acts = [
        hit
        for hit in roles.having(Role.CONTEXT)
        if not hit.phrase.symptom and hit.phrase.topic not in treatments and scene.is_past(hit.start)
    ]
    symptoms = [hit for hit in roles.having(Role.ASKED) if hit.phrase.symptom]
    return any(
        scene.clauses[act.start] < scene.clauses[symptom.start]
        and any(word in _SINCE for word in _words_to(scene, act.end, symptom))
        for act in acts
        for symptom in symptoms
    )


def _is_by_a_product(scene: Scene, roles: Roles, tree: TopicTree) -> bool:
    """Return True for a symptom that a product brings on: "the serum stings", not "a serum on skin that stings"."""
    asked = [hit for hit in roles.having(Role.ASKED) if not scene.asks(scene.clauses[hit.start])]
    return any(
        "topical" in tree.ancestors(product.phrase.topic)
        and symptom.phrase.topic in tree.index.questions.reacting
        and scene.clauses[product.start] == scene.clauses[symptom.start]
        and _APART.isdisjoint(scene.text.words[product.end : symptom.start])
        for product, symptom in pairwise(asked)
    )


def is_feared(scene: Scene, roles: Roles, symptom: Hit) -> bool:
    """Return True for a symptom that is feared as an effect and not stated: "can retinol cause redness"."""
    clause = scene.clauses[symptom.start]
    things = (hit for hit in roles.having(Role.ASKED) if not hit.phrase.symptom and hit.end <= symptom.start)
    thing = next((hit for hit in things if scene.clauses[hit.start] == clause), None)
    if thing is None or not scene.asks(clause):
        return False
    between = scene.text.words[thing.end : symptom.start]
    return (_APART | scene.speech.subjects).isdisjoint(between)


def _words_to(scene: Scene, start: int, last: Hit) -> tuple[str, ...]:
    """Return the words from a place to the end of the clause of a topic."""
    clause = scene.clauses[last.start]
    ends = (at for at in range(last.end, len(scene.clauses)) if scene.clauses[at] != clause)
    return scene.text.words[start : next(ends, len(scene.clauses))]


def is_of_an_act(scene: Scene, length: MomentPhrase) -> bool:
    """Return True for the length of something other than a symptom: "2 h outside, now red"."""
    clause = scene.clauses[length.start]
    beside = [hit for hit in scene.hits if scene.clauses[hit.start] == clause]
    return bool(beside) and not any(hit.phrase.symptom for hit in beside)
