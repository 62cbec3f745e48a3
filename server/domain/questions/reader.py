"""Read a question: deterministic, for any text, without a clock."""

from itertools import pairwise

from server.domain.questions.cues import Placed
from server.domain.questions.model import AskedTopic, Question, QuestionKind
from server.domain.questions.negation import negation_of
from server.domain.questions.roles import UNBEARABLE, Role, Roles, denial_of, roles_in
from server.domain.questions.scene import Scene, lay_out
from server.domain.questions.sense import asks_unknown, causes, kind_of, may_be_more, moment_in
from server.domain.questions.tokens import Text, as_typed, split
from server.domain.topics import TopicTree
from server.domain.topics_match import Hit

_ASKING = ("may", "must", "when", "how", "status")
_HOPED = ("now:healed", "now:calm", "now:shed")
_CAUSING = (
    *("make", "makes", "cause", "causes", "causing", "give", "gives", "lead", "leads", "trigger", "triggers"),
    *("machen", "macht", "verursachen", "verursacht", "auslosen", "fordern", "fordert", "fuhren", "fuhrt"),
)
"""Words before a sign that something may cause, in plain form."""

_ALSO = ("also", "auch")
"""Words like "and" that do not join topics: "sunscreen also in the office"."""

_LIKE = ("like", "wie", "als")

_OF_SYMPTOMS = ("now:severe", "now:worse", "now:lasting", UNBEARABLE)


def read_question(words: str, language: str, tree: TopicTree) -> Question:
    """Read a question in one of the tree's languages; `language` is the person's and decides where words do not."""
    text = split(words)
    scene = _scene(text, language, tree)
    roles = roles_in(scene, tree)
    kind = kind_of(scene, roles, tree.index.questions)
    asked = _asked(scene, roles, kind, tree)
    negation = negation_of(scene, roles, kind)
    conditions, hoped = _conditions(scene, roles, asked, tree)
    asked = _with_signs(scene, roles, asked, tree)
    moment, several = moment_in(scene)
    return Question(
        kind=kind,
        negated=negation.negated,
        topics=_topics(asked, _asides(scene, asked, tree), _unclear(scene, asked, tree), text),
        conditions=conditions,
        at=moment,
        unknown=as_typed(words, scene.unknown),
        language=scene.speech.language,
        statement_only=bool(as_typed(words, scene.unknown))
        or text.cut
        or negation.mixed
        or hoped
        or several
        or may_be_more(scene, kind)
        or causes(scene, roles),
    )


def _scene(text: Text, language: str, tree: TopicTree) -> Scene:
    """Lay the question out in the language that most of its words belong to; of two, in the one that has its topics."""
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
    hints = [word for word in text.words if own is None or not own.knows(word)]
    around = {name: sum(word in speech.vocabulary for word in hints) for name, speech in speeches.items()}
    return tuple(sorted(speeches, key=lambda name: (-around[name], name != language, name)))


def _asked(scene: Scene, roles: Roles, kind: QuestionKind, tree: TopicTree) -> list[Hit]:
    """Return the topics that are asked about, in order; if none is, those that are only mentioned."""
    asked = list(roles.having(Role.ASKED))
    unread = asks_unknown(scene, roles)
    for role in (Role.WITHOUT, Role.CONTEXT, Role.DENIED, Role.WITH, Role.REASON):
        if not (unread and role is not Role.WITHOUT):
            asked = _without_contact(asked, tree) or list(roles.having(role)) or asked
    things = [hit for hit in asked if not hit.phrase.symptom]
    symptoms = [hit for hit in asked if hit.phrase.symptom]
    if kind in (QuestionKind.TELL, QuestionKind.NORMAL) and symptoms:
        asked = [hit for hit in asked if hit.phrase.symptom or _asks(scene, hit)]
    elif things or unread:
        occasions = tree.index.questions.occasions
        asked = [hit for hit in things if hit.phrase.topic not in occasions] or things
    asked = _without_contact(asked, tree) or asked
    return _compounds(scene, _without_objects(scene, _specific(asked, tree), tree), tree)


