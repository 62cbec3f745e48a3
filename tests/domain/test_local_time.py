"""Local times that the clocks skip or show twice, and the beginning of a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.errors import Invalid
from server.domain.local_time import (
    day_number,
    first_instant,
    local_date,
    local_instant,
    start_of_day,
    time_zone_named,
)

TIME_ZONES = (
    "Europe/Berlin", "America/Santiago", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu",
    "Africa/Cairo", "America/St_Johns", "Asia/Beirut", "Antarctica/Troll", "America/Havana", "UTC",
)  # fmt: skip


def test_a_local_time_becomes_the_instant_its_clocks_show() -> None:
    assert local_instant(datetime(2026, 7, 1, 20), "Europe/Berlin") == datetime(2026, 7, 1, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "time_zone", "code"),
    [
        (datetime(2026, 3, 29, 2, 30), "Europe/Berlin", "local-time-missing"),
        (datetime(2026, 9, 6, 0, 30), "America/Santiago", "local-time-missing"),
        (datetime(2011, 12, 30, 12, 0), "Pacific/Apia", "local-time-missing"),
        (datetime(2026, 10, 25, 2, 30), "Europe/Berlin", "local-time-twice"),
        (datetime(2026, 4, 5, 1, 45), "Australia/Lord_Howe", "local-time-twice"),
        (datetime(2026, 7, 1, 20), "Europe/Atlantis", "time-zone-unknown"),
        (datetime(2026, 7, 1, 20), "Europe", "time-zone-unknown"),
        (datetime(2026, 7, 1, 20), "../etc/passwd", "time-zone-unknown"),
        (datetime(2026, 7, 1, 20), "", "time-zone-missing"),
        (datetime(2026, 7, 1, 20, tzinfo=UTC), "Europe/Berlin", "local-time-offset"),
        (datetime(1, 1, 1), "Asia/Kathmandu", "date-out-of-range"),
    ],
)
def test_ambiguous_and_missing_local_times_are_refused(local: datetime, time_zone: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        local_instant(local, time_zone)
    assert refused.value.code == code


def test_fold_selects_one_of_two_instants() -> None:
    twice = datetime(2026, 10, 25, 2, 30)
    first = local_instant(twice, "Europe/Berlin", fold=0)
    assert local_instant(twice, "Europe/Berlin", fold=1) - first == timedelta(hours=1)


@pytest.mark.parametrize(("fold", "hour"), [(0, 0), (1, 1)])
def test_the_first_instant_of_a_time_shown_twice_is_the_one_that_fold_selects(fold: int, hour: int) -> None:
    """A month counted from the second 02:30 must not end an hour early."""
    berlin = time_zone_named("Europe/Berlin")
    instant = first_instant(datetime(2026, 10, 25, 2, 30), berlin, fold=fold)
    assert instant == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


def test_fold_does_not_create_a_missing_local_time() -> None:
    with pytest.raises(Invalid, match="never show"):
        local_instant(datetime(2026, 3, 29, 2, 30), "Europe/Berlin", fold=1)


@pytest.mark.parametrize(
    ("day", "time_zone", "begins"),
    [
        (
            date(2026, 9, 6),
            "America/Santiago",
            datetime(2026, 9, 6, 4, tzinfo=UTC),
        ),  # no midnight: 01:00 local
        (
            date(2011, 12, 30),
            "Pacific/Apia",
            datetime(2011, 12, 30, 10, tzinfo=UTC),
        ),  # no such day: the next one
        (
            date(2026, 11, 1),
            "America/Havana",
            datetime(2026, 11, 1, 4, tzinfo=UTC),
        ),  # midnight twice: the first
    ],
)
def test_a_day_begins_at_its_first_instant(day: date, time_zone: str, begins: datetime) -> None:
    assert start_of_day(day, time_zone_named(time_zone)) == begins


@settings(max_examples=150, deadline=None)
@given(
    st.datetimes(datetime(1975, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(TIME_ZONES),
    st.integers(0, 12),
)
def test_the_day_changes_exactly_at_the_start_of_the_local_day(
    at: datetime, time_zone: str, days: int
) -> None:
    at = at.replace(microsecond=0)
    clock = time_zone_named(time_zone)
    start = start_of_day(local_date(at, clock) + timedelta(days=days), clock)
    if start > at:
        number = day_number(start, at, time_zone=time_zone, day_one=1)
        assert number >= days + 1
        assert day_number(start - timedelta(seconds=1), at, time_zone=time_zone, day_one=1) < days + 1


@settings(max_examples=100, deadline=None)
@given(st.datetimes(datetime(1975, 1, 1), datetime(2037, 1, 1)), st.sampled_from(TIME_ZONES))
def test_every_local_time_converts_back_or_is_refused(local: datetime, time_zone: str) -> None:
    local = local.replace(microsecond=0)
    try:
        instant = local_instant(local, time_zone)
    except Invalid as refused:
        assert refused.code in ("local-time-missing", "local-time-twice")
    else:
        assert instant.astimezone(time_zone_named(time_zone)).replace(tzinfo=None, fold=0) == local
