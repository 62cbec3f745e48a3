"""The window or the verb that a heading sets for the lines below it."""

import re

from server.domain.sheet_import.lengths import with_digits
from server.domain.sheet_import.windows import ClauseTimes, parse_times
from server.domain.vocabulary import Verb

_DAYS = re.compile(r"^days? (\d{1,2})(?: ?(?:-|to) ?(?:day )?(\d{1,2}))?(?: onwards?)?$", re.IGNORECASE)
_SPAN = re.compile(
    r"^(\d{1,3}) ?(?:-|to) ?(\d{1,3}) (hours?|days?|weeks?)(?: (?:after|post)[ -]\w+)?$", re.IGNORECASE
)
_SMALL = re.compile(
    r"\b(?:during|for|in|the|and|of|your|treatment|procedure|what to do|care|aftercare|instructions)\b"
    r"|[^a-z0-9]+",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"^(?:how (?:is|does|do)\b|what is\b|why\b|about\b|before\b|pre-|preparing|prior to)"
    r"|\b(?:vs|difference|benefits)\b",
    re.IGNORECASE,
)
_VERBS = (
    (Verb.EXPECT, r"\b(?:expect|watch out for|side effects|normal|reactions)\b"),
    (Verb.CALL, r"\b(?:when to (?:call|contact)|call us|contact us|seek)\b"),
    (Verb.AVOID, r"\b(?:avoid|do not|don'?ts?|not to do|no-nos?)\b"),
)
_COMPILED = tuple((verb, re.compile(text, re.IGNORECASE)) for verb, text in _VERBS)


def window_of(heading: str) -> ClauseTimes:
    """Return the window of a heading that consists of nothing else; "The first 7 days with us" is a title."""
    text = with_digits(heading).strip(" :-")
    days = _DAYS.match(text)
    if days:
        open_ended = "onward" in text.lower() and not days[2]
        last = None if open_ended else f"D{int(days[2] or days[1]) + 1}"
        return ClauseTimes("", starts=f"D{int(days[1])}", ends=last)
    span = _SPAN.match(text)
    if span and int(span[1]) < int(span[2]):
        unit = span[3][0].lower()
        return ClauseTimes("", starts=f"{span[1]}{unit}", ends=f"{span[2]}{unit}")
    times = parse_times(text)
    return times if not _SMALL.sub("", times.rest) else ClauseTimes("")


def is_about_something_else(heading: str) -> bool:
    """Return True for a heading such as "How is it performed?", below which nothing is asked of patients."""
    return _ELSEWHERE.search(heading) is not None


def verb_of(heading: str) -> Verb | None:
    return next((verb for verb, pattern in _COMPILED if pattern.search(heading)), None)