def _with_signs(scene: Scene, roles: Roles, asked: list[Hit], tree: TopicTree) -> list[Hit]:
    """Add the signs that are stated beside what is asked about: they have to be reported all the same."""
    questions = tree.index.questions
    signs, reasons = set(questions.signs) - set(questions.anything), questions.reasons
    told = [
        hit
        for hit in scene.hits
        if hit.phrase.topic in signs
        and (
            roles.of[hit] is Role.ASKED or (roles.of[hit] is Role.REASON and hit.phrase.topic not in reasons)
        )
        and not _is_feared(scene, hit)
    ]
    return sorted({*asked, *told}, key=lambda hit: hit.start)


def _is_feared(scene: Scene, sign: Hit) -> bool:
    """Return True for a sign that something may cause: "can make-up make me break out"."""
    clause = scene.clauses[sign.start]
    before = (word for at, word in enumerate(scene.text.words[: sign.end]) if scene.clauses[at] == clause)
    return any(word in _CAUSING for word in before)


def _without_objects(scene: Scene, hits: list[Hit], tree: TopicTree) -> list[Hit]:
    """Leave out what is taken off ("rinse off the serum"), and families beside their members ("warm water")."""
    removed = [hit for hit in hits if hit.phrase.topic in tree.index.questions.removing]
    return [hit for hit in hits if not any(_is_part_of(scene, hit, act, tree) for act in removed)]


def _is_part_of(scene: Scene, hit: Hit, act: Hit, tree: TopicTree) -> bool:
    apart = scene.clauses[hit.start] != scene.clauses[act.start] or hit.phrase.topic == act.phrase.topic
    first, second = sorted((hit, act), key=lambda each: each.start)
    between = [cue.value for cue in scene.cues if first.end <= cue.start < second.start]
    if apart or "with" in between or _are_joined(scene, first, second):
        return False
    families = tree.ancestors(hit.phrase.topic)
    return "topical" in families or hit.phrase.topic in tree.ancestors(act.phrase.topic)


def _without_contact(hits: list[Hit], tree: TopicTree) -> list[Hit]:
    return [hit for hit in hits if hit.phrase.topic != tree.index.questions.contact]


def _specific(hits: list[Hit], tree: TopicTree) -> list[Hit]:
    """Return the topics without those that only say that something is wrong, where another one is named."""
    questions = tree.index.questions
    named = [hit for hit in hits if hit.phrase.topic not in questions.anything]
    topics = {hit.phrase.topic for hit in named}
    described = questions.describing or {}
    return [hit for hit in named if described.get(hit.phrase.topic) not in topics] or hits


def _asks(scene: Scene, hit: Hit) -> bool:
    """Return True if the clause of a topic asks about doing it, beside a question about a symptom."""
    clause = scene.clauses[hit.start]
    return any(
        scene.clauses[cue.start] == clause and cue.value.split(" ")[0] in _ASKING for cue in scene.opens()
    )


def _compounds(scene: Scene, hits: list[Hit], tree: TopicTree) -> list[Hit]:
    """Of two topics without a word between them, keep the active ingredient, or else the kind of product."""
    result: list[Hit] = []
    for hit in hits:
        touching = result and result[-1].end == hit.start and not scene.text.breaks[hit.start]
        before = result[-1] if touching else None
        if before is None or hit.phrase.symptom:
            result.append(hit)
        elif "active" in tree.ancestors(before.phrase.topic) and "topical" in tree.ancestors(
            hit.phrase.topic
        ):
            continue
        elif before.phrase.topic in ("moisturizer", "balm") and "topical" in tree.ancestors(hit.phrase.topic):
            result[-1] = hit
        else:
            result.append(hit)
    return result


def _asides(scene: Scene, asked: list[Hit], tree: TopicTree) -> set[Hit]:
    """Return the topics that are circumstances of each other: not joined by "and" or "or", or stated before a question.

    Only the sheet shows whether the person means to ask about "sunscreen" or "walk": it is silent on the other.
    """
    things = [hit for hit in asked if not hit.phrase.symptom]
    opened = {scene.clauses[cue.start] for cue in scene.opens()}
    asides = {hit for hit in things if opened and scene.clauses[hit.start] not in opened}
    asides = asides if len(asides) < len(things) else set()
    for one, other in pairwise(things):
        products = all("topical" in tree.ancestors(hit.phrase.topic) for hit in (one, other))
        together = products or _are_joined(scene, one, other)
        if scene.clauses[one.start] == scene.clauses[other.start] and not together:
            asides |= {one, other}
    return asides


