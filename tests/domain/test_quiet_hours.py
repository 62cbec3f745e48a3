"""Quiet hours on the wall clock, and how moments are moved out of them."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.quiet_hours import QuietHours

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = QuietHours(time(21, 30), time(8), BERLIN)
TIME_ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Beirut",
    "America/Santiago",
    "UTC",
)

quiet_hours = st.builds(
    QuietHours,
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from(TIME_ZONES).map(ZoneInfo),
)
instants = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the time zone


def berlin(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 5, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("hour", "minute", "quiet"), [(21, 29, False), (21, 30, True), (0, 0, True), (7, 59, True), (8, 0, False)]
)
def test_the_night_is_quiet_from_its_first_to_before_its_last_minute(
    hour: int, minute: int, quiet: bool
) -> None:
    assert NIGHT.is_quiet_at(berlin(4, hour, minute)) is quiet


def test_a_moment_at_night_moves_to_the_morning_or_to_the_evening_before() -> None:
    assert NIGHT.at_or_after(berlin(5, 2)) == berlin(5, 8)
    assert NIGHT.at_or_after(berlin(4, 23)) == berlin(5, 8)
    assert NIGHT.at_or_before(berlin(5, 2)) == berlin(4, 21, 15)
    assert NIGHT.at_or_before(berlin(4, 23)) == berlin(4, 21, 15)


def test_a_moment_outside_quiet_hours_is_unchanged() -> None:
    assert NIGHT.at_or_after(berlin(4, 12)) == NIGHT.at_or_before(berlin(4, 12)) == berlin(4, 12)


def test_equal_ends_mean_no_quiet_hours() -> None:
    none = QuietHours(time(8), time(8), BERLIN)
    assert not any(none.is_quiet_at(berlin(4, hour)) for hour in range(24))


def test_seconds_outside_quiet_hours_leave_no_time_to_send_a_message_ahead() -> None:
    nearly_always = QuietHours(time(12, 0, 30), time(12, 0), BERLIN)
    assert nearly_always.at_or_before(berlin(5, 3)) is None


def test_a_single_minute_outside_quiet_hours_suffices_for_a_message() -> None:
    nearly_always = QuietHours(time(12, 1), time(12, 0), BERLIN)
    assert nearly_always.at_or_before(berlin(5, 3)) == berlin(4, 12, 0)
    assert nearly_always.at_or_after(berlin(5, 3)) == berlin(5, 12, 0)


def test_after_a_clock_change_the_morning_follows_the_wall_clock() -> None:
    night_of_the_change = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    assert NIGHT.at_or_after(night_of_the_change) == datetime(2026, 3, 29, 6, tzinfo=UTC)  # 8:00 summer time


def test_quiet_hours_ending_in_a_skipped_hour_end_with_the_jump() -> None:
    short = QuietHours(time(22), time(2, 30), BERLIN)
    assert short.at_or_after(datetime(2026, 3, 29, 0, 30, tzinfo=UTC)) == datetime(2026, 3, 29, 1, tzinfo=UTC)


@settings(deadline=None)
@given(quiet=quiet_hours, instant=instants)
def test_at_or_after_is_never_early_at_or_before_never_late_and_neither_is_quiet(
    quiet: QuietHours, instant: datetime
) -> None:
    later, earlier = quiet.at_or_after(instant), quiet.at_or_before(instant)
    assert later is not None
    assert earlier is not None
    assert earlier <= instant <= later
    assert not quiet.is_quiet_at(later)
    assert not quiet.is_quiet_at(earlier)
    assert later - instant <= timedelta(days=3)
    assert instant - earlier <= timedelta(days=3)
