# ruff: noqa: E501 - patterns stay on one line
"""Choose the topics of a rule among the things that its clause names."""

import re
from dataclasses import replace

from server.domain.sheet_import.conditions import Condition
from server.domain.sheet_import.draft import BANS
from server.domain.sheet_import.frames import Clause, begins_with_verb
from server.domain.sheet_import.state import State
from server.domain.sheet_import.subjects import Subject, most_specific
from server.domain.sheet_import.text import words_in
from server.domain.vocabulary import Verb

_KINDS = (
    (
        "exercise",
        "strenuous-exercise",
        re.compile(
            r"\b(?:strenuous|vigorous|heavy|intens\w*|hard|high-impact|anstrengend\w*|stark\w*|schwer\w*)(?: \w+)? $"
        ),
    ),
    (
        "sun",
        "long-outdoors",
        re.compile(r"\b(?:prolonged|long|extended|lange[nrs]?|länger\w*|ausgiebig\w*)(?: \w+)? $"),
    ),
)
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
_DRINK = re.compile(r"\b(?:drink|trink\w*)\b")
_DIRECTLY = re.compile(r"\b(?:directly|direkt|straight|unmittelbar)\b")
_INTO = re.compile(
    r"\b(?:into|in|out of|ins|in die|in den|aus den|aus dem) (?:the |your |der |ihre |deine )?(?:eyes?|mouth|nose|ears?|augen?|mund|nase|ohren?)\b"
)
_EYE = re.compile(r"eye|contact-lenses|mouth|blowing|brushing|rubbing")
_HANDS = re.compile(r"\b(?:hands|hände)\b")
_ALARMS = frozenset({"unexpected-reaction", "infection"})
_CARRIERS = (
    "moisturizer",
    "serum",
    "topical",
    "skin-care",
    "balm",
    "cleansing",
    "toner",
    "soap",
    "healing-ointment",
    "cleanser",
    "gentle-cleanser",
    "face-mask",
)


def topics_of(state: State, clause: Clause, verb: Verb | None) -> tuple[str, ...]:
    chosen = clause.symptoms if verb in (Verb.EXPECT, Verb.CALL) else things_of(state, clause, verb)
    topics = tuple(dict.fromkeys(subject.topic for subject in chosen))
    if topics or clause.subjects or verb in (Verb.EXPECT, None):
        return topics
    if state.language.pronouns.search(state.marked.text, clause.start, clause.end):
        return state.memory.topics
    return ()


def is_alarm(state: State, topics: tuple[str, ...]) -> bool:
    """Return True if a symptom is never part of healing, so no sheet would announce it as expected."""
    return any(_ALARMS.intersection(state.finder.tree.ancestors(topic)) for topic in topics)


def is_of_another_thing(state: State, clause: Clause) -> bool:
    """Return True if unknown words come before the symptom: "roses are red"."""
    first = min(symptom.start for symptom in clause.symptoms)
    before = words_in(state.marked.text[clause.start : first])
    if before and state.marked.text[clause.start : first].endswith(before[-1].text + " "):
        before = before[:-1]  # an adjective of its own: "spreading redness", "ziehende Schmerzen"
    return any(word.text not in state.language.small for word in before)


def is_qualified(state: State, clause: Clause, verb: Verb) -> bool:
    """Return True if a symptom word says which thing is meant ("sensitive toothpaste"), or a guess was made."""
    if _OTHER_SIDE.search(state.words(clause)):
        return True
    if any(_is_only_a_place(state, thing) for thing in clause.things):
        return True
    if verb in (Verb.ALLOW, Verb.ONLY) and any(_is_lighter(state, thing) for thing in clause.things):
        return True
    if verb is Verb.AVOID and any(thing.topic == "light-exercise" for thing in clause.things):
        return True  # a ban on light exercise bans all exercise
    if any(_is_other_kind(state, clause, thing) for thing in clause.things):
        return True
    if any(thing.is_weak and state.language.name == "de" for thing in clause.things):
        return True
    for symptom in clause.symptoms:
        before = state.marked.whole[max(clause.start, symptom.start - 30) : symptom.start]
        if state.language.purpose.search(before):
            continue
        after = any(0 <= thing.start - symptom.end <= 1 for thing in clause.things)
        if after or verb in (Verb.DO, Verb.ALLOW):
            return True
    return False


def _is_other_kind(state: State, clause: Clause, thing: Subject) -> bool:
    """Return True for alcohol on the skin, contact or moderate sports, and salt water except as a mouth rinse."""
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


_NO_DUTIES = frozenset(
    {"alcohol", "smoking", "vaping", "caffeine", "hot-drink", "hot-food", "spicy-food", "hard-food", "acidic-food",
     "fizzy-drink", "chewing", "straw", "heat", "sauna", "steam", "sunbathing", "tanning-bed", "swimming", "make-up",
     "strenuous-exercise", "gym", "running", "team-sport", "weights", "hair-removal", "shaving", "picking", "rubbing",
     "sex", "flying", "driving", "other-treatment", "perfume", "retinoid", "scrub", "self-tan", "spitting", "sun"}
)  # fmt: skip
"""What no sheet asks for: a duty on one of these was misread, or is said of something else."""


def names_no_duty(state: State, topics: tuple[str, ...]) -> bool:
    return any(_NO_DUTIES.intersection(state.finder.tree.ancestors(topic)) for topic in topics)


def _is_only_a_place(state: State, thing: Subject) -> bool:
    """Return True for "hair products": the products, for which the tree has no topic, and not the hair."""
    if thing.start < 0 or not _PRODUCT.match(state.marked.whole, thing.end):
        return False
    return not {thing.topic, *state.finder.tree.ancestors(thing.topic)}.intersection(_PRODUCTS)


