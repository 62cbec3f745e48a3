# ruff: noqa: E501 - patterns stay on one line
"""Ask for a plain structure: each thing is the object of its clause, or listed with one, and times are shared by all."""

import re
from collections.abc import Callable
from itertools import pairwise

from server.domain.sheet_import.circumstances import is_circumstance
from server.domain.sheet_import.details import means_of, shielding
from server.domain.sheet_import.draft import BANS, DraftRule
from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.qualifiers import is_touching
from server.domain.sheet_import.state import State
from server.domain.sheet_import.subjects import Subject
from server.domain.sheet_import.text import words_in
from server.domain.vocabulary import Verb

_ASKS = (Verb.AVOID, Verb.ONLY, Verb.ALLOW, Verb.DO)
_SLOT = r"(?: (?:{articles}))?(?: [a-zäöüß-]+)? $"
_LED = {
    "en": re.compile(
        r"\b(?P<lead>with|without|in|into|on|onto|at|for|from|by|over|under|during|before|after|near)"
        + _SLOT.format(articles="the|your|an?|any|some")
    ),
    "de": re.compile(
        r"\b(?P<lead>mit|ohne|im|ins|in|am|an|ans|auf|aufs|beim|bei|zum|zur|für|gegen|aus|vom|von|vor|nach|unter|über|durch)"
        + _SLOT.format(articles="der|dem|den|die|das|einem|einer|eine|ein|einen|ihre[mnr]?|deine[mnr]?")
    ),
}
_GOVERNED = re.compile(
    r"\b(?:warten|wartest|warte|pausier\w+|aufhör\w+|hören|beginn\w+|anfangen|fangen|aussetz\w+|start\w+|verzicht\w*|abstand|kontakt|flugzeug|contact)\b"
)
"""Verbs whose object a preposition leads: "mit dem Rauchen warten", "auf Nüsse verzichten"."""
_PLACES = frozenset(
    {"outdoors", "sun", "heat", "swimming", "exercise", "water", "soaking", "work", "dental", "cooking", "pets", "dust", "other-treatment", "session",
     "sleep", "lying-down", "contact-practitioner", "treatment-plan"}
)  # fmt: skip
"""Where a person goes, so that "not in the sauna" bans the sauna itself."""
_GOES = frozenset(
    [
        "in",
        "into",
        "to",
        "on",
        "onto",
        "at",
        "from",
        "im",
        "ins",
        "am",
        "an",
        "ans",
        "auf",
        "aufs",
        "zum",
        "zur",
        "zu",
        "vom",
        "von",
        "aus",
        "beim",
        "bei",
    ]
)
_EVER = re.compile(
    r"\b(?:never|always|ever|nie(?:mals)?|immer|stets|dauerhaft|generell|grundsätzlich|ebenfalls|at all|altogether|gar)\b"
)
_APART = re.compile(r"[;!]|\. | - ")
_LIST = re.compile(r"[,;:/&()]| - |\b(?:and|or|nor|und|oder|sowie|noch|auch|also|plus|bzw)\b")
_NOT_SO = re.compile(
    r"[ ,;-]*(?:and |but |just |only |though |und |aber |jedoch |nur |bloß )*(?:not|never|nicht|nie|kein\w*)"
    r" (?:with|in|on|at|to|into|for|by|under|over|when|while|mit|im|ins|in|am|an|auf|beim|bei|zum|zur|unter|über|ohne)\b"
)
_HOW = re.compile(
    r"[ ,;-]*(?:and |but |und |aber |jedoch )*(?:with|without|mit|ohne) (?:(?:the|your|an?|der|dem|den|einem|einer|ihrem|ihrer|deinem) )?$"
)
"""Opens a clause with how something is done: "showers yes, with the stocking no"."""
_ALSO = re.compile(r"\b(?:and so (?:is|are|do|does)|too|as well|also|likewise|auch|ebenfalls|ebenso)\b")
_DENIAL = re.compile(r" *(?:never|no|not|nie(?:mals)?|nicht|nein|none)\b *")
_JUST_NOT = re.compile(r"\b(?:just not|only not|nur nicht|nur kein\w*|bloß nicht|bloß kein\w*|nur ohne)\b")
"""Denies a circumstance of what the clause before it permits: "showers are fine, just not with shampoo"."""

