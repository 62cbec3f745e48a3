"""Decide the verb of a line without one: "Sauna: after 2 weeks", "Sunglasses outdoors, 4 weeks"."""

import re

from server.domain.sheet_import.conditions import Condition
from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.lengths import is_short
from server.domain.sheet_import.qualifiers import NO_DUTIES
from server.domain.sheet_import.state import WINDOW, State, moment_of
from server.domain.sheet_import.subjects import Subject
from server.domain.sheet_import.times import Moment
from server.domain.vocabulary import Verb

_CARE = frozenset(
    {"topical", "skin-care", "sun-protection", "sunscreen", "dressing", "plaster", "covering", "wound-film", "medicine",
     "painkiller", "antibiotic", "compression", "eye-shield", "eye-drops", "eye-ointment", "mouthwash", "mouth-rinsing",
     "rinse", "scar-gel", "healing-ointment", "balm", "ice", "goggles", "sunglasses", "stitches", "sleep-on-back"}
)  # fmt: skip
"""What a sheet may ask for; anything else that begins after a time is permitted from then on."""
_PAINKILLERS = frozenset({"painkiller"})
_BANNED_CARE = frozenset(
    {"make-up", "perfume", "deodorant", "self-tan", "exfoliation", "retinoid", "acid", "hair-colour"}
)
"""What goes on the skin, but is no care: after a time it is permitted."""
_CARED_FOR = frozenset({"ice", "sun-protection", "moisturizer", "mouth-rinsing"})
"""What "cold compresses for 48 hours" asks for; a bare length would not say whether it is asked for or banned."""
_BANNED = frozenset(
    {"bath", "soaking", "hair-colour", "dental", "nails", "open-water", "kissing", "contact-lenses", "blowing-nose",
     "bending", "lifting-child", "golf", "dancing", "horse-riding", "hair-styling", "perm", "hair-wash"}
)  # fmt: skip
"""What no sheet asks for with a length alone either: "Hair dye: 4 weeks"."""
_WORN = frozenset(
    {"dressing", "plaster", "wound-film", "compression", "eye-shield", "goggles", "sunglasses", "healing-ointment",
     "balm", "scar-gel", "topical-antibiotic", "antibiotic", "eye-drops", "eye-ointment", "sleep-on-back",
     "soft-food", "drinking-water", "pillowcase", "contraceptive", "hand-washing"}
)  # fmt: skip
"""What is never banned, so that a length alone says how long to use it."""
_WHERE = frozenset({"outdoors", "sleep"})
_RETURNS = re.compile(r"(?:return|go|get) (?:back )?to\b|go back\b|back to\b")
"""A thing named as an act that goes on: "return to work whenever you like"."""
_STAYS = re.compile(r"\b(?:stays?|remains?|bleibt|bleiben)\b")
_STAYS_AWAY = re.compile(r"\b(?:off|out|away|tabu|verboten|weg|ab|aus)\b")
_AS_USUAL = re.compile(r"\bas (?:usual|normal|before)\b|\bwie (?:gewohnt|üblich|sonst|vorher|immer)\b")


def telegraphic_verb(state: State, clause: Clause) -> Verb | None:
    """Return the verb of things with a time and no other word that asks for something."""
    things = [thing for thing in clause.things if thing.topic not in _WHERE] or clause.things
    if not things or clause.symptoms or clause.kinds:
        return None
    moments = [moment_of(span) for span in clause.of("time") if moment_of(span).role in WINDOW]
    words = state.words(clause)
    if all(_is_a(state, thing, _WORN) for thing in things) and not _STAYS_AWAY.search(words):
        lasts = any(moment.role in ("until", "range", "on") for moment in moments)
        return Verb.DO if lasts and (_STAYS.search(words) or not _is_minutes(moments)) else None
    cares = any(_is_a(state, thing, _CARE) and not _is_a(state, thing, _BANNED_CARE) for thing in things)
    if _is_offered(state, clause, moments) or (not cares and _goes_on(state, clause)):
        return Verb.ALLOW
    if cares:
        return _care_verb(state, clause, things, moments)
    limited = any(moment.is_state for moment in moments) and state.language.only_when.search(words)
    begins = bool(moments) and not limited and all(_begins(moment) for moment in moments)
    if begins and not clause.of("every"):
        return Verb.ALLOW
    is_banned = all(_is_a(state, thing, NO_DUTIES | _BANNED) for thing in things) and len(moments) == 1
    return Verb.AVOID if is_banned and moments[0].bare and not _is_minutes(moments) else None


def _care_verb(state: State, clause: Clause, things: list[Subject], moments: list[Moment]) -> Verb | None:
    """Return the verb of "cold compresses for 48 hours" and "paracetamol from day 2"."""
    lasts = bool(moments) and all(each.role == "until" and not each.bare for each in moments)
    if lasts and all(_is_a(state, thing, _CARED_FOR) for thing in things) and not _is_minutes(moments):
        return Verb.DO
    medicines = all(_is_a(state, thing, _PAINKILLERS) for thing in things)
    starts = bool(moments) and all(_begins(moment) for moment in moments)
    return Verb.ALLOW if medicines and starts and not clause.of("every") else None


def _is_offered(state: State, clause: Clause, moments: list[Moment]) -> bool:
    """Return True for "Swimming only with goggles", "Painkillers: paracetamol" and "Bei Schmerzen Paracetamol"."""
    if moments:
        return False
    if any(_is_worn(span.value) for span in clause.of("condition")):
        return True
    if not all(_is_a(state, thing, _PAINKILLERS) for thing in clause.things):
        return False
    head = state.colon
    things = head.things if head is not None and not head.kinds else []
    purpose = state.language.purpose.search(state.marked.whole, clause.start, clause.things[0].start)
    return purpose is not None or any(_is_a(state, thing, _PAINKILLERS) for thing in things)


def _goes_on(state: State, clause: Clause) -> bool:
    """Return True for "return to work whenever you like" and "gym as usual"."""
    thing = clause.things[0]
    if _RETURNS.match(state.marked.whole[thing.start : thing.end]):
        return True
    return _AS_USUAL.search(state.words(clause)) is not None and thing.topic != "expressions"


def _is_worn(condition: object) -> bool:
    return isinstance(condition, Condition) and condition.kind == "with" and condition.is_known


def _begins(moment: Moment) -> bool:
    """Return True for "after 2 days", "from day 3", "the next day"; False for a bare length."""
    if moment.is_vague:
        return False
    if moment.is_state:  # "Shaving - once the scabs have gone"
        return moment.role == "from" and moment.start is not None and "(home" not in moment.start
    return moment.role in ("after", "from", "since") or (moment.role == "on" and moment.start is not None)


def _is_a(state: State, thing: Subject, topics: frozenset[str]) -> bool:
    return bool(topics & {thing.topic, *state.finder.tree.ancestors(thing.topic)})


def _is_minutes(moments: list[Moment]) -> bool:
    return all(moment.end is not None and is_short(moment.end) for moment in moments)
