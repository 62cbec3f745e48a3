"""Find the times of a sentence: from when and until when something applies."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from server.domain.sheet_import.lengths import NUMBER, UNIT, is_short, length_text, number
from server.domain.sheet_import.points import Point, point_of
from server.domain.sheet_import.text import Marked

_A_DAY = re.compile(r"(?:an?|eine?r?) (?:day|tag|hour|stunde|night|nacht|minute)")
"""A length only after a preposition: "two litres a day" has none."""
_MOST_WEEKS = 52
_COUNTED = ("day", "nth", "week", "nthweek")
_PAST = re.compile(r"\b(?:after|nach)\b")
"""Before a numbered day or week, which then has to be over: "only after the first week"."""
Role = Literal["until", "from", "after", "since", "on", "range", "not-before", "beforehand", "then"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A time and its part in the sentence.

    `since` is "24 hours after the treatment": the end of a ban, the beginning of anything else. `then` begins
    where the window before it ends.
    """

    role: Role
    start: str | None = None
    end: str | None = None
    is_state: bool = False
    within: bool = False  # "within 3 days": an upper limit for what is announced
    bare: bool = False  # a length without any word that says what it is

    @property
    def is_vague(self) -> bool:
        return "?" in (self.start, self.end)


Reader = Callable[[re.Match[str]], Moment | None]


def until(match: re.Match[str]) -> Moment | None:
    point = point_of(match)
    return Moment("until", end=point.text) if point else None


def through(match: re.Match[str]) -> Moment | None:
    """Read an end that includes its day: "up to and including day 3"."""
    point = point_of(match)
    if point and "morrow" in match.group():
        return Moment("until", end=point.text)  # "gone by tomorrow"
    return Moment("until", end=_after(point)) if point else None


def within(match: re.Match[str]) -> Moment | None:
    point = point_of(match)
    if point is None:
        return None
    exact = point.kind == "length" and point.text[0].isdigit() and "-" not in point.text
    return Moment("until", end=point.text, within=exact)


def beginning(match: re.Match[str]) -> Moment | None:
    point = point_of(match)
    return Moment("from", start=point.text) if point else None


def after(match: re.Match[str]) -> Moment | None:
    point = point_of(match)
    return Moment("after", start=_after(point)) if point else None


def in_time(match: re.Match[str]) -> Moment | None:
    """Read "in 3 days": when something begins, and when what is announced has settled."""
    point = point_of(match)
    return Moment("after", start=point.text, within=True) if point else None


def since(match: re.Match[str]) -> Moment | None:
    point = point_of(match)
    return Moment("since", start=point.text, end=point.text) if point else None


def not_before(match: re.Match[str]) -> Moment | None:
    point = point_of(match)
    if point is None:
        return None
    counted = next((name for name in _COUNTED if match.groupdict().get(name)), None)
    past = counted and _PAST.search(match.string, match.start(), match.start(counted))
    return Moment("not-before", end=_after(point) if past else point.text)


def past_first(at: str) -> Reader:
    """Read "after the first week", and "only after the first week" as what may not begin before."""
    return lambda match: (
        Moment("after", start=at)
        if match.group().startswith(("nach", "after"))
        else Moment("not-before", end=at)
    )


def on(match: re.Match[str]) -> Moment | None:
    point = point_of(match)
    if point is None or not point.day:
        return None
    start = None if point.day == 1 else point.text
    return Moment("on", start=start, end=f"D{point.day + point.days}")


def bare(match: re.Match[str]) -> Moment | None:
    point = point_of(match)
    recurs = match.string.endswith(("every ", "alle "), 0, match.start())  # "every 4 weeks"
    if point is None or recurs or _A_DAY.fullmatch(match.group().strip()):
        return None
    if point.kind == "part":
        return _in_the(point)
    return Moment("until", end=point.text, bare=True)


def _in_the(point: Point) -> Moment:
    """Read "the next morning" as what begins then, and "tomorrow evening" as that evening."""
    if point.text == "morning+1":
        return Moment("from", start=point.text)
    return Moment("on", start=point.text, end="morning+2")


