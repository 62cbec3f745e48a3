"""Read a question: deterministic, for any text, without a clock."""

from server.domain.questions.asked import asked_in, topics_of, with_signs
from server.domain.questions.cues import Placed
from server.domain.questions.denials import UNBEARABLE, denial_of
from server.domain.questions.hopes import is_only_hoped
from server.domain.questions.implied import implied_in
from server.domain.questions.instruments import UNREAD_INSTRUMENT, unread_instruments
from server.domain.questions.model import Question, QuestionKind
from server.domain.questions.negation import negation_of
from server.domain.questions.origins import WORSE, has_own_origin, is_feared, is_of_an_act
from server.domain.questions.overlaps import SHADES
from server.domain.questions.roles import Role, Roles, roles_in
from server.domain.questions.scene import Scene, lay_out
from server.domain.questions.sense import (
    causes,
    is_past_act,
    kind_of,
    may_be_more,
    moments_in,
    past_moment_in,
)
from server.domain.questions.tokens import Text, as_typed, split
from server.domain.topics import TopicTree
from server.domain.topics_match import Hit

_OF_SYMPTOMS = ("now:severe", "now:worse", "now:lasting", UNBEARABLE, *SHADES)
_STRONG, _WIDE = SHADES
_WHOLE = "area:full-face"
_NEAR = 2
"""Words between a word of strength and its symptom: "so unbelievably red", "hurts quite a lot"."""


def read_question(words: str, language: str, tree: TopicTree) -> Question:
    """Read a question in one of the tree's languages; `language` is the person's and decides if the words do not."""
    text = split(words)
    scene = _scene(text, language, tree)
    roles = roles_in(scene, tree)
    kind = kind_of(scene, roles, tree.index.questions)
    asked = asked_in(scene, roles, kind, tree)
    negation = negation_of(scene, roles, kind)
    conditions, hoped = _conditions(scene, roles, asked, tree)
    asked = with_signs(scene, roles, asked, tree)
    moments, several = moments_in(scene)
    past = is_past_act(scene, roles, asked, tree.index.questions.treatments)
    if past:
        moment = past_moment_in(scene)
        moments = (moment,) if moment else ()
    implied = implied_in(scene, kind, asked, tree)
    return Question(
        kind=kind,
        negated=negation.negated,
        topics=(*topics_of(scene, roles, asked, tree), *implied),
        conditions=conditions,
        at=moments[0] if moments else None,
        unknown=as_typed(words, scene.unknown),
        language=scene.speech.language,
        statement_only=bool(as_typed(words, scene.unknown))
        or text.cut
        or negation.mixed
        or hoped
        or several
        or may_be_more(scene, kind)
        or causes(scene, roles)
        or past
        or (kind is QuestionKind.MAY and bool(implied)),
        moments=moments,
        past=past,
    )


def _scene(text: Text, language: str, tree: TopicTree) -> Scene:
    """Lay the question out in the language of most of its words, or in another one if only that one has its topics."""
    order = _languages(text, language, tree)
    first = lay_out(text, tree.index, order[0])
    if first.hits:
        return first
    scenes = (lay_out(text, tree.index, name) for name in order[1:])
    return next((scene for scene in scenes if scene.hits and not scene.unknown), first)


def _languages(text: Text, language: str, tree: TopicTree) -> tuple[str, ...]:
    """Return the languages, most likely first, by the words around the topics."""
    speeches = tree.index.questions.speeches
    own = tree.index.languages.get(language)
    small = speeches[language].vocabulary if language in speeches else frozenset()
    hints = [word for word in text.words if own is None or word in small or not own.knows(word)]
    around = {name: sum(word in speech.vocabulary for word in hints) for name, speech in speeches.items()}
    return tuple(sorted(speeches, key=lambda name: (-around[name], name != language, name)))


def _conditions(
    scene: Scene, roles: Roles, asked: list[Hit], tree: TopicTree
) -> tuple[tuple[str, ...], bool]:
    """Return what the question states, in order, and whether healing is only hoped for."""
    names = tree.index.questions.conditions or {}
    stated: list[tuple[int, str]] = []
    for hit, role in roles.of.items():
        prefix, topic = _prefix(hit, role, asked), hit.phrase.topic
        if prefix == "now" and is_feared(scene, roles, hit):
            continue
        if prefix and topic not in tree.index.questions.anything:
            stated.append((hit.start, f"{prefix}:{names.get(topic, topic) if hit.phrase.symptom else topic}"))
    hoped = False
    symptoms = any(hit.phrase.symptom for hit in scene.hits)
    for cue in (cue for cue in scene.cues if cue.family == "state"):
        if cue.value in _OF_SYMPTOMS and not symptoms:
            continue
        if cue.value == _STRONG and not _is_of_symptom(scene, cue):
            continue
        wished = is_only_hoped(scene, roles, cue)
        hoped = hoped or wished
        stated += [] if wished else [(cue.start, statement) for statement in _statements_of(scene, cue)]
    if symptoms:
        lengths = (each for each in scene.moments if each.lasts and not is_of_an_act(scene, each))
        stated += [(each.start, f"lasts:{each.lasts}h") for each in lengths]
    if has_own_origin(scene, roles, tree):
        stated.append((len(scene.text.words), WORSE))
    stated += [(at, UNREAD_INSTRUMENT) for at in unread_instruments(scene)]
    return tuple(dict.fromkeys(statement for _, statement in sorted(stated))), hoped


def _prefix(hit: Hit, role: Role, asked: list[Hit]) -> str:
    if role is Role.DENIED:
        return "not"
    if hit in asked:
        return ""
    if role in (Role.WITH, Role.WITHOUT):
        return role.value
    return "now" if hit.phrase.symptom and role is Role.ASKED else ""


def _is_of_symptom(scene: Scene, cue: Placed) -> bool:
    """Return True for a word of strength beside a symptom: "really red", not "is it really normal that it is red"."""
    for hit in (hit for hit in scene.hits if hit.phrase.symptom):
        first, last = (cue.end, hit.start) if cue.start < hit.start else (hit.end, cue.start)
        between = [other for other in scene.cues if first <= other.start < last]
        if last - first <= _NEAR and all(other.family not in ("open", "word") for other in between):
            return True
    return False


def _statements_of(scene: Scene, cue: Placed) -> tuple[str, ...]:
    """Return a stated act, state or area. A denied state is returned as a denial; a denied act is left out."""
    family, _, name = cue.value.partition(":")
    if cue.value in SHADES:
        return () if denial_of(scene, cue) else (cue.value,)
    if cue.value == _WHOLE and any(hit.phrase.symptom for hit in scene.hits):
        return cue.value, _WIDE
    if cue.value == UNBEARABLE:
        return ("now:severe",) if denial_of(scene, cue) else ()
    if family in ("area", "with", "not") or not denial_of(scene, cue):
        return (cue.value,)
    return (f"not:{name}",) if family == "now" else ()
