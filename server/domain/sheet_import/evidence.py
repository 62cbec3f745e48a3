"""Ask for evidence: what a sentence names must be in its rules, or its rules wait for the author."""

import re
from collections.abc import Callable

from server.domain.sheet_import.choosing import PUT_ON, is_placed
from server.domain.sheet_import.circumstances import is_circumstance, is_site
from server.domain.sheet_import.conditions import Condition
from server.domain.sheet_import.draft import BANS, DraftRule
from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.model import Reason
from server.domain.sheet_import.own_topics import unknown_in
from server.domain.sheet_import.state import WINDOW, State, moment_of
from server.domain.sheet_import.subjects import Subject
from server.domain.sheet_import.text import Span
from server.domain.sheet_import.times import is_how_long
from server.domain.vocabulary import Verb

_CIRCUMSTANCES = frozenset({"sleep", "outdoors", "session", "treatment-plan", "contact-practitioner"})
"""Topics that often say only when or where something else is done: "wear a hat outdoors"."""
_NUMBER = re.compile(r"\d")
_NOT_YET = re.compile(r"\b(?:not|n't|never) (?:\w+ )?yet\b|\byet not\b|\bnoch (?:nicht|kein\w*)\b")
_USUALLY = re.compile(
    r"\b(?:usually|typically|mostly|generally|often|meist(?:ens)?|in der regel|normalerweise|üblicherweise) [^,;.]*$"
)
_ENDS = re.compile(r"[:;.!()]| - ")
_HEAD = re.compile(r"[^:]{1,80}: ")
_COMPARED = re.compile(
    r"\b(?:besser|schlechter|schlimmer|eher|lieber) als\b|\b(?:better|worse|safer|more effective) than\b"
)
_RELATIVE = re.compile(
    r"\b(?:kein(?:e[nrsm]?)?|meiden sie|vermeiden sie) (?:\w+ ){0,3}?\w+, (?:die|der|das|den) "
    r"|\b(?:avoid|no) (?:\w+ ){1,3}?(?:that|which) (?!makes?|caus|can|could|may|might|involv|contain|heats?)"
)
"""A ban on things of which a relative clause says which: "no painkillers that thin the blood"."""
_LIKEWISE = re.compile(
    r"\b(?:auch(?: nicht)?|ebenso(?:wenig)?|genauso(?:wenig)?|ebenfalls|likewise|either|neither|the same|same)[.!]*$"
)
"""An end that refers to the sentence before: "pets neither"."""
_PARTS = re.compile(r";| - |\bbut\b|\baber\b|\bjedoch\b|\bhowever\b")


def doubt_unexplained(state: State) -> None:
    """Doubt a sentence that names a thing, a time or a condition which none of its rules holds."""
    checks: tuple[tuple[Reason, Callable[[State], bool]], ...] = (
        ("words", _has_unexplained_words),
        ("words", _is_odd_example),
        ("words", _has_odd_recurrence),
        ("time", _has_unexplained_time),
        ("condition", _loses_a_condition),
    )
    for reason, holds in checks:
        if holds(state):
            state.outcome.doubts.add(reason)


def _has_unexplained_words(state: State) -> bool:
    spans, rules = state.marked.spans, state.outcome.rules
    if any(span.kind == "quote" for span in spans) or _NUMBER.search(state.marked.text):
        return True
    if any(isinstance(span.value, Subject) and _is_lost_thing(state, span.value, rules) for span in spans):
        return True
    refers = (_COMPARED, _RELATIVE, _LIKEWISE)
    return _has_unexplained_head(state) or any(pattern.search(state.marked.whole) for pattern in refers)


def _has_odd_recurrence(state: State) -> bool:
    """Return True for a ban that recurs: "a break every 20 minutes"."""
    return any(
        rule.verb in BANS and rule.every not in (None, "", "always", "1/day") for rule in state.outcome.rules
    )


def _has_unexplained_time(state: State) -> bool:
    rules = state.outcome.rules
    peaks = state.language.peaks.search(state.marked.whole) and all(
        rule.verb is Verb.EXPECT for rule in rules
    )
    for span in state.marked.spans:
        if span.kind == "time" and peaks and moment_of(span).role in ("on", "range"):
            continue  # "peaks on day 2 and is gone by day 4"
        if span.kind == "time" and (_is_lost_time(span, rules) or _is_usual(state, span, rules)):
            return True
    if _NOT_YET.search(state.marked.whole):  # until when, only the author knows
        return True
    return any(_lacks_its_time(clause, own) for clause, own in state.by_clause)