_ONLY_LATER = re.compile(
    r"[,;:-] (?:nur|bloß|lediglich|only|just) [^.;:]*\b(?:erst|not (?:until|before)|only after)\b"
)
"""Names what is left out of a permission for a time: "everything as before, only tennis not before week 3"."""


def denies_how(state: State, clause: Clause, verb: Verb) -> bool:
    """Return True for the end of "showers yes, with the stocking no", which bans no stocking."""
    things = [thing for thing in clause.things if thing.start >= clause.start]
    if verb is not Verb.AVOID or not things or not state.by_clause:
        return False
    permits = any(rule.verb in (Verb.ALLOW, Verb.DO) for rule in state.by_clause[-1][1])
    return permits and _HOW.fullmatch(state.marked.whole[clause.start : things[0].start]) is not None


def is_unplain(state: State) -> bool:
    """Return True if a sentence that asks for something is built in a way that its rules do not express."""
    if _JUST_NOT.search(state.marked.whole) or _ONLY_LATER.search(state.marked.whole):
        return True
    return any(
        check(state, clause, rules)
        for clause, rules in state.by_clause
        if rules and rules[0].verb in _ASKS
        for check in _CHECKS
    )


def shares_no_time(state: State) -> bool:
    """Return True if some rules of a sentence have a time of their own and others none.

    "No sauna, no gym - 2 weeks." and "Take the bandage off after 2 days and put on the stocking."
    """
    asked = [(clause, rule) for clause, rules in state.by_clause for rule in rules if rule.verb in _ASKS]
    timed = [(clause, rule) for clause, rule in asked if _has_time(rule)]
    return any(
        (other.verb in BANS) is (rule.verb in BANS) and _is_joined(state, clause, second)
        for clause, rule in asked
        if not (_has_time(rule) or clause.of("time") or _EVER.search(state.words(clause)))
        for second, other in timed
    )


def _has_time(rule: DraftRule) -> bool:
    return bool(rule.has_window or rule.every or rule.if_ or rule.unless)


def _is_joined(state: State, first: Clause, second: Clause) -> bool:
    start, end = sorted((first.start, second.start))
    return _APART.search(state.marked.whole, start + 1, end + 2) is None


def _is_led(state: State, clause: Clause, rules: list[DraftRule]) -> bool:
    """Return True if a preposition leads to a thing that the rules name: "do not sleep with make-up"."""
    if rules[0].verb is Verb.DO or _GOVERNED.search(state.words(clause)):
        return False
    if is_touching(state, {thing.topic for thing in clause.things}):
        return False  # "nicht an den Augen reiben"
    carried = {topic for rule in rules for topic in rule.topics}
    aside = {*means_of(state, clause, rules[0].verb), *shielding(state, clause, rules[0].verb)}
    for thing in clause.things:
        if thing.topic not in carried or thing in aside or thing.start < clause.start:
            continue
        match = _LED[state.language.name].search(state.marked.text[clause.start : thing.start])
        if match and not _is_place(state, thing, match["lead"]):
            return True
    return False


def _is_place(state: State, thing: Subject, lead: str) -> bool:
    return lead in _GOES and bool(_PLACES & {thing.topic, *state.finder.tree.ancestors(thing.topic)})


def _runs_on(state: State, clause: Clause, rules: list[DraftRule]) -> bool:
    """Return True if two things of a clause follow each other without a sign that they are listed."""
    carried = {topic for rule in rules for topic in (*rule.topics, *rule.with_)}
    things = sorted((thing for thing in clause.things if thing.start >= 0), key=_start)
    for first, second in pairwise(things):
        between = state.marked.whole[first.end : second.start]
        if (
            not {first.topic, second.topic} <= carried
            or _LIST.search(between)
            or _is_parted(state, first, second)
        ):
            continue
        if not _are_related(state, first, second) and not is_circumstance(state.marked, second):
            return True
    return False


