"""The part each topic plays in a question: asked about, a reason, a condition, or only mentioned."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from server.domain.question_words import QuestionWords
from server.domain.questions.cues import Placed
from server.domain.questions.denials import denial_of, denial_of_symptom
from server.domain.questions.scene import Scene
from server.domain.topics import TopicTree
from server.domain.topics_match import Hit

_REACH = 5
"""Words between a governing word and its topic ("for" … "soreness")."""

_WHEN = (
    *("when", "whenever", "if", "after", "while", "to", "during", "with", "like", "as"),
    *("wenn", "beim", "bei", "nach", "sobald", "mit", "wie", "als"),
)
"""Words between a symptom and what brings it on, or what it is compared with."""

_OR = frozenset(("or", "nor", "oder", "noch"))
"""Words that carry a negation on to the next symptom."""

_ANY = frozenset(("any", "a", "an", "the", "even", "really", "irgendein", "irgendwelche", "ein", "eine"))
"""Words that may stand beside them."""

_GOVERNING = ("reason", "bei", "without", "with", "instead", "after")


class Role(StrEnum):
    ASKED = "asked"
    REASON = "reason"
    WITH = "with"  # a covering on an activity
    WITHOUT = "without"  # also what something is meant to replace
    DENIED = "denied"  # a symptom that is not there
    CONTEXT = "context"  # part of the past, or what brings a symptom on


@dataclass(frozen=True, slots=True)
class Roles:
    of: Mapping[Hit, Role]
    denials: frozenset[Placed]  # negations that belong to a symptom or a state, not to the question

    def having(self, role: Role) -> tuple[Hit, ...]:
        return tuple(hit for hit, its in self.of.items() if its is role)


def roles_in(scene: Scene, tree: TopicTree) -> Roles:
    """Return the role of each topic in order, before the kind of the question is known."""
    questions = tree.index.questions
    denials = {
        hit: denial for hit in scene.hits if hit.phrase.symptom and (denial := denial_of_symptom(scene, hit))
    }
    for before, hit in pairwise(scene.hits):
        if before in denials and hit.phrase.symptom and _is_denied_with(scene, before, hit, denials[before]):
            denials[hit] = denials[before]
    of = {hit: Role.DENIED if hit in denials else _role(scene, hit, questions) for hit in scene.hits}
    for before, hit in pairwise(scene.hits):
        if _is_one_product(scene, before, hit, tree):
            of[hit] = of[before]
    of |= {hit: Role.CONTEXT for hit in scene.hits if _carries(scene, hit, questions)}
    led = (hit for hit in scene.hits if of[hit] in (Role.ASKED, Role.WITH))
    of |= dict.fromkeys([hit for hit in led if _brings_on(scene, hit, of)], Role.CONTEXT)
    for hit in scene.hits:
        if of[hit] is Role.WITH and not _covers_an_activity(hit, of, tree):
            of[hit] = Role.ASKED
    state_denials = {
        denial for cue in scene.cues if cue.family == "state" and (denial := denial_of(scene, cue))
    }
    return Roles(of, frozenset(denials.values()) | frozenset(state_denials))


def _is_denied_with(scene: Scene, before: Hit, hit: Hit, denial: Placed) -> bool:
    """Return True for the second symptom of "no burning or redness"."""
    between = scene.text.words[before.end : hit.start]
    joined = not _OR.isdisjoint(between) and _OR.union(_ANY) >= set(between)
    return joined and denial.start < before.start and not any(scene.text.breaks[before.end : hit.start + 1])


def _is_one_product(scene: Scene, before: Hit, hit: Hit, tree: TopicTree) -> bool:
    """Return True for two products with no word between them: "for my salicylic face wash"."""
    touching = before.end == hit.start and not scene.text.breaks[hit.start]
    return touching and all(_belongs(each, ("topical",), tree) for each in (before, hit))


def _carries(scene: Scene, hit: Hit, questions: QuestionWords) -> bool:
    """Return True for "drinking" in "drinking a coffee": the next word or the one after it is the topic."""
    if hit.end - hit.start > 1 or scene.text.words[hit.start] not in questions.carriers:
        return False
    return any(
        hit.end <= other.start <= hit.end + 1 and not scene.text.breaks[other.start] for other in scene.hits
    )


def _brings_on(scene: Scene, hit: Hit, of: Mapping[Hit, Role]) -> bool:
    """Return True for what brings on a symptom: "stings when I touch it", "brennt beim Duschen"."""
    clause = scene.clauses[hit.start]
    if hit.phrase.symptom or any(
        scene.clauses[cue.start] == clause for cue in scene.opens() if _asks_to_do(cue)
    ):
        return False
    before = [each for each in scene.hits if each.phrase.symptom and of[each] is Role.ASKED]
    before = [each for each in before if each.end <= hit.start and scene.clauses[each.start] == clause]
    return bool(before) and any(word in _WHEN for word in scene.text.words[before[-1].end : hit.start])


def _asks_to_do(opener: Placed) -> bool:
    return opener.value.split(" ")[0] in ("may", "must", "status")


def _role(scene: Scene, hit: Hit, questions: QuestionWords) -> Role:
    ended = _ended(scene, hit) if hit.phrase.symptom else None
    if ended:
        return ended
    governor = _governor(scene, hit)
    value = governor.value if governor else ""
    if value in ("without", "instead"):
        return Role.WITHOUT
    if value == "reason" or (value == "bei" and hit.phrase.symptom):
        return Role.REASON
    if scene.is_past(hit.start):
        return Role.CONTEXT
    if hit.phrase.topic in questions.treatments and (value == "after" or _counts_from(scene, hit)):
        return Role.CONTEXT
    return Role.WITH if value == "with" else Role.ASKED


def _ended(scene: Scene, hit: Hit) -> Role | None:
    """Return the role of a symptom that is said to be gone ("redness gone") or better; None if it is asked about."""
    clause = scene.clauses[hit.start]
    if scene.asks(clause):
        return None
    for cue in scene.valued("gone", "less"):
        is_back = any(_is_back(scene, cue, after) for after in scene.cues)
        if hit.end <= cue.start <= hit.end + 1 and scene.clauses[cue.start] == clause and not is_back:
            return Role.DENIED if cue.value == "gone" else Role.CONTEXT
    return None


def _is_back(scene: Scene, gone: Placed, after: Placed) -> bool:
    """Return True for a symptom that was gone and is there again, or worse."""
    between = any(gone.end <= hit.start < after.start and hit.phrase.symptom for hit in scene.hits)
    return after.value == "now:worse" and gone.end <= after.start and not between


def _counts_from(scene: Scene, hit: Hit) -> bool:
    """Return True for the treatment in "72 h after needling": the moment already contains the word "after"."""
    ends = (phrase.end for phrase in scene.moments if phrase.moment and phrase.moment.base == "since")
    return any(end <= hit.start <= end + 2 for end in ends)


def _governor(scene: Scene, hit: Hit) -> Placed | None:
    """Return the word that governs a topic, "for" in "for the soreness and the swelling" for both."""
    for at in range(hit.start - 1, max(-1, hit.start - 1 - _REACH), -1):
        if scene.text.breaks[at + 1] or scene.hit_at(at):
            return None
        cue = scene.cue_at(at)
        if not cue:
            continue
        if cue.value in ("and", "or") and cue.start:
            before = scene.hit_at(cue.start - 1)
            inherits = before is not None and before.phrase.symptom == hit.phrase.symptom
            return _governor(scene, before) if before and inherits else None
        if cue.value not in ("still", "not", "no"):
            return cue if cue.value in _GOVERNING and cue.family == "cue" else None
    return None


def _covers_an_activity(hit: Hit, of: Mapping[Hit, Role], tree: TopicTree) -> bool:
    questions = tree.index.questions
    others = [other for other, role in of.items() if role is Role.ASKED and other is not hit]
    covering = _belongs(hit, questions.coverings, tree)
    return covering and any(
        not _belongs(other, (*questions.products, *questions.coverings), tree) for other in others
    )


def _belongs(hit: Hit, families: tuple[str, ...], tree: TopicTree) -> bool:
    return any(family in tree.ancestors(hit.phrase.topic) for family in families)
