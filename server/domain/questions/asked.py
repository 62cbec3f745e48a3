"""Which of its topics a question asks about, and which are only circumstances."""

from itertools import pairwise

from server.domain.questions.model import AskedTopic, QuestionKind
from server.domain.questions.roles import Role, Roles
from server.domain.questions.scene import Scene
from server.domain.questions.sense import asks_unknown
from server.domain.topics import TopicTree
from server.domain.topics_match import Hit

_ASKING = ("may", "must", "when", "how", "status")
_CAUSING = (
    *("make", "makes", "cause", "causes", "causing", "give", "gives", "lead", "leads", "trigger", "triggers"),
    *("machen", "macht", "verursachen", "verursacht", "auslosen", "fordern", "fordert", "fuhren", "fuhrt"),
)
"""Words between a cause and a sign, folded to plain letters."""

_ALSO = ("also", "auch")
"""Words like "and" that do not join topics: "sunscreen also in the office"."""

_SPLASHING = frozenset({"splash", "splashing", "spritz", "spritzen"})
"""Words of rinsing that also put a product on."""

_LIKE = ("like", "wie", "als")


def asked_in(scene: Scene, roles: Roles, kind: QuestionKind, tree: TopicTree) -> list[Hit]:
    """Return the topics that are asked about, in order; if there are none, those that are only mentioned."""
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
        asked = [hit for hit in things if hit.phrase.topic not in occasions]
        asked = asked or ([] if unread else symptoms) or things
    asked = _without_contact(asked, tree) or asked
    return _compounds(scene, _without_objects(scene, _specific(asked, tree), tree), tree)


def with_signs(scene: Scene, roles: Roles, asked: list[Hit], tree: TopicTree) -> list[Hit]:
    """Add the signs that are stated beside the topics that are asked about: they have to be reported all the same."""
    questions = tree.index.questions
    product = any("topical" in tree.ancestors(hit.phrase.topic) for hit in asked)
    signs = {*questions.signs, *questions.alarming} - set(questions.anything)
    signs |= set(questions.reacting if product else ())
    reasons = (*questions.reasons, *questions.reacting)
    beside = [
        hit
        for hit in scene.hits
        if hit.phrase.topic in signs
        and (
            roles.of[hit] in (Role.ASKED, Role.CONTEXT)
            or (roles.of[hit] is Role.REASON and hit.phrase.topic not in reasons)
        )
        and not _is_feared(scene, hit)
    ]
    return sorted({*asked, *beside}, key=lambda hit: hit.start)


def _is_feared(scene: Scene, sign: Hit) -> bool:
    """Return True for a sign that is feared as an effect: "can make-up make me break out"."""
    clause = scene.clauses[sign.start]
    before = (word for at, word in enumerate(scene.text.words[: sign.end]) if scene.clauses[at] == clause)
    return scene.asks(clause) and any(word in _CAUSING for word in before)


def _without_objects(scene: Scene, hits: list[Hit], tree: TopicTree) -> list[Hit]:
    """Leave out what is taken off ("rinse off the serum"), and families beside their members ("warm water")."""
    removed = [
        hit
        for hit in hits
        if hit.phrase.topic in tree.index.questions.removing and _SPLASHING.isdisjoint(_words(scene, hit))
    ]
    return [hit for hit in hits if not any(_is_part_of(scene, hit, act, tree) for act in removed)]


def _words(scene: Scene, hit: Hit) -> tuple[str, ...]:
    return scene.text.words[hit.start : hit.end]


def _is_part_of(scene: Scene, hit: Hit, act: Hit, tree: TopicTree) -> bool:
    opened = {scene.clauses[cue.start] for cue in scene.opens()}
    one, other = scene.clauses[hit.start], scene.clauses[act.start]
    stated = one not in opened and other in opened  # "the mask is still on, when do I wash it off"
    apart = (one != other and not stated) or hit.phrase.topic == act.phrase.topic
    first, second = sorted((hit, act), key=lambda each: each.start)
    between = [cue.value for cue in scene.cues if first.end <= cue.start < second.start]
    if apart or "with" in between or _are_joined(scene, first, second):
        return False
    families = tree.ancestors(hit.phrase.topic)
    product = "topical" in families and "cleanser" not in families
    return product or hit.phrase.topic in tree.ancestors(act.phrase.topic)


def _without_contact(hits: list[Hit], tree: TopicTree) -> list[Hit]:
    return [hit for hit in hits if hit.phrase.topic != tree.index.questions.contact]


def _specific(hits: list[Hit], tree: TopicTree) -> list[Hit]:
    """Return the topics without those that only say that something is wrong, where another one is named.

    A figure of speech, "on fire", is a topic only if no other one is named.
    """
    questions = tree.index.questions
    literal = [hit for hit in hits if hit.phrase.text not in questions.figures] or hits
    named = [hit for hit in literal if hit.phrase.topic not in questions.anything]
    topics = {hit.phrase.topic for hit in named}
    described = questions.describing or {}
    return [hit for hit in named if described.get(hit.phrase.topic) not in topics] or literal


def _asks(scene: Scene, hit: Hit) -> bool:
    """Return True if the clause of a topic asks about doing it, beside a question about a symptom."""
    clause = scene.clauses[hit.start]
    return any(
        scene.clauses[cue.start] == clause and cue.value.split(" ")[0] in _ASKING for cue in scene.opens()
    )


def _compounds(scene: Scene, hits: list[Hit], tree: TopicTree) -> list[Hit]:
    """Of two topics with no word between them, keep the active ingredient, or else the kind of product."""
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

    Whether the person asks about "sunscreen" or "walk" shows only from the sheet, which is silent on the other.
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


def topics_of(scene: Scene, roles: Roles, asked: list[Hit], tree: TopicTree) -> tuple[AskedTopic, ...]:
    asides, unclear = _asides(scene, asked, tree), _unclear(scene, asked, tree)
    topics: dict[str, AskedTopic] = {}
    for hit in asked:
        whole = hit.start == 0 and hit.end == len(scene.text.words)
        how = hit.how if hit.how != "exact" or whole else "phrase"
        denied = roles.of.get(hit) is Role.DENIED
        topic = AskedTopic(hit.phrase.topic, hit.phrase.text, how, hit in asides, hit in unclear, denied)
        topics.setdefault(hit.phrase.topic, topic)
    return tuple(topics.values())
