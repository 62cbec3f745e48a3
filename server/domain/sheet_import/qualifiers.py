# ruff: noqa: E501 - patterns stay on one line
"""Find words that change which thing is meant or make its rule doubtful: "alcohol on the skin", "hair products"."""

import re
from collections.abc import Iterable
from itertools import pairwise

from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.state import State
from server.domain.sheet_import.subjects import Subject
from server.domain.sheet_import.text import words_in
from server.domain.topics import TopicTree
from server.domain.vocabulary import Verb

_OTHER_KINDS = {
    "alcohol": re.compile(
        r"\b(?:containing|contain|with|use|using|apply|applying|clean|wipe|mit|enthalten\w*)\b[^,;]*$"
    ),
    "exercise": re.compile(r"\b(?:contact|moderate\w*) $"),
}
_ON_SKIN = re.compile(
    r"[^;.]*\b(?:on|to|onto|auf|an) (?:the|your|die|der|deine|ihre) (?:skin|wound|area|haut|wunde|stelle)\b"
)
_PRODUCT = re.compile(r" (?:products?|produkte?n?|care|pflege)\b")
_PRODUCTS = (
    "topical",
    "skin-care",
    "active",
    "make-up",
    "exfoliation",
    "hair-colour",
    "perfume",
    "tanning-bed",
    "self-tan",
)
_OTHER_SIDE = re.compile(
    r"\b(?:other|opposite|untreated|andere[nr]?|unbehandelte[nr]?) (?:side|ear|arm|leg|eye|teeth|hand|foot|cheek|areas?|seite|ohr|arm|bein|auge|zähne|hand|wange|stellen?)\b"
)
_MOUTH = re.compile(r"\b(?:mouth|gargle|mund|gurgeln)\b")
_BODY = re.compile(r"\b(?:brow|eyebrow|lip|eye|lash|body|hand|foot) $")
_DIRECTLY = re.compile(r"\b(?:directly|direkt|straight|unmittelbar)\b")
_INTO = re.compile(
    r"\b(?:into|in|out of|ins|in die|in den|aus den|aus dem) (?:the |your |der |ihre |deine )?(?:eyes?|mouth|nose|ears?|augen?|mund|nase|ohren?)\b"
)
_EYE = re.compile(r"eye|contact-lenses|mouth|blowing|brushing|rubbing")
NO_DUTIES = frozenset(
    {"alcohol", "smoking", "vaping", "caffeine", "hot-drink", "hot-food", "spicy-food", "hard-food", "acidic-food",
     "fizzy-drink", "chewing", "straw", "heat", "sauna", "steam", "sunbathing", "tanning-bed", "swimming", "make-up",
     "strenuous-exercise", "gym", "running", "team-sport", "weights", "hair-removal", "shaving", "picking", "rubbing",
     "haircut", "sex", "flying", "driving", "yoga", "party", "travel", "other-treatment", "perfume", "retinoid", "scrub", "self-tan", "spitting", "sun"}
)  # fmt: skip
"""Topics that no sheet asks for: a duty on one of these was misread, or is about something else."""
_TOO_WIDE = frozenset({"touching", "sleep", "outdoors", "water", "food", "work", "topical", "exercise"})
"""What a duty means more of than its topic: "sleep with the wound uppermost"."""
_WHERE = frozenset({"outdoors", "sleep"})
_LIGHT = frozenset({"walking", "yoga", "light-exercise", "housework", "lukewarm-shower"})
_TOUCHED = frozenset({"picking", "rubbing", "touching", "pressure", "area-massage", "massage"})


def is_qualified(state: State, clause: Clause, verb: Verb) -> bool:
    """Return True if a word narrows the thing down ("sensitive toothpaste"), or if the thing was guessed."""
    return (
        _OTHER_SIDE.search(state.words(clause)) is not None
        or (verb in (Verb.ALLOW, Verb.DO) and _is_compound(state, clause))
        or any(_is_qualified_thing(state, clause, thing, verb) for thing in clause.things)
        or any(_qualifies(state, clause, symptom, verb) for symptom in clause.symptoms)
    )


def _is_compound(state: State, clause: Clause) -> bool:
    """Return True for "oil massage": two things that are one, of which the tree has no topic."""
    things = sorted((thing for thing in clause.things if thing.start >= 0), key=lambda thing: thing.start)
    tree = state.finder.tree
    return any(
        second.start - first.end == 1
        and second.topic not in _WHERE
        and state.marked.whole[first.end] == " "
        and first.topic not in tree.ancestors(second.topic)
        and second.topic not in tree.ancestors(first.topic)
        for first, second in pairwise(things)
    )


