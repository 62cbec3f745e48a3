"""What a laid-out question asks: its kind and its moment, and whether it may ask something other than it seems to."""

from server.domain.question_words import QuestionWords
from server.domain.questions.cues import Placed
from server.domain.questions.model import QuestionKind
from server.domain.questions.moment import AskedMoment
from server.domain.questions.moment_phrase import MomentPhrase
from server.domain.questions.negation import alternative_from
from server.domain.questions.overlaps import ACTS, SHADES
from server.domain.questions.roles import Role, Roles
from server.domain.questions.scene import Scene
from server.domain.topics_match import Hit

_AFTERWARDS = ("later", "spater")
"""Words after a length that count it from now, or from the treatment; folded to plain letters."""

_PERSONS = ("i", "we", "ich", "wir", "man")
"""Last words of an opener that asks about doing something."""


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

    A reason does not count, and after "can I" a symptom does not either.
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
    noticed = any(hit.phrase.symptom for hit in scene.hits) or not scene.hits
    if noticed and any(cue.value == "now:worse" for cue in scene.cues):
        kinds.add("tell")
    return kinds


def may_be_more(scene: Scene, kind: QuestionKind) -> bool:
    """Return True for a `may` that may ask something other than whether it is allowed: "does sauna make scars".

    That is one with a word or number that does not belong to a plain question (how strong, how much, where), or one
    without a phrase of permission that begins like another question.
    """
    cues = [cue for cue in scene.cues if cue.value not in (*SHADES, *ACTS)]
    explained: tuple[Hit | MomentPhrase | Placed, ...] = (*scene.hits, *scene.moments, *cues)
    covered = {at for each in explained for at in range(each.start, each.end)}
    rest = [word for at, word in enumerate(scene.text.words) if at not in covered]
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
    """Return the kind of a question about symptoms only; a sign that is stated without a question is to be reported."""
    if "tell" in kinds or "status" in kinds or (sign and (not kinds or _symptom_comes_first(scene))):
        return QuestionKind.TELL
    asked = (kind for kind in (QuestionKind.NORMAL, QuestionKind.WHEN, QuestionKind.HOW) if kind in kinds)
    return next(asked, QuestionKind.NORMAL)


def _symptom_comes_first(scene: Scene) -> bool:
    """Return True if the symptom is stated in a clause of its own before the question: "I have pus, is that normal"."""
    first = scene.hits[0].start
    normal = [cue.start for cue in scene.cues if cue.value == "normal"]
    return bool(normal) and first < normal[0] and scene.clauses[first] != scene.clauses[normal[0]]


def moments_in(scene: Scene) -> tuple[tuple[AskedMoment, ...], bool]:
    """Return the moments asked about, and whether there are several or a vague one.

    These are the first one, and those of the same clause: "Friday or Thursday morning".
    """
    asked = [phrase for phrase in scene.moments if not scene.is_past(phrase.start)]
    named = [phrase for phrase in asked if phrase.moment]
    opened = {scene.clauses[cue.start] for cue in scene.opens()}
    best = sorted(named, key=lambda phrase: (scene.clauses[phrase.start] not in opened, phrase.start))
    beside = [phrase for phrase in best if scene.clauses[phrase.start] == scene.clauses[best[0].start]]
    moments = tuple(dict.fromkeys(each for phrase in beside for each in _meant(scene, phrase)))
    return moments, len(moments) > 1 or any(phrase.vague for phrase in asked)


def _meant(scene: Scene, phrase: MomentPhrase) -> tuple[AskedMoment, ...]:
    """Return the moments that a phrase may mean: "16 days later, can I …" may be asked about now."""
    if phrase.moment is None:
        return ()
    is_later = scene.text.words[phrase.end - 1] in _AFTERWARDS
    return (phrase.moment, AskedMoment("now")) if is_later else (phrase.moment,)


def is_past_act(scene: Scene, roles: Roles, asked: list[Hit], treatments: tuple[str, ...]) -> bool:
    """Return True if the question is about something that was done: "went to the sauna on Tuesday, is that bad"."""
    stated = [hit for hit in asked if roles.of.get(hit) is Role.CONTEXT and scene.is_past(hit.start)]
    if not asked or len(stated) < len(asked):
        return False
    clauses = {scene.clauses[hit.start] for hit in stated}
    if any(hit.phrase.symptom or hit.phrase.topic in treatments for hit in stated) or _asks_to_do(
        scene, clauses
    ):
        return False
    dated = any(phrase.ago for phrase in scene.moments if scene.clauses[phrase.start] in clauses)
    words = (word for at, word in enumerate(scene.text.words) if scene.clauses[at] in clauses)
    return dated or any(word in scene.speech.done for word in words)


def _asks_to_do(scene: Scene, stated: set[int]) -> bool:
    """Return True for a question of doing something from now on: "can I start again", not "is that ok".

    A "how" asks about something other than what was done, unless it is in the same clause.
    """
    kinds = ((cue, cue.value.split(" ")[0]) for cue in scene.opens())
    openers = (
        cue
        for cue, kind in kinds
        if kind in ("may", "must", "when") or (kind == "how" and scene.clauses[cue.start] in stated)
    )
    doing = {*_PERSONS, "to", "can", "when", "wann"}
    return any(not doing.isdisjoint(scene.text.words[cue.start : cue.end][-2:]) for cue in openers)


def past_moment_in(scene: Scene) -> AskedMoment | None:
    """Return when something was done: "yesterday", "on Tuesday" in a clause about the past."""
    stated = [phrase for phrase in scene.moments if scene.is_past(phrase.start)]
    return next((moment for phrase in stated if (moment := phrase.ago or phrase.moment)), None)
