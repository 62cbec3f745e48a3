"""Decide whether a time ends or begins what is announced: "the spots darken and drop off between day 7 and 10"."""

import re
from itertools import pairwise

from server.domain.sheet_import.draft import DraftRule
from server.domain.sheet_import.frames import Clause
from server.domain.sheet_import.state import State
from server.domain.sheet_import.text import Span
from server.domain.sheet_import.times import Moment
from server.domain.vocabulary import Verb

_COMMA = re.compile(r"[,;]")
_FINITE = {"de": re.compile(r"(?!ge)\w+t\b"), "en": re.compile(r"(?!)")}
"""A symptom named by a verb: "die Haut spannt"."""
_EDGE = re.compile(r"[,;]|\b(?:and|und)\b")


def is_end(state: State, moment: Moment, text: str) -> bool:
    """Return True if the verb beside a time says that a symptom ends. `text` is the clause of the time."""
    span = next((each for each in state.marked.spans if each.value is moment), None)
    sides = _beside(state, span) if span is not None else ()
    for side in sides:
        ends, begins = (_last(pattern, side) for pattern in (state.language.subsides, state.language.starts))
        if max(ends, begins) >= 0:
            return ends > begins
    if sides and _COMMA.search(text):
        return False
    return bool(state.language.subsides.search(text) and not state.language.starts.search(text))


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _beside(state: State, span: Span) -> tuple[str, str]:
    """Return the words before a time, from the comma before it, and those after it that belong to its verb."""
    text = state.marked.whole
    for other in state.marked.spans:
        if other.kind in ("condition", "reason"):
            text = text[: other.start] + " " * (other.end - other.start) + text[other.end :]
    before = text[
        max((match.start() for match in _COMMA.finditer(text, 0, span.start)), default=0) : span.start
    ]
    edge = _EDGE.search(text, span.end)
    return before, text[span.end : edge.start() if edge else len(text)]


def dates_one_of_many(state: State, clause: Clause, rules: list[DraftRule]) -> bool:
    """Return True for "the redness fades and itching starts on day 3": only the last symptom begins then."""
    if rules[0].verb is not Verb.EXPECT or not any(rule.starts for rule in rules):
        return False
    verbs = (state.language.starts, state.language.subsides, state.language.peaks, state.language.lasts)
    symptoms = sorted(clause.symptoms, key=lambda symptom: symptom.start)
    return any(
        any(verb.search(state.marked.whole, first.end, second.start) for verb in verbs)
        or _FINITE[state.language.name].match(state.marked.whole, first.start, first.end)
        for first, second in pairwise(symptoms)
    )
