"""Resolve a TIME to a `Bound`: the only place where lengths, days and sessions become instants."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from server.domain.errors import Invalid
from server.domain.local_time import first_instant, local_date, start_of_day, time_zone_named
from server.domain.when.bounds import Bound, Joined, Leaf
from server.domain.when.terms import (
    MINUTES,
    PART_BEGINS,
    Act,
    Both,
    Day,
    DayPart,
    First,
    Length,
    Lost,
    Quantity,
    Session,
    State,
    Time,
    Unit,
)
from server.domain.when.writer import gate_text, time_text

ONE_DAY = timedelta(days=1)
_MINUTES_OF = {Unit.MONTH: (28 * 1_440, 31 * 1_440)}


@dataclass(frozen=True, slots=True)
class Anchor:
    """The treatment from which a TIME is counted.

    If `clock_known` is False, only the hours since the treatment are known. Days and parts of the day then become
    ranges that cover every possible time of day, and every day has 24 hours.
    """

    treated_at: datetime
    time_zone: str
    day_one: int
    clock_known: bool = True
    last_treatment_at: datetime | None = None
    next_treatment_at: datetime | None = None

    @property
    def clock(self) -> ZoneInfo:
        return time_zone_named(self.time_zone)


def resolve(time: Time, anchor: Anchor) -> Bound:
    """Return the bound. Raises `Invalid` with code `date-out-of-range` outside the years 1 to 9999."""
    try:
        return _bound(time, anchor)
    except (OverflowError, ValueError):
        raise Invalid("A time of this sheet is outside the calendar.", code="date-out-of-range") from None


def _bound(time: Time, anchor: Anchor) -> Bound:
    match time:
        case First(parts):
            return Joined("first", tuple(_bound(part, anchor) for part in parts), time_text(time))
        case Both(parts):
            return Joined("all", tuple(_bound(part, anchor) for part in parts), time_text(time))
        case State() | Act():
            return gate_leaf(time)
        case _:
            return _timed(time, anchor)


def _timed(time: Time, anchor: Anchor) -> Leaf:
    match time:
        case Length():
            return _span(time, anchor.treated_at, anchor, time_text(time))
        case Session(offset):
            return _session(offset, anchor, time_text(time))
        case Day(first, last):
            return _days(first - anchor.day_one, last - anchor.day_one, anchor, time_text(time))
        case DayPart():
            return _part(time, anchor)
        case _:
            return _lost(anchor)


def _span(length: Length, origin: datetime, anchor: Anchor, text: str) -> Leaf:
    ends = sorted(
        end
        for quantity in (length.least, length.surely)
        for end in _shifted(origin, quantity, -1 if length.before else 1, anchor)
    )
    kind = "range" if ends[0] != ends[-1] and length.kind == "exact" else length.kind
    return Leaf(kind, text, ends[0], ends[-1])


def _shifted(origin: datetime, quantity: Quantity, sign: int, anchor: Anchor) -> tuple[datetime, ...]:
    if quantity.unit is not Unit.MONTH:
        return (origin + sign * timedelta(minutes=quantity.minutes),)
    if anchor.clock_known:
        return (_months_later(origin, sign * quantity.count, anchor.clock),)
    # Without a date, a month has between 28 and 31 days.
    return tuple(origin + sign * quantity.count * timedelta(days=days) for days in (28, 31))


def _months_later(origin: datetime, months: int, clock: ZoneInfo) -> datetime:
    """Return the same day of the month and wall-clock time; the last day of a month that is too short."""
    local = origin.astimezone(clock)
    year, month = divmod(local.year * 12 + local.month - 1 + months, 12)
    day = min(local.day, monthrange(year, month + 1)[1])
    shifted = local.replace(tzinfo=None, year=year, month=month + 1, day=day, fold=0)
    return first_instant(shifted, clock, fold=local.fold)


def _session(offset: Length, anchor: Anchor, text: str) -> Leaf:
    if not offset.before:
        return _span(offset, anchor.last_treatment_at or anchor.treated_at, anchor, text)
    if anchor.next_treatment_at is None:
        return Leaf("unknown", text)
    return _span(offset, anchor.next_treatment_at, anchor, text)


def _days(first: int, last: int, anchor: Anchor, text: str) -> Leaf:
    """`first` and `last` count days after the local day of the treatment."""
    least, surely = _day_start(first, anchor)[0], _day_start(last, anchor)[1]
    return Leaf("exact" if least == surely else "range", text, least, surely)


def _day_start(days: int, anchor: Anchor) -> tuple[datetime, datetime]:
    """Return the earliest and the latest instant at which that local day can begin."""
    if not anchor.clock_known:
        latest = anchor.treated_at + days * ONE_DAY
        return latest - ONE_DAY, latest
    start = start_of_day(local_date(anchor.treated_at, anchor.clock) + days * ONE_DAY, anchor.clock)
    return start, start


def _part(part: DayPart, anchor: Anchor) -> Leaf:
    hour, text = PART_BEGINS[part.part], time_text(part)
    least, surely = (timedelta(minutes=minutes) for minutes in _offset_minutes(part.offset) or (0, 0))
    if not anchor.clock_known:
        latest = anchor.treated_at + part.days * ONE_DAY + timedelta(hours=hour)
        return Leaf("range", text, latest - ONE_DAY + least, latest + surely)
    day = local_date(anchor.treated_at, anchor.clock) + part.days * ONE_DAY
    at = first_instant(datetime(day.year, day.month, day.day, hour), anchor.clock)  # noqa: DTZ001 - a wall clock
    return Leaf("exact" if least == surely else "range", text, at + least, at + surely)


def gate_leaf(term: State | Act) -> Leaf:
    """Return the bound of a state or an act, which depends on the patient's report and not on the treatment."""
    offset, text, name = _offset_minutes(term.offset), time_text(term), gate_text(term)
    if isinstance(term, State):
        return Leaf("state", text, state=name, offset=offset)
    return Leaf("act", text, act=name, offset=offset)


def _offset_minutes(offset: Length | None) -> tuple[int, int] | None:
    """Return the minutes from an anchor to the earliest and the latest moment; a month has 28 to 31 days."""
    if offset is None:
        return None
    sign = -1 if offset.before else 1
    ends = sorted(
        sign * quantity.count * minutes
        for quantity in (offset.least, offset.surely)
        for minutes in _MINUTES_OF.get(quantity.unit, (MINUTES[quantity.unit],))
    )
    return ends[0], ends[-1]


def _lost(anchor: Anchor) -> Leaf:
    """A missing number is not reached on the day of the treatment, and never surely reached."""
    return Leaf("unknown", time_text(Lost()), _day_start(1, anchor)[1], None)
