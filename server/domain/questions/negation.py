"""Whether a question asks about not doing something, and whether a yes or no could be taken for its opposite."""

from dataclasses import dataclass
from itertools import pairwise

from server.domain.questions.cues import Placed
from server.domain.questions.model import QuestionKind
from server.domain.questions.roles import Role, Roles
from server.domain.questions.scene import Scene

_STILL_NEEDS = ("need", "have", "must", "muss", "brauche", "brauch", "braucht", "supposed")
"""Words of an opener after which "still" asks whether a duty has ended."""

_TURNING = ("open", "word")
"""Families of cues that make an alternative another question."""


@dataclass(frozen=True, slots=True)
class Negation:
    negated: bool
    mixed: bool  # two negations, or one that belongs to a single topic: never yes or no


def alternative_from(scene: Scene) -> int:
    """Return the word at which a mere alternative begins: "… or should I wait" names no topic of its own."""
    end = len(scene.text.words)
    for cue in scene.valued("or"):
        if scene.hits and scene.hits[-1].start < cue.start:
            return cue.start
    return end


def negation_of(scene: Scene, roles: Roles, kind: QuestionKind) -> Negation:
    """Return whether the question asks about not doing it. "Still need" counts only without another negation,
    and not in "how long do I still need".
    """
    until = alternative_from(scene)
    counted = [cue for cue in scene.cues if cue.start < until and _counts(scene, roles, cue)]
    contrasts = [cue for at, cue in enumerate(counted) if at == 0 and _is_contrast(scene, cue)]
    counted = [cue for cue in counted if cue not in contrasts]
    plain = [cue for cue in counted if cue.value not in ("avoid", "wait", "drop", "without")]
    verbs = [
        cue
        for cue in counted
        if cue.value == "avoid" or (cue.value == "wait" and kind is not QuestionKind.WHEN)
    ]
    without = not roles.having(Role.ASKED) and bool(roles.having(Role.WITHOUT))
    if _only_symptoms(scene, roles):
        is_report = kind in (QuestionKind.NORMAL, QuestionKind.TELL)
        verbs, plain = [], [cue for cue in plain if cue.family == "open" or not is_report]
    count = min(len(plain), 1) + _stacked(scene, plain) + (1 if verbs or without else 0)
    soft = count == 0 and kind is not QuestionKind.WHEN and _still_needed(scene, until)
    mixed = count > 1 or bool(contrasts) or _misleads(scene, roles, [*counted, *contrasts], until)
    return Negation(count % 2 == 1 or soft, mixed)


def _misleads(scene: Scene, roles: Roles, counted: list[Placed], until: int) -> bool:
    """Return True if words that do not negate the question could still turn a yes or no into its opposite.

    These are a stated negation, one without a topic ("make-up no?"), an alternative that asks for something else
    ("allowed or forbidden"), "but" beside a negation, and limits such as "only" and "unless".
    """
    negations = [cue for cue in scene.valued("not", "no", "avoid", "wait") if cue not in roles.denials]
    reported = any(scene.is_past(cue.start) or cue.value == "no" for cue in negations if cue not in counted)
    other = any(cue.family in _TURNING or cue in negations for cue in scene.cues if cue.start >= until)
    contrasted = bool(negations) and any(scene.valued("but"))
    return reported or other or contrasted or any(scene.valued("limit"))


def _counts(scene: Scene, roles: Roles, cue: Placed) -> bool:
    if cue in roles.denials:
        return False
    if cue.family == "open":
        return cue.value.endswith(" not")
    if cue.family != "cue" or scene.is_past(cue.start):
        return False
    if cue.value == "no":
        ahead = [hit for hit in scene.hits if cue.end <= hit.start <= cue.end + 3]
        return bool(ahead) and not any(scene.text.breaks[cue.end : ahead[0].start + 1])
    return cue.value in ("not", "avoid", "wait")


def _is_contrast(scene: Scene, cue: Placed) -> bool:
    """Return True for a negation of one topic among several: "sunscreen but not make-up"."""
    joins = scene.cue_at(cue.start - 1) if cue.start else None
    before = any(hit.end <= cue.start for hit in scene.hits)
    after = any(hit.start >= cue.end for hit in scene.hits)
    return (
        cue.family == "cue" and joins is not None and joins.value in ("and", "or", "but") and before and after
    )


def _stacked(scene: Scene, plain: list[Placed]) -> int:
    """Return 1 for two negations without a topic between them: "can't I not …"."""
    together = (
        not any(one.end <= hit.start < two.start for hit in scene.hits) for one, two in pairwise(plain)
    )
    return int(any(together))


def _only_symptoms(scene: Scene, roles: Roles) -> bool:
    asked = roles.having(Role.ASKED)
    return bool(asked) and all(hit.phrase.symptom for hit in asked)


def _still_needed(scene: Scene, until: int) -> bool:
    opens = [cue for cue in scene.opens() if cue.value in ("must", "must still") and cue.start < until]
    for cue in opens:
        needs = any(word in _STILL_NEEDS for word in scene.text.words[cue.start : cue.end])
        still = any(scene.clauses[each.start] == scene.clauses[cue.start] for each in scene.valued("still"))
        if cue.value == "must still" or (needs and still):
            return True
    return any(cue.family == "word" and cue.value == "must still" for cue in scene.cues)
