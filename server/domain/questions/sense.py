"""What a laid-out question asks: its kind, whether it is negated, its moment."""

from dataclasses import dataclass
from itertools import pairwise

from server.domain.question_words import QuestionWords
from server.domain.questions.cues import Placed
from server.domain.questions.model import QuestionKind
from server.domain.questions.moment import AskedMoment
from server.domain.questions.moments import Found
from server.domain.questions.roles import Role, Roles
from server.domain.questions.scene import Scene
from server.domain.topics_match import Hit

STILL_NEEDS = ("need", "have", "must", "muss", "brauche", "brauch", "braucht", "supposed")
"""Words of an opener after which "still" asks whether a duty has ended."""


_PERSONS = ("i", "we", "ich", "wir", "man")
"""Last words of an opener that asks about doing something."""

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


def kind_of(scene: Scene, roles: Roles, questions: QuestionWords) -> QuestionKind:
    """Return the kind. Where several fit, the order of `QuestionKind` decides."""
    kinds = _kinds(scene, questions, roles)
    asked = [hit for hit in scene.hits if roles.of[hit] in (Role.ASKED, Role.REASON, Role.CONTEXT)]
    things = [hit for hit in asked if not hit.phrase.symptom and roles.of[hit] is Role.ASKED]
    symptoms = [hit for hit in asked if hit.phrase.symptom]
    if symptoms and not things and not asks_unknown(scene, roles):
        return _kind_of_symptom(scene, kinds, any(hit.phrase.topic in questions.signs for hit in symptoms))
    if "normal" in kinds and things and not symptoms:
        kinds = (kinds - {"normal"}) | {"status"}
    return next((kind for kind in QuestionKind if kind in kinds), QuestionKind.MAY)


def asks_unknown(scene: Scene, roles: Roles) -> bool:
    """Return True if what is asked about is itself unknown: "it itches, can I use calendulol"."""
    return any(
        cue.family in ("open", "word")
        and cue.value.split(" ")[0] in ("may", "must")
        and _has_no_topic(scene, roles, cue)
        for cue in (scene.cues if scene.unknown else ())
    )


def _has_no_topic(scene: Scene, roles: Roles, cue: Placed) -> bool:
    """Return True if the clause of a question holds an unknown word and no topic that it could be about.

    A reason is none, and after "can I" a symptom is none either.
    """
    clause = scene.clauses[cue.start]
    own = {word for at, word in enumerate(scene.text.words) if scene.clauses[at] == clause}
    hits = [
        hit for hit in scene.hits if scene.clauses[hit.start] == clause and roles.of[hit] is not Role.REASON
    ]
    if scene.text.words[cue.end - 1] in _PERSONS:
        hits = [hit for hit in hits if not hit.phrase.symptom]
    return not hits and not own.isdisjoint(scene.unknown)


def _kinds(scene: Scene, questions: QuestionWords, roles: Roles) -> set[str]:
    until = alternative_from(scene)
    cues = [cue for cue in scene.cues if cue.family in ("open", "word") and cue.start < until]
    kinds = {cue.value.split(" ")[0] for cue in cues}
    contact = (hit for hit in scene.hits if hit.phrase.topic == questions.contact)
    if any(roles.of[hit] in (Role.ASKED, Role.REASON) for hit in contact):
        kinds.add("tell")
    return kinds


def may_be_more(scene: Scene, kind: QuestionKind) -> bool:
    """Return True for a `may` that may ask something else than whether it is allowed: "does sauna make scars".

    That is one with a word that does not belong to a plain question, or one without a phrase of permission that begins
    like another question.
    """
    explained: tuple[Hit | Found | Placed, ...] = (*scene.hits, *scene.moments, *scene.cues)
    covered = {at for each in explained for at in range(each.start, each.end)}
    rest = [word for at, word in enumerate(scene.text.words) if at not in covered and not word.isdigit()]
    permitted = any(_permits(cue) for cue in scene.cues)
    first = scene.text.words[0] if scene.text.words else ""
    doubtful = not permitted and first in scene.speech.doubtful
    return kind is QuestionKind.MAY and (doubtful or any(word not in scene.speech.plain for word in rest))