def _is_lighter(state: State, thing: Subject) -> bool:
    before = state.marked.whole[max(0, thing.start - 30) : thing.start]
    if _BODY.search(before):
        return True
    return "topical" not in state.finder.tree.ancestors(thing.topic) and bool(
        state.language.lighter.search(before)
    )


def things_of(state: State, clause: Clause, verb: Verb | None) -> list[Subject]:
    things = _without_examples(state, clause.things, verb)
    if verb in (Verb.DO, Verb.ALLOW):
        things = [thing for thing in things if thing.topic != state.memory.treatment]
    if verb in BANS:
        things = _without_carriers(state, things)
        if any(span.value == "dry" for span in clause.spans):  # "Verband trocken halten"
            things = [thing for thing in things if thing.topic not in _KEPT_DRY]
    things = [_kind_of(state, thing) for thing in things]
    if "hand-washing" in state.finder.tree and _HANDS.search(state.words(clause)):
        things = [
            replace(thing, topic="hand-washing") if thing.topic == "cleansing" else thing for thing in things
        ]
    if {"hair", "cleansing"} <= {thing.topic for thing in things} and "hair-wash" in state.finder.tree:
        things = [replace(thing, topic="hair-wash") for thing in things if thing.topic == "hair"]
    things = most_specific(
        things, state.finder.tree, state.marked.whole, all_families=verb in (Verb.DO, Verb.ALLOW)
    )
    if any(thing.topic == "picking" for thing in things):  # "kratzen oder zupfen" means the scabs
        things = [thing for thing in things if not thing.is_weak and thing.topic != "tweezing"]
    if verb is Verb.DO and _DRINK.search(state.words(clause)):
        things = [
            replace(thing, topic="drinking-water") if thing.topic == "water" else thing for thing in things
        ]
    if verb is Verb.ONLY:
        things = [thing for thing in things if not _is_eating(state, thing)] or things
    if verb is Verb.DO:
        acts = [
            thing
            for thing in things
            if thing.topic == "moisturizer" and begins_with_verb(state.marked, state.language, thing)
        ]
        others = [thing for thing in things if thing not in acts]
        others = [thing for thing in others if thing.topic not in ("sleep", "massage", "outdoors")] or others
        things = [thing for thing in others or acts if not _is_eating(state, thing)]
    return things


def _is_touching(state: State, thing: Subject) -> bool:
    return bool(_TOUCHED.intersection(state.finder.tree.ancestors(thing.topic)))


def _is_eating(state: State, thing: Subject) -> bool:
    return thing.topic == "food" and state.marked.whole[thing.start : thing.end] in ("eat", "eating", "essen")


def _kind_of(state: State, thing: Subject) -> Subject:
    """Return the more specific topics of hard exercise and of a long time in the sun."""
    before = state.marked.whole[max(0, thing.start - 30) : thing.start]
    for topic, kind, pattern in _KINDS:
        if thing.topic == topic and kind in state.finder.tree and pattern.search(before):
            return replace(thing, topic=kind)
    return thing


def _without_carriers(state: State, things: list[Subject]) -> list[Subject]:
    """Return "creams with retinol" as the retinol, and "perfumed soap" as the perfume."""
    ends = {thing.end for thing in things}
    things = [thing for thing in things if thing.topic not in _CARRIERS or thing.start - 1 not in ends]
    remaining = []
    for thing in things:
        after = state.marked.whole[thing.end : thing.end + 20]
        if not (thing.topic in _CARRIERS and state.language.holds.match(after) and thing is not things[-1]):
            remaining.append(thing)
    return remaining


def _without_examples(state: State, things: list[Subject], verb: Verb | None) -> list[Subject]:
    """Return "a painkiller, such as paracetamol" as the painkiller where it is permitted."""
    if verb not in (Verb.DO, Verb.ALLOW):
        return things
    remaining: list[Subject] = []
    for thing in things:
        between = state.marked.whole[remaining[-1].end : thing.start] if remaining else ""
        is_member = bool(remaining) and remaining[-1].topic in state.finder.tree.ancestors(thing.topic)
        if not (is_member and state.language.such_as.search(between)):
            remaining.append(thing)
    return remaining


def is_only_if_directed(state: State, clause: Clause) -> bool:
    """Return True for "ibuprofen: only if your doctor agrees", which bans it unless directed."""
    for span in clause.of("condition"):
        condition = span.value
        words = state.marked.whole[span.start : span.end]
        if (
            isinstance(condition, Condition)
            and condition.flag == "directed"
            and state.language.only_when.search(words)
            and clause.things
        ):
            clause.spans[clause.spans.index(span)] = replace(
                span, value=Condition("unless", "directed", condition.is_known)
            )
            return True
    return False


_KEPT_DRY = frozenset({"dressing", "plaster", "wound-film", "covering", "hair", "stitches", "compression"})
_TOUCHED = frozenset({"picking", "rubbing", "touching", "pressure", "area-massage", "massage"})


def has_unknown_words(state: State, clause: Clause, verb: Verb | None = None) -> bool:
    """Return True if a clause holds a word that is neither understood, nor small, nor of the sheet's title."""
    text = state.marked.text[clause.start : clause.end]
    if verb is Verb.AVOID and clause.things and all(_is_touching(state, thing) for thing in clause.things):
        return False  # whatever it is: "do not rub the dots"
    return any(
        word.text not in state.language.small
        and word.text not in state.finder.treated
        and (verb is Verb.ALLOW or word.text not in state.language.body)
        for word in words_in(text)
    )
