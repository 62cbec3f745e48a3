"""Conversion between wall-clock time and instants; the only place where local times become instants."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from server.domain.errors import Invalid


@lru_cache(maxsize=1024)
def time_zone_named(name: str) -> ZoneInfo:
    """Return the IANA time zone.

    Raises `Invalid`: `time-zone-missing` for an empty name, `time-zone-unknown` for any other.
    """
    if not name:
        raise Invalid("A treatment needs the time zone it took place in.", code="time-zone-missing")
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise Invalid(f"There is no time zone {name!r}.", code="time-zone-unknown", time_zone=name) from None


def local_instant(local: datetime, time_zone: str, *, fold: int | None = None) -> datetime:
    """Return the UTC instant at which the clocks of `time_zone` show the naive `local`.

    Raises `Invalid`: `local-time-missing` if the clocks skip it, `local-time-twice` if they show it twice
    and `fold` (0: the first time, 1: the second) does not select one.
    """
    earlier, later = _instants(local, time_zone_named(time_zone))
    if not _shows(earlier, local, time_zone):
        raise Invalid(
            f"The clocks in {time_zone} never show {local:%Y-%m-%d %H:%M}.", code="local-time-missing"
        )
    if earlier != later and fold is None:
        raise Invalid(
            f"The clocks in {time_zone} show {local:%Y-%m-%d %H:%M} twice.", code="local-time-twice"
        )
    return later if fold == 1 else earlier


def _instants(local: datetime, time_zone: ZoneInfo) -> tuple[datetime, datetime]:
    if local.tzinfo is not None:
        raise Invalid("A local time must not carry a UTC offset.", code="local-time-offset")
    try:
        return (
            local.replace(tzinfo=time_zone, fold=0).astimezone(UTC),
            local.replace(tzinfo=time_zone, fold=1).astimezone(UTC),
        )
    except OverflowError:
        raise Invalid("This date is outside the calendar.", code="date-out-of-range") from None


def _shows(instant: datetime, local: datetime, time_zone: str) -> bool:
    return instant.astimezone(time_zone_named(time_zone)).replace(tzinfo=None, fold=0) == local.replace(
        fold=0
    )


def first_instant(local: datetime, time_zone: ZoneInfo, *, fold: int = 0) -> datetime:
    """Return the first instant at which the wall clock shows `local` or later; it always exists.

    In a gap this is the moment of the jump. Where the clocks show `local` twice, `fold` selects the instant.
    """
    instant = local.replace(tzinfo=time_zone, fold=fold).astimezone(UTC)
    if instant.astimezone(time_zone).replace(tzinfo=None, fold=0) == local.replace(fold=0):
        return instant
    return _end_of_gap(local, time_zone)


def _end_of_gap(local: datetime, time_zone: ZoneInfo) -> datetime:
    before = local.replace(tzinfo=time_zone, fold=1).astimezone(UTC)
    after = local.replace(tzinfo=time_zone, fold=0).astimezone(UTC)
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(time_zone).replace(tzinfo=None, fold=0) >= local.replace(fold=0):
            after = middle
        else:
            before = middle
    return after.replace(microsecond=0)


def start_of_day(day: date, time_zone: ZoneInfo) -> datetime:
    """Return the first instant of a local day: midnight, or the jump where the clocks skip midnight."""
    return first_instant(datetime.combine(day, time()), time_zone)


def local_date(instant: datetime, time_zone: ZoneInfo) -> date:
    return instant.astimezone(time_zone).date()


def day_number(now: datetime, treated_at: datetime, *, time_zone: str, day_one: int) -> int:
    """Return the sheet's day number; the local day of the treatment is day `day_one` (0 or 1)."""
    clock = stored_time_zone(time_zone)
    return (local_date(now, clock) - local_date(treated_at, clock)).days + day_one


def stored_time_zone(name: str) -> ZoneInfo:
    """Return the time zone of a stored row, or UTC if this machine does not know it.

    New rows never have an unknown name. An older one must still open: machines differ in names such as
    `localtime`, and a time zone can be removed from the database.
    """
    try:
        return time_zone_named(name)
    except Invalid:
        return ZoneInfo("UTC")
