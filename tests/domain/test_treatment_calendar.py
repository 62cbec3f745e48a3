"""Which days of the calendar are possible for the next treatment, and why the others are not."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.sheets import directed_rule
from server.domain.timeline import Timeline, TreatmentFacts, compile
from server.domain.treatment_calendar import CalendarDay, TreatmentCalendar, treatment_calendar
from server.domain.vocabulary import TreatmentKind
from server.domain.when.bounds import States
from tests.domain.sheets import tree
from tests.domain.small_sheet import TIME_ZONE, TREATED_AT, rule, sheet, timeline

TREE = tree(microneedling="other_treatment", laser="other_treatment", sun="")
BERLIN = ZoneInfo(TIME_ZONE)
MONDAY = date(2026, 5, 4)
WEEKS_4_TO_6 = rule("every", "repeat", "microneedling", from_="S+4-6w")
NEVER_UNDER_3 = rule("never-under", "repeat", "microneedling", from_="S+3w")


def calendar(of: Timeline, states: States | None = None, *, weeks: int = 10) -> TreatmentCalendar:
    days = (MONDAY, MONDAY + timedelta(weeks=weeks))
    return treatment_calendar(of, TREE, states or {}, kind=TreatmentKind.NEEDLING, days=days)


def on(outlook: TreatmentCalendar, week: float) -> CalendarDay:
    """Return the day that many weeks after the day of the treatment."""
    day = MONDAY + timedelta(days=round(week * 7))
    return next(each for each in outlook.days if each.day == day)


def summary(day: CalendarDay) -> tuple[str, list[tuple[str, str]]]:
    return day.verdict, [(reason.kind, reason.rule_id) for reason in day.reasons]


def directed(**fields: object) -> Timeline:
    """Return the timeline of a sheet with an interval and a ban, and one instruction of the practitioner."""
    rules = sheet(WEEKS_4_TO_6, rule("no-others", "avoid", "other-treatment", until="5w"))
    extra = directed_rule({"says": "For you.", **fields}, day_one=1, language="en")
    return compile(rules, TreatmentFacts(TREATED_AT, TIME_ZONE, directed=(extra,)))


def test_the_window_is_the_intersection_of_all_intervals() -> None:
    outlook = calendar(timeline(WEEKS_4_TO_6, NEVER_UNDER_3))
    assert summary(on(outlook, 2)) == ("too-early", [("interval", "every"), ("interval", "never-under")])
    assert summary(on(outlook, 3.5)) == ("too-early", [("interval", "every")])
    assert summary(on(outlook, 5)) == ("preferred", [])
    assert summary(on(outlook, 7)) == ("after-window", [("window-over", "every")])
    assert (outlook.opens_on, outlook.closes_on) == (MONDAY + timedelta(weeks=4), MONDAY + timedelta(weeks=6))
    assert outlook.earliest == outlook.opens_on


def test_weeks_are_counted_in_days_so_the_day_of_a_bound_belongs_to_the_window() -> None:
    outlook = calendar(timeline(WEEKS_4_TO_6))
    verdicts = [on(outlook, week).verdict for week in (4 - 1 / 7, 4, 6, 6 + 1 / 7)]
    assert verdicts == ["too-early", "preferred", "preferred", "after-window"]


def test_a_window_that_closes_at_midnight_does_not_include_the_day_that_begins_then() -> None:
    outlook = calendar(timeline(rule("within", "repeat", "microneedling", from_="S+2w", until="D29")))
    assert outlook.closes_on == MONDAY + timedelta(days=27)
    assert on(outlook, 4).verdict == "after-window"


def test_without_an_end_the_days_are_allowed_and_none_is_preferred() -> None:
    outlook = calendar(timeline(NEVER_UNDER_3))
    assert on(outlook, 3).verdict == on(outlook, 9).verdict == "allowed"
    assert outlook.closes_on is None


@pytest.mark.parametrize(
    "rules",
    [
        [rule("sun", "avoid", "sun", until="3d")],
        [rule("series", "repeat", "microneedling", amount="3 sessions")],
        [rule("upkeep", "repeat", "microneedling", every="2/year")],
    ],
)
def test_no_day_is_called_allowed_by_a_sheet_that_names_no_interval(rules: list[str]) -> None:
    outlook = calendar(timeline(*rules))
    assert {day.verdict for day in outlook.days} == {"not-named"}
    assert outlook.earliest is None


def test_an_end_alone_allows_nothing_either() -> None:
    outlook = calendar(timeline(rule("soon", "repeat", "microneedling", until="S+6w")))
    assert summary(on(outlook, 5)) == ("not-named", [])
    assert summary(on(outlook, 7)) == ("after-window", [("window-over", "soon")])


def test_intervals_that_contradict_each_other_leave_no_day() -> None:
    late = rule("late", "repeat", "microneedling", from_="S+8w")
    outlook = calendar(timeline(WEEKS_4_TO_6, late))
    assert summary(on(outlook, 7)) == ("too-early", [("window-over", "every"), ("interval", "late")])
    assert summary(on(outlook, 9)) == ("after-window", [("window-over", "every")])
    assert outlook.earliest is None


def test_a_ban_of_the_family_blocks_until_the_day_on_which_it_surely_ends() -> None:
    outlook = calendar(timeline(WEEKS_4_TO_6, rule("no-others", "avoid", "other-treatment", until="4-5w")))
    assert summary(on(outlook, 4.5)) == ("blocked", [("ban", "no-others")])
    assert on(outlook, 5).verdict == "preferred"
    assert outlook.earliest == MONDAY + timedelta(weeks=5)


def test_a_ban_waits_for_a_state_only_if_the_patient_has_denied_it() -> None:
    until_healed = timeline(WEEKS_4_TO_6, rule("no-others", "avoid", "microneedling", until="48h & healed"))
    assert on(calendar(until_healed), 5).verdict == "preferred"
    assert on(calendar(until_healed, {"healed": TREATED_AT + timedelta(days=4)}), 5).verdict == "preferred"
    assert summary(on(calendar(until_healed, {"healed": False}), 5)) == ("blocked", [("ban", "no-others")])


def test_rules_of_other_topics_of_circumstances_and_of_the_next_treatment_itself_block_nothing() -> None:
    of = timeline(
        WEEKS_4_TO_6,
        rule("sun", "avoid", "sun"),
        rule("after-a-bruise", "avoid", "microneedling", from_="onset(bruise)", until="onset(bruise)+30w"),
        rule("two-weeks-before", "avoid", "other-treatment", from_="S-2w"),
        next_treatment_at=TREATED_AT + timedelta(weeks=5),
    )
    assert on(calendar(of), 5) == CalendarDay(MONDAY + timedelta(weeks=5), "preferred")


def test_a_direction_against_the_treatment_blocks_and_is_told_apart_from_the_sheet() -> None:
    outlook = calendar(directed(id="wait", verb="avoid", topics=["microneedling"], until="6w"))
    assert summary(on(outlook, 4.5)) == ("blocked", [("direction", "wait"), ("ban", "no-others")])
    assert summary(on(outlook, 5.5)) == ("blocked", [("direction", "wait")])


def test_a_directed_permission_sets_aside_the_bans_of_the_sheet_but_not_its_interval() -> None:
    outlook = calendar(directed(id="you-may", verb="allow", topics=["microneedling"], **{"from": "3w"}))
    assert on(outlook, 4.5).verdict == "preferred"
    assert summary(on(outlook, 3.5)) == ("too-early", [("interval", "every")])


def test_a_ban_counts_also_where_the_intervals_call_the_treatment_by_another_topic() -> None:
    of = timeline(rule("every", "repeat", "session", from_="S+4w"), rule("no", "avoid", "laser", until="5w"))
    day = MONDAY + timedelta(days=31)
    outlook = treatment_calendar(of, TREE, {}, kind=TreatmentKind.LASER, days=(day, day))
    assert [summary(each) for each in outlook.days] == [("blocked", [("ban", "no")])]


def test_days_are_those_of_the_treatments_time_zone_also_when_the_clocks_change() -> None:
    late = datetime(2026, 10, 1, 23, 30, tzinfo=BERLIN)
    of = timeline(rule("every", "repeat", "microneedling", from_="S+4-5w"), treated_at=late)
    outlook = treatment_calendar(
        of, TREE, {}, kind=TreatmentKind.NEEDLING, days=(date(2026, 10, 25), date(2026, 11, 10))
    )
    assert (outlook.opens_on, outlook.closes_on) == (date(2026, 10, 29), date(2026, 11, 5))


INTERVALS = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 4)), max_size=3)
"""Weeks to the beginning of a window, and its length; 0: the sheet names no end."""


def spaced(number: int, opens: int, length: int) -> str:
    from_ = f"S+{opens}-{opens + length}w" if length else f"S+{opens}w"
    return rule(f"r{number}", "repeat", "microneedling", from_=from_)


@given(INTERVALS, st.none() | st.integers(1, 10))
def test_a_day_is_free_exactly_if_every_rule_leaves_it_free(
    repeats: list[tuple[int, int]], ban_weeks: int | None
) -> None:
    """The same by instants: a window has a moment of the day, and a ban is over before the day ends."""
    rules = [spaced(number, opens, length) for number, (opens, length) in enumerate(repeats)]
    ban = rule("ban", "avoid", "microneedling", until=f"{ban_weeks}w") if ban_weeks else ""
    outlook = calendar(timeline(rule("sun", "avoid", "sun"), *rules, ban))
    for day in outlook.days:
        begins = datetime.combine(day.day, time(), BERLIN)
        ends = begins + timedelta(days=1)
        opened = all(TREATED_AT + timedelta(weeks=opens) < ends for opens, _ in repeats)
        closed = any(
            length and TREATED_AT + timedelta(weeks=opens + length) <= begins for opens, length in repeats
        )
        blocked = ban_weeks is not None and TREATED_AT + timedelta(weeks=ban_weeks) >= ends
        free = bool(repeats) and opened and not closed and not blocked
        assert (day.verdict in ("allowed", "preferred")) == free
        assert (day.verdict == "blocked") == blocked
        assert bool(day.reasons) == (blocked or not opened or closed)