def _permits(cue: Placed) -> bool:
    """Return True for a phrase that asks for permission; a bare "can" may ask what something can do."""
    return cue.value in ("may", "may not") and (cue.family == "word" or cue.end - cue.start > 1)


def causes(scene: Scene, roles: Roles) -> bool:
    """Return True if a clause asks about a topic and then names a symptom: "can retinol cause redness"."""
    asked = roles.having(Role.ASKED)
    things = [hit for hit in asked if not hit.phrase.symptom]
    symptoms = [hit for hit in asked if hit.phrase.symptom]
    return any(
        thing.end <= symptom.start and scene.clauses[thing.start] == scene.clauses[symptom.start]
        for thing in things
        for symptom in symptoms
    )


def _kind_of_symptom(scene: Scene, kinds: set[str], sign: bool) -> QuestionKind:
    """Return the kind of a question about symptoms only; told without a question, a sign is to be reported."""
    if "tell" in kinds or "status" in kinds or (sign and (not kinds or _told_before(scene))):
        return QuestionKind.TELL
    asked = (kind for kind in (QuestionKind.NORMAL, QuestionKind.WHEN, QuestionKind.HOW) if kind in kinds)
    return next(asked, QuestionKind.NORMAL)


def _told_before(scene: Scene) -> bool:
    """Return True if the symptom is told in a clause of its own before the question: "I have pus, is that normal"."""
    first = scene.hits[0].start
    normal = [cue.start for cue in scene.cues if cue.value == "normal"]
    return bool(normal) and first < normal[0] and scene.clauses[first] != scene.clauses[normal[0]]


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
        verbs, plain = [], [cue for cue in plain if cue.family == "open"]
    count = min(len(plain), 1) + _stacked(scene, plain) + (1 if verbs or without else 0)
    soft = count == 0 and kind is not QuestionKind.WHEN and _still_needed(scene, until)
    mixed = count > 1 or bool(contrasts) or _misleads(scene, roles, [*counted, *contrasts], until)
    return Negation(count % 2 == 1 or soft, mixed)


def _misleads(scene: Scene, roles: Roles, counted: list[Placed], until: int) -> bool:
    """Return True if words that do not negate the question could still turn a yes or no into its opposite.

    These are a negation that is told, one without a topic ("make-up no?"), an alternative that asks for something else
    ("allowed or forbidden"), "but" beside a negation, and limits such as "only" and "unless".
    """
    negations = [cue for cue in scene.valued("not", "no", "avoid", "wait") if cue not in roles.denials]
    told = any(scene.is_past(cue.start) or cue.value == "no" for cue in negations if cue not in counted)
    other = any(cue.family in _TURNING or cue in negations for cue in scene.cues if cue.start >= until)
    contrasted = bool(negations) and any(scene.valued("but"))
    return told or other or contrasted or any(scene.valued("limit"))


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
        needs = any(word in STILL_NEEDS for word in scene.text.words[cue.start : cue.end])
        still = any(scene.clauses[each.start] == scene.clauses[cue.start] for each in scene.valued("still"))
        if cue.value == "must still" or (needs and still):
            return True
    return any(cue.family == "word" and cue.value == "must still" for cue in scene.cues)


def moment_in(scene: Scene) -> tuple[AskedMoment | None, bool]:
    """Return the moment asked about, and whether another one or a vague one stands beside it."""
    asked = [found for found in scene.moments if not scene.is_past(found.start)]
    named = [found for found in asked if found.moment]
    opened = {scene.clauses[cue.start] for cue in scene.opens()}
    best = sorted(named, key=lambda found: (scene.clauses[found.start] not in opened, found.start))
    beside = {found.moment for found in named if scene.clauses[found.start] == scene.clauses[best[0].start]}
    several = len(beside) > 1
    return (best[0].moment if best else None), several or any(found.vague for found in asked)