def days(match: re.Match[str]) -> Moment | None:
    first, last = number(match["first"].rstrip(".")), number(match["last"].rstrip("."))
    if first >= last or (first == 0 and match["first"] != "0"):
        return None
    return Moment("range", start=f"D{first}" if first > 1 else None, end=f"D{last + 1}")


def weeks(match: re.Match[str]) -> Moment | None:
    """Read "weeks 2 to 6": from the first day of the first week to the last day of the second."""
    first, last = number(match["first"].rstrip(".")), number(match["last"].rstrip("."))
    if not 0 < first < last <= _MOST_WEEKS:
        return None
    start = f"D{7 * (first - 1) + 1}" if first > 1 else None
    return Moment("range", start=start, end=f"D{7 * last + 1}")


def or_two(match: re.Match[str]) -> Moment | None:
    """Read "the first day or two"."""
    unit = {"day": "d", "night": "d", "hour": "h", "week": "w"}[match["unit"]]
    return Moment("until", end=f"1-2{unit}")


def from_tomorrow(match: re.Match[str]) -> Moment | None:
    """Read "tomorrow to day 7"."""
    last = number(match["last"])
    return Moment("range", start="D2", end=f"D{last + 1}") if last > 1 else None


def hours(match: re.Match[str]) -> Moment | None:
    """Read a window that lies between two lengths, as a heading "24-72 hours" does."""
    text = length_text(match["length"])
    if text is None or "-" not in text:
        return None
    low, high = text.split("-")
    unit = high.lstrip("0123456789")
    return Moment("range", start=low if low[-1].isalpha() else low + unit, end=high)


def fixed(moment: Moment) -> Reader:
    return lambda _match: moment


def _after(point: Point) -> str:
    return f"D{point.day + point.days}" if point.day else point.text


_TIMELY = re.compile(
    r"anfang|beginn|start|outset|word go"
    r"|\d|hour|day|night|week|month|minute|fortnight|year|morning|evening|tomorrow|after|before|prior|then|next"
    r"|until|till|straight|immediate|at once|once|return|away|between|bed|home|for (?:as|because|due|since)|stunde|tag"
    r"|nacht|nächte|woche|monat|jahr|morgen|abend|heute|danach|nach|vor|bis|sofort|direkt|unmittelbar|gleich|anschließend"
    r"|hinterher|anschluss|termin|hause|davor|zuvor|time|mins?\b|hrs?\b"
)
"""At least one of these is part of every time; a sentence without any needs none of the steps."""


def mark_times(marked: Marked, steps: Iterable[tuple[re.Pattern[str], Reader]]) -> None:
    """Mark every time, from the most to the least specific pattern."""
    if not _TIMELY.search(marked.text):
        return
    _share_units(marked)
    for pattern, read in steps:
        for match in pattern.finditer(marked.text):
            moment = read(match)
            if moment is not None:
                marked.take(match.start(), match.end(), "time", moment)


_UNITLESS = re.compile(
    rf"\b(?P<role>after|nach|for|für) (?P<count>{NUMBER})(?=\s*(?:[,.;)]|(?:and|und|or|oder|but|aber)\b|$))"
)
_WITH_UNIT = re.compile(rf"\b{NUMBER} ({UNIT})")


def _share_units(marked: Marked) -> None:
    """Mark "after 4" in "Cycling after 4, running after 6 weeks": a neighbour has its unit."""
    for match in _UNITLESS.finditer(marked.text):
        after = _WITH_UNIT.search(marked.whole, match.end())
        before = list(_WITH_UNIT.finditer(marked.whole, 0, match.start()))
        nearest = after or (before[-1] if before else None)
        if nearest is None:
            continue
        text = length_text(f"{match['count']} {nearest[1]}")
        is_end = match["role"] in ("for", "für")
        moment = Moment("until", end=text) if is_end else Moment("after", start=text)
        marked.take(match.start(), match.end(), "time", moment)


def is_how_long(moment: Moment) -> bool:
    """Return True for "30 minutes": it says how long to do something."""
    return moment.role == "until" and moment.end is not None and is_short(moment.end)