def _is_parted(state: State, first: Subject, second: Subject) -> bool:
    """Return True if a time or a verb stands between two things."""
    return any(span.kind in ("time", "frame") for span in state.marked.between(first.end, second.start))


def _are_related(state: State, first: Subject, second: Subject) -> bool:
    tree = state.finder.tree
    return first.topic in tree.ancestors(second.topic) or second.topic in tree.ancestors(first.topic)


def _denies_a_circumstance(state: State, clause: Clause, rules: list[DraftRule]) -> bool:
    permitted = any(
        rule.verb in (Verb.ALLOW, Verb.DO)
        for other, own in state.by_clause
        for rule in own
        if other.start < clause.start
    )
    return rules[0].verb in BANS and permitted and _NOT_SO.match(state.words(clause)) is not None


def _adds_after_its_verb(state: State, clause: Clause, _rules: list[DraftRule]) -> bool:
    """Return True for "flying is fine, diving for 4 weeks": of the second thing something else may be said."""
    frames = [span for span in clause.spans if span.kind == "frame"]
    things = [thing for thing in clause.things if thing.start >= clause.start]
    for frame in frames:
        before = [thing for thing in things if thing.end <= frame.start]
        after = [thing for thing in things if thing.start >= frame.end]
        if before and after and not _ALSO.search(state.words(clause)):
            return "," in state.marked.whole[frame.end : after[0].start]
    return False


def _denies_another(state: State, clause: Clause, rules: list[DraftRule]) -> bool:
    """Return True for "scratch your arm if you must, the front never": the denial is of something else."""
    denials = [
        span for span in clause.spans if span.value == "avoid" and _DENIAL.fullmatch(state.words_of(span))
    ]
    if rules[0].verb is not Verb.AVOID or not denials:
        return False
    start = state.marked.whole.rfind(",", clause.start, denials[-1].start)
    if start < 0 or any(start < thing.start < denials[-1].start for thing in clause.things):
        return False
    between = words_in(state.marked.text[start : denials[-1].start])
    return any(word.text not in state.language.asking for word in between)


_SO_IS = re.compile(r"\band so (?:is|are|do|does)\b")


def _trails_its_time(state: State, clause: Clause, rules: list[DraftRule]) -> bool:
    """Return True for "no swimming for 48 hours, chlorine or salt": what follows may only explain."""
    if rules[0].verb not in BANS or _SO_IS.search(state.words(clause)):
        return False
    times = [span for span in clause.of("time") if span.start > clause.start]
    things = [thing for thing in clause.things if thing.start >= clause.start]
    frames = [span.start for span in clause.spans if span.kind == "frame"]
    for time in times:
        before = any(thing.end <= time.start for thing in things)
        after = [thing for thing in things if thing.start >= time.end]
        if not before or not after or any(later.start > after[-1].start for later in times):
            continue
        between = state.marked.whole[time.end : after[0].start]
        if between.lstrip().startswith((",", "(", "-")) and not any(
            time.end <= at <= after[0].start for at in frames
        ):
            return True
    return False


def _permits_until(_state: State, _clause: Clause, rules: list[DraftRule]) -> bool:
    """Return True for a permission with an end: what holds after it, a sheet would say as a ban."""
    return any(rule.verb is Verb.ALLOW and rule.ends and not rule.is_inherited for rule in rules)


def _start(subject: Subject) -> int:
    return subject.start


_CHECKS: tuple[Callable[[State, Clause, list[DraftRule]], bool], ...] = (
    _is_led,
    _runs_on,
    _denies_a_circumstance,
    _adds_after_its_verb,
    _denies_another,
    _permits_until,
    _trails_its_time,
)