def _is_qualified_thing(state: State, clause: Clause, thing: Subject, verb: Verb) -> bool:
    if verb is Verb.AVOID and thing.topic == "light-exercise":
        return True  # a ban on light exercise means all exercise
    if thing.is_weak and state.language.name == "de":
        return True
    lighter = verb in (Verb.ALLOW, Verb.ONLY) and _is_lighter(state, thing)
    return lighter or _is_only_a_place(state, thing) or _is_other_kind(state, clause, thing)


def _qualifies(state: State, clause: Clause, symptom: Subject, verb: Verb) -> bool:
    """Return True for a symptom right before a thing, or in a duty or permission of which it is not the purpose."""
    before = state.marked.whole[max(clause.start, symptom.start - 30) : symptom.start]
    if state.language.purpose.search(before):
        return False
    after = any(0 <= thing.start - symptom.end <= 1 for thing in clause.things)
    things = [thing.topic for thing in clause.things]
    if verb is Verb.AVOID and things and not after and not is_touching(state, things):
        waits = any(getattr(span.value, "is_state", False) for span in clause.of("time"))
        first = min(thing.start for thing in clause.things)
        return not waits and symptom.start > first  # "wine does not stain the wound"
    return after or verb in (Verb.DO, Verb.ALLOW)


def _is_other_kind(state: State, clause: Clause, thing: Subject) -> bool:
    """Return True if a word means another kind of thing: alcohol on the skin, contact sports, rinsing a piercing."""
    if thing.topic == "mouth-rinsing" and not _MOUTH.search(state.marked.whole):
        return "other-treatment" in state.finder.tree.ancestors(
            state.memory.treatment
        )  # a piercing, a tattoo
    words = state.words(clause)
    if thing.topic == "ice" and _DIRECTLY.search(words):
        return True
    if _INTO.search(words) and not _EYE.search(thing.topic):
        return True
    if thing.topic == "alcohol" and _ON_SKIN.match(state.marked.whole, thing.end):
        return True
    before = state.marked.whole[max(0, thing.start - 30) : thing.start]
    pattern = _OTHER_KINDS.get(thing.topic)
    return pattern is not None and pattern.search(before) is not None


def is_no_duty(topics: tuple[str, ...], tree: TopicTree) -> bool:
    """Return True for what no sheet asks for: such a duty was misread."""
    if _TOO_WIDE.issuperset(topics):
        return True
    return any(topic in tree and NO_DUTIES.intersection(tree.ancestors(topic)) for topic in topics)


def _is_only_a_place(state: State, thing: Subject) -> bool:
    """Return True for "hair products": it means the products, for which the tree has no topic, and not the hair."""
    if thing.start < 0 or not _PRODUCT.match(state.marked.whole, thing.end):
        return False
    return not {thing.topic, *state.finder.tree.ancestors(thing.topic)}.intersection(_PRODUCTS)


def _is_lighter(state: State, thing: Subject) -> bool:
    before = state.marked.whole[max(0, thing.start - 30) : thing.start]
    if _BODY.search(before):
        return True
    if thing.topic in _LIGHT:
        return False  # "a gentle walk"
    return "topical" not in state.finder.tree.ancestors(thing.topic) and bool(
        state.language.lighter.search(before)
    )


def is_touching(state: State, topics: Iterable[str]) -> bool:
    return all(_TOUCHED.intersection(state.finder.tree.ancestors(topic)) for topic in topics)


def has_unknown_words(state: State, clause: Clause, verb: Verb | None = None) -> bool:
    """Return True if a clause holds a word that is not understood, not a small word and not in the sheet's title."""
    text = state.marked.text[clause.start : clause.end]
    touched = [thing.topic for thing in clause.things]
    if verb is Verb.AVOID and touched and is_touching(state, touched) and "pressure" not in touched:
        if state.language.name == "de":  # whatever it is: "die Pünktchen nicht reiben"
            return False
        text = state.marked.text[clause.start : max(clause.start, clause.things[0].start)]
    return any(
        word.text not in state.language.small
        and word.text not in state.finder.treated
        and (verb is Verb.ALLOW or word.text not in state.language.body)
        for word in words_in(text)
    )
