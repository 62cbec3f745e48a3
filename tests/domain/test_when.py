"""The TIME grammar: what it accepts, what it refuses and where, and what it means for a treatment."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.local_time import time_zone_named
from server.domain.when import TimeError, parse_time, time_text
from server.domain.when.bounds import Certainty, Joined, Leaf, certainty, least_moment, sure_moment
from server.domain.when.resolve import Anchor, resolve
from server.domain.when.terms import Length
from tests.domain.sheets import times

MONDAY_20 = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)  # Monday 20:00 in Berlin
ANCHOR = Anchor(MONDAY_20, "Europe/Berlin", 1)


def ends(text: str, anchor: Anchor = ANCHOR) -> tuple[float | None, float | None]:
    """Return the hours from the treatment to the earliest and the latest end."""
    bound = resolve(parse_time(text), anchor)
    moments = (least_moment(bound, {}), sure_moment(bound, {}))
    least, surely = ((at - anchor.treated_at) / timedelta(hours=1) if at else None for at in moments)
    return least, surely


@pytest.mark.parametrize(
    ("text", "least", "surely"),
    [
        ("90m", 1.5, 1.5), ("24h", 24, 24), ("3d", 72, 72), ("2w", 336, 336), ("1mo", 720, 720),
        ("24-72h", 24, 72), ("24h-3d", 24, 72), (">=36h", 36, 36), ("<=72h", 72, 72), ("~2d", 48, 48),
        ("~2-3d", 48, 72), ("-24h", -24, -24), ("?", 4, None),
        ("D1", -20, -20), ("D3", 28, 28), ("D3-D5", 28, 76),
        ("morning+1", 10, 10), ("evening", -2, -2), ("bedtime", 2, 2), ("noon+1", 16, 16),
        ("S+4-6w", 672, 1008), ("48h & healed", 48, None), ("7d / used-up(cream)", None, 168),
        ("healed", None, None), ("healed+24h", None, None), (">=2-3d", 48, 72), ("bedtime-2h", 0, 0),
        ("morning+1+30-60m", 10.5, 11), ("morning+1-2h", 8, 8), ("morning+1h-2h", -13, -12),
        ("bedtime+30m", 2.5, 2.5), ("24h & D3", 28, 28), ("24h / D3", 24, 24),
    ],
)  # fmt: skip
def test_a_time_resolves_to_hours_after_the_treatment(
    text: str, least: float | None, surely: float | None
) -> None:
    assert ends(text) == (least, surely)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("24h", "exact"), ("24-72h", "range"), (">=24-72h", "minimum"), ("<=72h", "up-to"), ("~2-3d", "about")],
)
def test_a_length_has_a_kind(text: str, kind: str) -> None:
    length = parse_time(text)
    assert isinstance(length, Length)
    assert length.kind == kind


def test_an_offset_counts_from_the_moment_of_the_report() -> None:
    bound = resolve(parse_time("after(wash)+30-45m"), ANCHOR)
    washed = MONDAY_20 + timedelta(hours=5)
    moments = [washed + timedelta(minutes=minutes) for minutes in (29, 30, 44, 45)]
    known = [certainty(bound, at, {"act:wash": washed}) for at in moments]
    assert known == [Certainty.NOT_REACHED, Certainty.UNCERTAIN, Certainty.UNCERTAIN, Certainty.REACHED]
    assert certainty(bound, moments[3], {}) is Certainty.UNCERTAIN
    assert certainty(bound, moments[3], {"act:wash": True}) is Certainty.UNCERTAIN  # nobody knows since when


def test_an_offset_after_a_state_counts_from_its_confirmation() -> None:
    bound = resolve(parse_time("healed+24h"), ANCHOR)
    healed = MONDAY_20 + timedelta(hours=50)
    day_later = healed + timedelta(hours=24)
    assert certainty(bound, day_later, {"healed": healed}) is Certainty.REACHED
    assert certainty(bound, day_later - timedelta(seconds=1), {"healed": healed}) is Certainty.NOT_REACHED
    assert certainty(bound, day_later, {"healed": False}) is Certainty.NOT_REACHED


def test_while_is_open_at_any_time() -> None:
    bound = resolve(parse_time("while(outside)"), ANCHOR)
    assert certainty(bound, MONDAY_20, {}) is Certainty.REACHED


def test_day_3_and_48_hours_are_different_things() -> None:
    assert ends("D3") == (28, 28)
    assert ends("48h") == (48, 48)


def test_in_a_sheet_that_counts_from_0_a_day_begins_one_day_later() -> None:
    assert ends("D3", Anchor(MONDAY_20, "Europe/Berlin", 0)) == (52, 52)


@pytest.mark.parametrize(
    ("treated_at", "time_zone", "text", "hours"),
    [
        (
            datetime(2026, 3, 28, 19, tzinfo=UTC),
            "Europe/Berlin",
            "D2",
            4,
        ),  # Saturday 20:00, clocks go forward
        (datetime(2026, 3, 28, 19, tzinfo=UTC), "Europe/Berlin", "D3", 27),  # a Sunday of 23 hours
        (datetime(2026, 3, 28, 19, tzinfo=UTC), "Europe/Berlin", "48h", 48),
        (datetime(2026, 10, 24, 18, tzinfo=UTC), "Europe/Berlin", "D3", 29),  # a Sunday of 25 hours
        (datetime(2026, 10, 24, 18, tzinfo=UTC), "Europe/Berlin", "morning+1", 11),
        (datetime(2026, 9, 5, 22, tzinfo=UTC), "America/Santiago", "D2", 6),  # midnight does not exist: 01:00
        (datetime(2026, 1, 31, 11, tzinfo=UTC), "Europe/Berlin", "1mo", 28 * 24),  # no 31 February: the 28th
        (
            datetime(2026, 3, 20, 11, tzinfo=UTC),
            "Europe/Berlin",
            "1mo",
            31 * 24 - 1,
        ),  # the same wall-clock time
    ],
)
def test_calendar_times_follow_the_wall_clock(
    treated_at: datetime, time_zone: str, text: str, hours: float
) -> None:
    assert ends(text, Anchor(treated_at, time_zone, 1)) == (hours, hours)


@pytest.mark.parametrize(
    ("treated_on", "text", "ends_on"),
    [
        ("2026-10-30", "1mo", "2026-11-30"),
        ("2026-12-29", "1mo", "2027-01-29"),
        ("2026-01-31", "1mo", "2026-02-28"),
        ("2028-01-31", "1mo", "2028-02-29"),
        ("2026-08-31", "3mo", "2026-11-30"),
        ("2026-03-30", "-1mo", "2026-02-28"),
    ],
)
def test_a_month_ends_on_the_same_day_or_on_the_last_day_of_a_shorter_month(
    treated_on: str, text: str, ends_on: str
) -> None:
    """A ban of one month that ended on the 28th would permit the sun two days early."""
    treated_at = datetime.fromisoformat(f"{treated_on}T14:00Z")
    bound = resolve(parse_time(text), Anchor(treated_at, "UTC", 1))
    assert sure_moment(bound, {}) == datetime.fromisoformat(f"{ends_on}T14:00Z")


@pytest.mark.parametrize(
    ("text", "least", "surely"),
    [("D3", 24, 48), ("morning+1", 6, 30), ("1mo", 28 * 24, 31 * 24), ("48h", 48, 48), ("?", 24, None)],
)
def test_without_a_time_of_day_calendar_times_cover_every_time_of_day(
    text: str, least: float, surely: float | None
) -> None:
    assert ends(text, Anchor(MONDAY_20, "UTC", 1, clock_known=False)) == (least, surely)


@pytest.mark.parametrize("text", ["D3", "morning+1", "1mo"])
def test_without_a_time_of_day_a_calendar_time_is_a_range(text: str) -> None:
    bound = resolve(parse_time(text), Anchor(MONDAY_20, "UTC", 1, clock_known=False))
    assert isinstance(bound, Leaf)
    assert bound.kind == "range"


def test_a_session_counts_from_the_last_and_to_the_next() -> None:
    last, following = MONDAY_20 + timedelta(days=1), MONDAY_20 + timedelta(days=30)
    anchor = Anchor(MONDAY_20, "UTC", 1, last_treatment_at=last, next_treatment_at=following)
    assert ends("S+4w", anchor) == (696, 696)
    assert ends("S-24h", anchor) == (696, 696)
    assert ends("S-1-3d", anchor) == (648, 696)


def test_a_time_before_an_unplanned_session_is_never_reached() -> None:
    bound = resolve(parse_time("S-24h"), ANCHOR)
    assert certainty(bound, MONDAY_20 + timedelta(days=4000), {}) is Certainty.NOT_REACHED


@pytest.mark.parametrize(
    ("text", "states", "expected"),
    [
        ("healed", {}, Certainty.UNCERTAIN),
        ("healed", {"healed": True}, Certainty.REACHED),
        ("healed", {"healed": False}, Certainty.NOT_REACHED),
        ("gone(redness)", {"gone(redness)": True}, Certainty.REACHED),
        ("on(home)", {"on(home)": True}, Certainty.REACHED),
        ("after(wash)+30m", {"after(wash)+30m": True}, Certainty.UNCERTAIN),
        ("24h & healed", {}, Certainty.UNCERTAIN),
        ("24h & healed", {"healed": False}, Certainty.NOT_REACHED),
        ("60h & healed", {"healed": True}, Certainty.NOT_REACHED),
        ("7d / used-up(cream)", {}, Certainty.UNCERTAIN),
        ("7d / used-up(cream)", {"used-up(cream)": False}, Certainty.NOT_REACHED),
        ("7d / used-up(cream)", {"used-up(cream)": True}, Certainty.REACHED),
        ("24h / healed", {}, Certainty.REACHED),
    ],
)
def test_states_and_acts_are_as_certain_as_reported(
    text: str, states: dict[str, bool], expected: Certainty
) -> None:
    assert certainty(resolve(parse_time(text), ANCHOR), MONDAY_20 + timedelta(hours=48), states) is expected


@pytest.mark.parametrize(("hours", "expected"), [(23.999, 0), (24, 1), (71.999, 1), (72, 2)])
def test_a_range_is_half_open_at_both_ends(hours: float, expected: int) -> None:
    bound = resolve(parse_time("24-72h"), ANCHOR)
    assert certainty(bound, MONDAY_20 + timedelta(hours=hours), {}) == expected


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("", 1, "a TIME"), ("24", 3, "a unit"), ("24x", 3, "a unit"), ("72-24h", 1, "smaller number first"),
        ("24-24h", 1, "smaller number first"), ("2d-24h", 1, "smaller number first"),
        ("D5-D3", 1, "earlier day"), ("D", 2, "a number"), ("D3-5", 4, "a second day"),
        ("healed+2", 9, "a unit"), ("healed+x", 8, "a number"), ("heal", 1, "a TIME"),
        ("gone", 5, "( and a name"), ("gone(Red)", 6, "a name"), ("gone(red", 9, ")"), ("48h &", 6, "a TIME"),
        ("S", 2, "S+"), ("101mo-9999w", 12, "100 years"),
        ("D36601", 7, "at most day 36600"), ("48h healed", 5, "the end"), ("24h\x00", 4, "the end"),
        ("9" * 150 + "h", 152, "100 years"), ("h" * 201, 201, "at most 200"),
    ],
)  # fmt: skip
def test_an_invalid_time_is_refused_at_its_column(text: str, column: int, expected: str) -> None:
    with pytest.raises(TimeError) as refused:
        parse_time(text)
    assert (refused.value.column, expected in refused.value.expected) == (column, True), str(refused.value)


@settings(max_examples=200, deadline=None)
@given(times())
def test_a_time_survives_a_round_trip_through_its_text(text: str) -> None:
    time = parse_time(text)
    assert parse_time(time_text(time)) == time


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_a_time_or_is_refused_at_a_column_of_the_text(text: str) -> None:
    try:
        parse_time(text)
    except TimeError as refused:
        assert 1 <= refused.column <= len(text) + 1
        assert refused.expected


def changes_of_the_clock(time_zone: str, year: int) -> list[datetime]:
    """Return the days of a year on which the clocks of a time zone change."""
    days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in range(367)]
    clock = time_zone_named(time_zone)
    offsets = [day.astimezone(clock).utcoffset() for day in days]
    return [day for day, now, then in zip(days, offsets, offsets[1:], strict=False) if now != then]


@st.composite
def treatments(draw: st.DrawFn) -> tuple[datetime, str]:
    """Generate moments in any time zone, mostly around a change of the clocks."""
    time_zone = draw(st.sampled_from(sorted(available_timezones())))
    year = draw(st.integers(1990, 2036))
    around = draw(st.sampled_from([*changes_of_the_clock(time_zone, year), datetime(year, 6, 1, tzinfo=UTC)]))
    return around + timedelta(minutes=draw(st.integers(-3 * 1440, 2 * 1440))), time_zone


@settings(max_examples=250, deadline=None)
@given(treatments(), st.integers(0, 5))
def test_days_and_day_parts_begin_by_the_wall_clock_in_every_time_zone(
    treated: tuple[datetime, str], days: int
) -> None:
    treated_at, time_zone = treated
    clock = time_zone_named(time_zone)
    day = treated_at.astimezone(clock).date() + timedelta(days=days)
    for text, hour in ((f"D{days}", 0), (f"morning+{days}", 6), (f"bedtime+{days}", 22)):
        begins = sure_moment(resolve(parse_time(text), Anchor(treated_at, time_zone, 0)), {})
        assert begins is not None
        wanted = datetime.combine(day, time(hour))
        before, shown = (
            at.astimezone(clock).replace(tzinfo=None, fold=0)
            for at in (begins - timedelta(seconds=1), begins)
        )
        assert before < wanted <= shown


@settings(max_examples=150, deadline=None)
@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(
        ("Europe/Berlin", "America/Santiago", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo")
    ),
    st.integers(1, 40),
)
def test_a_calendar_day_begins_by_the_wall_clock_in_every_time_zone(
    at: datetime, time_zone: str, day: int
) -> None:
    at = at.replace(microsecond=0)
    bound = resolve(parse_time(f"D{day}"), Anchor(at, time_zone, 1))
    assert isinstance(bound, Leaf)
    assert bound.least_at is not None
    clock = time_zone_named(time_zone)
    begins = bound.least_at.astimezone(clock)
    assert begins.date() == at.astimezone(clock).date() + timedelta(days=day - 1)
    assert (bound.least_at - timedelta(seconds=1)).astimezone(clock).date() < begins.date()


@settings(max_examples=150, deadline=None)
@given(times(), st.integers(-100, 2000))
def test_a_bound_is_never_surely_reached_before_its_least_moment(text: str, hours: int) -> None:
    bound = resolve(parse_time(text), ANCHOR)
    now = MONDAY_20 + timedelta(hours=hours)
    assert certainty(bound, now, {}) <= certainty(bound, now, {}, early=True)
    assert isinstance(bound, Leaf | Joined)