def _is_lost_thing(state: State, subject: Subject, rules: list[DraftRule]) -> bool:
    if subject.is_symptom or subject.topic in _CIRCUMSTANCES or subject.topic == state.memory.treatment:
        return False
    if (
        is_circumstance(state.marked, subject)
        or (is_site(state.marked, subject) and all(rule.verb is Verb.EXPECT for rule in rules))
        or is_placed(state, subject)
        or any(span.value == "dry" for span in state.marked.spans)
        or subject.topic not in state.finder.tree
        or any(clause.start <= subject.start < clause.end for clause in state.comments)
    ):
        return False
    return not any(_carries(state, rule, subject) for rule in rules)


def _carries(state: State, rule: DraftRule, subject: Subject) -> bool:
    """Return True if a rule names a topic, its family or a member of it, or uses its words."""
    tree = state.finder.tree
    named = {*rule.topics, *rule.with_}
    if subject.topic in PUT_ON and named & {"touching", "picking"}:
        return True  # "leave the stitches alone"
    if subject.topic == "water" and "drinking-water" in named:
        return True
    words = state.marked.whole[subject.start : subject.end]
    return any(words in using for using in rule.using) or any(
        subject.topic in tree.ancestors(topic) or topic in tree.ancestors(subject.topic) for topic in named
    )


def _lacks_its_time(clause: Clause, rules: list[DraftRule]) -> bool:
    """Return True for an "only then" whose time was not understood."""
    return "not-before" in clause.kinds and not any(rule.has_window or rule.if_ for rule in rules)


def _is_lost_time(span: Span, rules: list[DraftRule]) -> bool:
    moment = moment_of(span)
    if moment.role not in WINDOW or is_how_long(moment) or any(rule.trend == "peak" for rule in rules):
        return False
    if moment.role == "on" and moment.start is None and all(rule.verb is Verb.ALLOW for rule in rules):
        return False  # "you may shower the same day"
    own = {time.lstrip("<>=~") for time in (moment.start, moment.end) if time}
    rule_times = {time.lstrip("<>=~") for rule in rules for time in (*rule.starts, *rule.ends)}
    return not own & rule_times and not (own <= {"D1"} and moment.role != "not-before")


def _has_unexplained_head(state: State) -> bool:
    """Return True if a word before a colon is neither understood nor harmless: "tricycle and climbing: 14 days not"."""
    head = _HEAD.match(state.marked.text)
    if head is None or not any(clause.start >= head.end() for clause, _rules in state.by_clause):
        return False
    return any(word not in state.finder.treated for word in unknown_in(state, head[0]))


def _is_odd_example(state: State) -> bool:
    """Return True for "hard foods such as nuts and ice cubes": ice is no food of the tree."""
    subjects = [span.value for span in state.marked.spans if isinstance(span.value, Subject)]
    things = sorted((each for each in subjects if not each.is_symptom), key=lambda each: each.start)
    for match in state.language.such_as.finditer(state.marked.whole):
        end = _ENDS.search(state.marked.whole, match.end())
        before = [each.topic for each in things if each.end <= match.start()]
        members = [
            each.topic for each in things if match.end() <= each.start < (end.start() if end else 9_999)
        ]
        if before and any(before[-1] not in state.finder.tree.ancestors(topic) for topic in members):
            return True
    return False


def _is_usual(state: State, span: Span, rules: list[DraftRule]) -> bool:
    """Return True for "usually after 7 days", which no rule can promise."""
    permits = any(rule.verb in (Verb.ALLOW, Verb.DO) and rule.has_window for rule in rules)
    return permits and _USUALLY.search(state.marked.whole, 0, span.start) is not None


def _loses_a_condition(state: State) -> bool:
    """Return True if one half of a sentence keeps a condition that the other half may share."""
    text, rules = state.marked.whole, state.outcome.rules
    if any(span.kind == "using" for span in state.marked.spans) and not any(rule.using for rule in rules):
        return True
    for span in state.marked.spans:
        if span.kind != "condition" or not isinstance(span.value, Condition):
            continue
        for clause, own in state.by_clause:
            apart = _PARTS.search(text, *_between(clause, span))
            if not apart and any(_lacks(rule, span.value) for rule in own):
                return True
    return False


def _between(clause: Clause, span: Span) -> tuple[int, int]:
    return min(clause.start, span.start), max(clause.start, span.start)


def _lacks(rule: DraftRule, condition: Condition) -> bool:
    if rule.verb in (*BANS, Verb.EXPECT):
        return False
    times = (*rule.starts, *rule.ends)
    return condition.flag not in (*rule.if_, *rule.unless, *rule.with_) and not any(
        condition.flag in time for time in times
    )