def _are_joined(scene: Scene, one: Hit, other: Hit) -> bool:
    return any(
        cue.value in ("and", "or", "but") and scene.text.words[cue.start] not in _ALSO
        for cue in scene.cues
        if one.end <= cue.start < other.start
    )


def _unclear(scene: Scene, asked: list[Hit], tree: TopicTree) -> set[Hit]:
    """Return the symptoms with an unknown word in their clause, except for mere comparisons."""
    strange = [at for at, word in enumerate(scene.text.words) if word in scene.unknown]
    own = {hit: [at for at in strange if scene.clauses[at] == scene.clauses[hit.start]] for hit in asked}
    comparable = tree.index.questions.comparable
    return {
        hit
        for hit, places in own.items()
        if any(not (hit.phrase.topic in comparable and _is_compared(scene, at)) for at in places)
    }


def _is_compared(scene: Scene, at: int) -> bool:
    """Return True for a word after "like" or "like a"."""
    return any(word in _LIKE for word in scene.text.words[max(0, at - 2) : at])


def _topics(asked: list[Hit], asides: set[Hit], unclear: set[Hit], text: Text) -> tuple[AskedTopic, ...]:
    topics: dict[str, AskedTopic] = {}
    for hit in asked:
        whole = hit.start == 0 and hit.end == len(text.words)
        how = hit.how if hit.how != "exact" or whole else "phrase"
        topic = AskedTopic(hit.phrase.topic, hit.phrase.text, how, hit in asides, hit in unclear)
        topics.setdefault(hit.phrase.topic, topic)
    return tuple(topics.values())


def _conditions(
    scene: Scene, roles: Roles, asked: list[Hit], tree: TopicTree
) -> tuple[tuple[str, ...], bool]:
    """Return what the question states, in order, and whether healing is only hoped for."""
    names = tree.index.questions.conditions or {}
    stated: list[tuple[int, str]] = []
    for hit, role in roles.of.items():
        prefix, topic = _prefix(hit, role, asked), hit.phrase.topic
        if prefix and topic not in tree.index.questions.anything:
            stated.append((hit.start, f"{prefix}:{names.get(topic, topic) if hit.phrase.symptom else topic}"))
    hoped = False
    symptoms = any(hit.phrase.symptom for hit in scene.hits)
    for cue in (cue for cue in scene.cues if cue.family == "state"):
        if cue.value in _OF_SYMPTOMS and not symptoms:
            continue
        wished = cue.value in _HOPED and _is_hoped(scene, cue)
        hoped = hoped or wished
        stated += [] if wished else [(cue.start, statement) for statement in _statements_of(scene, cue)]
    if symptoms:
        stated += [(each.start, f"lasts:{each.lasts}h") for each in scene.moments if each.lasts]
    return tuple(dict.fromkeys(statement for _, statement in sorted(stated))), hoped


def _prefix(hit: Hit, role: Role, asked: list[Hit]) -> str:
    if role is Role.DENIED:
        return "not"
    if hit in asked:
        return ""
    if role in (Role.WITH, Role.WITHOUT):
        return role.value
    return "now" if hit.phrase.symptom and role is Role.ASKED else ""


def _is_hoped(scene: Scene, cue: Placed) -> bool:
    clause = scene.clauses[cue.start]
    before = (word for at, word in enumerate(scene.text.words[: cue.start]) if scene.clauses[at] == clause)
    return any(word in scene.speech.hypothetical for word in before)


def _statements_of(scene: Scene, cue: Placed) -> tuple[str, ...]:
    """Return a stated act, state or area. A denied state is returned as such; a denied act is left out."""
    family, _, name = cue.value.partition(":")
    if cue.value == UNBEARABLE:
        return ("now:severe",) if denial_of(scene, cue) else ()
    if family in ("area", "with", "not") or not denial_of(scene, cue):
        return (cue.value,)
    return (f"not:{name}",) if family == "now" else ()
