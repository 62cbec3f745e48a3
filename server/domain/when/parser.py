"""Parse the text of a TIME into its value; errors name the column."""

import re
from collections.abc import Callable, Mapping
from typing import Never

from server.domain.limits import MAX_TIME
from server.domain.when.terms import (
    ACTS,
    BARE_STATES,
    MOST_MINUTES,
    STATES_OF,
    Act,
    Both,
    Day,
    DayPart,
    First,
    Kind,
    Length,
    Lost,
    Part,
    Quantity,
    Session,
    State,
    Term,
    Time,
    Unit,
)

ANY_TERM = "a TIME such as 24h, 24-72h, >=36h, D3, morning+1, healed, after(wash)+30m, S+4-6w or ?"

_SPACE = re.compile(r"[ \t]*")
_NUMBER = re.compile(r"[0-9]+")
_UNIT = re.compile(r"(mo|m|h|d|w)(?![a-z])")
_WORD = re.compile(r"[a-z][a-z-]*[a-z]|[a-z]")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class TimeError(ValueError):
    """Text that is not a TIME. `column` counts from 1."""

    def __init__(self, column: int, expected: str, problem: str = "not a TIME") -> None:
        super().__init__(f"column {column}: {problem}; expected {expected}")
        self.column = column
        self.expected = expected
        self.problem = problem


class _Reader:
    """A text and the position of the next character to read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def peek(self, literal: str) -> bool:
        return self.text.startswith(literal, self.at)

    def take(self, literal: str) -> bool:
        present = self.peek(literal)
        if present:
            self.at += len(literal)
        return present

    def match(self, pattern: re.Pattern[str]) -> str | None:
        match = pattern.match(self.text, self.at)
        if match is None:
            return None
        self.at = match.end()
        return match.group()

    def fail(self, expected: str, *, problem: str = "not a TIME", at: int | None = None) -> Never:
        raise TimeError((self.at if at is None else at) + 1, expected, problem)


def parse_time(text: str) -> Time:
    """Return the value of a TIME. Raises `TimeError`."""
    if len(text) > MAX_TIME:
        raise TimeError(MAX_TIME + 1, f"at most {MAX_TIME} characters", "too long")
    reader = _Reader(text)
    time = _first(reader)
    if reader.at < len(text):
        reader.fail("the end, & or /", problem="unexpected text after the TIME")
    return time


def _first(reader: _Reader) -> Time:
    parts = [_both(reader)]
    while reader.take("/"):
        parts.append(_both(reader))
    return First(tuple(parts)) if len(parts) > 1 else parts[0]


def _both(reader: _Reader) -> Term | Both:
    parts = [_spaced_term(reader)]
    while reader.take("&"):
        parts.append(_spaced_term(reader))
    return Both(tuple(parts)) if len(parts) > 1 else parts[0]


def _spaced_term(reader: _Reader) -> Term:
    reader.match(_SPACE)
    term = _term(reader)
    reader.match(_SPACE)
    return term


def _term(reader: _Reader) -> Term:
    for sign, read in _BEGINNINGS.items():
        if reader.take(sign):
            return read(reader)
    if reader.text[reader.at : reader.at + 1].isdecimal():
        return _length(reader)
    return _worded(reader)


def _length(reader: _Reader, *, kind: Kind = "exact", before: bool = False) -> Length:
    start = reader.at
    count, unit = _number(reader), reader.match(_UNIT)
    if not reader.peek("-"):
        least = _quantity(reader, count, unit)
        return Length(least, least, kind, before)
    reader.take("-")
    surely = _quantity(reader, _number(reader), reader.match(_UNIT))
    least = _quantity(reader, count, unit or surely.unit)
    return _range(reader, Length(least, surely, "range" if kind == "exact" else kind, before), start)


def _range(reader: _Reader, length: Length, start: int) -> Length:
    if length.least.minutes >= length.surely.minutes:
        reader.fail("the smaller number first, as in 24-72h", problem="a reversed range", at=start)
    return length


def _number(reader: _Reader) -> int:
    digits = reader.match(_NUMBER)
    if digits is None:
        reader.fail("a number", problem="a number is missing")
    return int(digits[:12])


def _quantity(reader: _Reader, count: int, unit: str | None) -> Quantity:
    if unit is None:
        reader.fail("a unit: m, h, d, w or mo", problem="a unit is missing")
    quantity = Quantity(count, Unit(unit))
    if quantity.minutes > MOST_MINUTES:
        reader.fail("at most 100 years", problem="the time is too long")
    return quantity


def _days(reader: _Reader) -> Day:
    start = reader.at
    first = last = _day_number(reader)
    if reader.take("-"):
        if not reader.take("D"):
            reader.fail("a second day, as in D3-D5")
        last = _day_number(reader)
        if last <= first:
            reader.fail("the earlier day first, as in D3-D5", problem="a reversed range", at=start - 1)
    return Day(first, last)


def _day_number(reader: _Reader) -> int:
    number = _number(reader)
    if number > 36_600:
        reader.fail("at most day 36600", problem="the time is too long")
    return number


def _session(reader: _Reader) -> Session:
    if reader.take("+"):
        return Session(_length(reader))
    if reader.take("-"):
        return Session(_length(reader, before=True))
    return reader.fail("S+ a length after the last session, or S- a length before the next")


def _worded(reader: _Reader) -> Term:
    start = reader.at
    word = reader.match(_WORD)
    if word is None:
        reader.fail(ANY_TERM, problem="the TIME is empty" if not reader.text.strip() else "not a TIME")
    if word in BARE_STATES:
        return State(word, None, _offset(reader))
    if word in set(Part):
        return DayPart(Part(word), _days_later(reader), _offset(reader))
    if word in STATES_OF:
        return State(word, _named(reader), _offset(reader))
    if word in ACTS:
        return Act(word, _named(reader), _offset(reader))
    return reader.fail(ANY_TERM, problem=f"{word!r} is not a TIME", at=start)


def _days_later(reader: _Reader) -> int:
    """Read the days of `morning+1`. A number with a unit is an offset: `bedtime+30m`, `bedtime+30m-45m`."""
    start = reader.at
    if not reader.take("+"):
        return 0
    days = _day_number(reader)
    if reader.match(_UNIT):
        reader.at = start
        return 0
    return days


def _named(reader: _Reader) -> str:
    if not reader.take("("):
        reader.fail("( and a name, as in gone(redness)")
    name = reader.match(_NAME)
    if name is None:
        reader.fail("a name in lower-case letters, digits and hyphens")
    if not reader.take(")"):
        reader.fail(")")
    return name


def _offset(reader: _Reader) -> Length | None:
    if reader.take("+"):
        return _length(reader)
    if reader.take("-"):
        return _length(reader, before=True)
    return None


_BEGINNINGS: Mapping[str, Callable[[_Reader], Term]] = {
    "?": lambda _: Lost(),
    ">=": lambda reader: _length(reader, kind="minimum"),
    "<=": lambda reader: _length(reader, kind="up-to"),
    "~": lambda reader: _length(reader, kind="about"),
    "-": lambda reader: _length(reader, before=True),
    "D": _days,
    "S": _session,
}
