"""Planning reminders: a permission may come late, never early; a duty early, never late."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.quiet_hours import QuietHours
from server.domain.reminders import LEAD, DeliveryPreferences, Item, PlannedReminder, Side, plan, plan_reply
from server.domain.vocabulary import ReminderKind
from tests.domain.sheets import tree
from tests.domain.small_sheet import TIME_ZONE, TREATED_AT, rule, timeline

TREATMENT = UUID(int=7)
BERLIN = ZoneInfo(TIME_ZONE)
TREE = tree(mascara="make_up", foundation="make_up")
NIGHT = QuietHours(time(21, 30), time(8), BERLIN)
WISHES = DeliveryPreferences(frozenset(ReminderKind), NIGHT, time(19))
NO_MAKE_UP = rule("no-make-up", "avoid", "make-up", until="24-72h")
RULES = (
    NO_MAKE_UP,
    rule("no-sauna", "avoid", "sauna", until="72h"),
    rule("mascara", "allow", "mascara", from_="48h & healed"),
    rule("sunscreen", "do", "sunscreen", from_="24h"),
    rule("no-peel", "avoid", "exfoliation", from_="D3", until="D7"),
    rule("sore", "call", "tenderness", from_="3d"),
    rule("flush", "expect", "redness", until="24h"),
    rule("rinse", "do", "cleansing", from_="morning+1"),
    rule("again", "repeat", "session", from_="S+4-6w"),
)
TIME_ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Beirut",
    "Pacific/Apia",
    "Asia/Kathmandu",
)


def planned(
    *rules: str, kind: ReminderKind = ReminderKind.MILESTONE, wishes: DeliveryPreferences = WISHES
) -> list[PlannedReminder]:
    everything = plan(timeline(*rules), wishes, tree=TREE, treatment_id=TREATMENT, now=TREATED_AT)
    return [one for one in everything if one.kind is kind]


def test_a_permission_is_told_when_it_surely_holds() -> None:
    [make_up] = planned(NO_MAKE_UP)
    assert make_up.side is Side.PERMISSION
    assert make_up.about_at == make_up.due_at == TREATED_AT + timedelta(hours=72)
    assert make_up.items == (Item("no-make-up", ("make-up",)),)
    assert make_up.not_after is None


def test_permissions_of_one_moment_come_as_one_message() -> None:
    [both] = planned(NO_MAKE_UP, rule("no-sauna", "avoid", "sauna", until="72h"))
    assert {item.rule_id for item in both.items} == {"no-make-up", "no-sauna"}


def test_a_permission_at_night_waits_for_the_morning() -> None:
    [one] = planned(rule("x", "avoid", "sauna", until="12h"))  # 02:00 in Berlin
    assert one.due_at == datetime(2026, 5, 5, 6, tzinfo=UTC)


def test_a_duty_is_told_ahead_and_one_at_night_on_the_evening_before() -> None:
    [day] = planned(rule("x", "do", "sunscreen", from_="24h"))
    assert (day.side, day.due_at) == (Side.DUTY, TREATED_AT + timedelta(hours=24) - LEAD)
    [night] = planned(rule("x", "do", "sunscreen", from_="D3"))  # midnight
    assert night.due_at == datetime(2026, 5, 5, 19, 15, tzinfo=UTC)  # 21:15 in Berlin
    assert night.not_after == night.about_at == datetime(2026, 5, 5, 22, tzinfo=UTC)


def test_what_the_skin_is_expected_to_do_is_no_duty() -> None:
    assert planned(rule("flakes", "expect", "flaking", from_="D3")) == []


def test_a_permission_that_hangs_on_a_state_carries_its_gate() -> None:
    [one] = planned(rule("mascara", "allow", "mascara", from_="48h & healed"))
    assert one.items == (Item("mascara", ("mascara",), ("healed",)),)


def test_a_duty_whose_topic_is_forbidden_until_then_is_told_as_the_permission_it_also_is() -> None:
    [one] = planned(
        rule("no-sunscreen", "avoid", "sunscreen", until="24h"), rule("daily", "do", "sunscreen", from_="24h")
    )
    assert one.side is Side.PERMISSION
    assert one.due_at == TREATED_AT + timedelta(hours=24)
    assert {item.rule_id for item in one.items} == {"no-sunscreen", "daily"}


def test_a_duty_whose_family_is_forbidden_until_then_is_told_as_a_permission_too() -> None:
    [both] = planned(
        rule("no-make-up", "avoid", "make-up", until="24h"), rule("tint", "do", "mascara", from_="24h")
    )
    assert both.side is Side.PERMISSION
    assert {item.rule_id for item in both.items} == {"no-make-up", "tint"}


def test_a_permission_that_hangs_on_a_state_comes_apart_from_those_that_do_not() -> None:
    milestones = planned(
        rule("mascara", "allow", "mascara", from_="48h & healed"), rule("gym", "avoid", "gym", until="48h")
    )
    assert sorted(len(one.items) for one in milestones) == [1, 1]


def test_when_to_call_is_told_apart_and_only_where_the_sheet_has_a_number() -> None:
    calls = planned(
        rule("sore", "call", "tenderness", from_="3d"), rule("persists", "call", "bruising", from_="?")
    )
    assert [(one.wording, one.items[0].rule_id) for one in calls] == [("server.push.call-after", "sore")]


def test_the_evening_check_in_is_asked_for_on_fourteen_local_days() -> None:
    evenings = planned(NO_MAKE_UP, kind=ReminderKind.CHECK_IN)
    assert [one.local_day for one in evenings] == [date(2026, 5, 4) + timedelta(days=n) for n in range(14)]
    assert {one.due_at.astimezone(BERLIN).time() for one in evenings} == {time(19)}


def test_a_treatment_after_the_evening_hour_is_asked_about_from_the_next_day_on() -> None:
    late = timeline(NO_MAKE_UP, treated_at=datetime(2026, 5, 4, 18, tzinfo=UTC))  # 20:00
    evenings = [
        one
        for one in plan(late, WISHES, tree=TREE, treatment_id=TREATMENT, now=late.treated_at)
        if one.kind is ReminderKind.CHECK_IN
    ]
    assert evenings[0].local_day == date(2026, 5, 5)


def test_a_check_in_wished_for_in_quiet_hours_comes_before_them_on_the_same_day() -> None:
    evenings = planned(NO_MAKE_UP, kind=ReminderKind.CHECK_IN, wishes=replace(WISHES, check_in_at=time(23)))
    assert {one.due_at.astimezone(BERLIN).time() for one in evenings} == {time(21, 15)}


def test_a_traveller_is_asked_in_the_evening_of_the_place_and_once_a_day_all_the_same() -> None:
    tokyo = replace(WISHES, quiet=replace(NIGHT, clock=ZoneInfo("Asia/Tokyo")))
    at_home = {one.key for one in planned(NO_MAKE_UP, kind=ReminderKind.CHECK_IN)}
    abroad = planned(NO_MAKE_UP, kind=ReminderKind.CHECK_IN, wishes=tokyo)
    assert {one.due_at.astimezone(ZoneInfo("Asia/Tokyo")).time() for one in abroad} == {time(19)}
    assert len(at_home & {one.key for one in abroad}) >= 13  # the same day has the same key in both places


def test_a_session_is_recalled_the_day_before_and_sharing_three_days_before() -> None:
    session_at = datetime(2026, 6, 3, 15, tzinfo=UTC)
    dates = plan(
        timeline(NO_MAKE_UP),
        WISHES,
        tree=TREE,
        treatment_id=TREATMENT,
        now=TREATED_AT,
        next_treatment_at=session_at,
    )
    [session] = [one for one in dates if one.kind is ReminderKind.NEXT_TREATMENT]
    [share] = [one for one in dates if one.kind is ReminderKind.SHARE]
    assert session.due_at == datetime(2026, 6, 2, 8, tzinfo=UTC)
    assert share.due_at == datetime(2026, 5, 31, 8, tzinfo=UTC)
    assert share.not_after == datetime(2026, 5, 31, 22, tzinfo=UTC)  # "in 3 days" is true on that day only
    assert share.screen == "/share"


def test_without_a_date_the_opening_of_the_sheets_window_is_told_and_never_early() -> None:
    [window] = planned(RULES[-1], kind=ReminderKind.NEXT_TREATMENT)
    assert window.about_at == TREATED_AT + timedelta(weeks=4)
    assert window.due_at >= window.about_at


def test_kinds_that_are_not_wanted_are_not_planned() -> None:
    none = replace(WISHES, kinds=frozenset())
    assert plan(timeline(*RULES), none, tree=TREE, treatment_id=TREATMENT, now=TREATED_AT) == ()
    assert plan_reply(UUID(int=1), none, now=TREATED_AT) is None


def test_what_is_past_is_not_told_and_a_near_duty_is_told_at_once() -> None:
    sheet = timeline(*RULES)
    just_before = TREATED_AT + timedelta(hours=24) - timedelta(minutes=5)
    later = plan(sheet, WISHES, tree=TREE, treatment_id=TREATMENT, now=just_before)
    [sunscreen] = [one for one in later if any(item.rule_id == "sunscreen" for item in one.items)]
    assert sunscreen.due_at == just_before
    assert plan(sheet, WISHES, tree=TREE, treatment_id=TREATMENT, now=TREATED_AT + timedelta(days=400)) == ()


def test_a_reply_is_told_at_once_by_day_and_in_the_morning_by_night() -> None:
    by_day = plan_reply(UUID(int=1), WISHES, now=TREATED_AT)
    assert by_day is not None
    assert by_day.due_at == TREATED_AT
    by_night = plan_reply(UUID(int=1), WISHES, now=TREATED_AT + timedelta(hours=10))
    assert by_night is not None
    assert by_night.due_at == datetime(2026, 5, 5, 6, tzinfo=UTC)


clock_times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
wishes_of_anyone = st.builds(
    DeliveryPreferences,
    st.just(frozenset(ReminderKind)),
    st.builds(QuietHours, clock_times, clock_times, st.sampled_from(TIME_ZONES).map(ZoneInfo)),
    clock_times,
)
treatments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the time zone


@settings(deadline=None)
@given(
    wishes=wishes_of_anyone,
    treated_at=treatments,
    time_zone=st.sampled_from(TIME_ZONES),
    gap=st.integers(0, 200),
)
def test_whatever_the_zone_the_clocks_and_the_quiet_hours_nothing_is_early_that_permits_or_late_that_binds(
    wishes: DeliveryPreferences, treated_at: datetime, time_zone: str, gap: int
) -> None:
    sheet = timeline(*RULES, treated_at=treated_at, time_zone=time_zone)
    now = treated_at + timedelta(hours=gap)
    found = plan(
        sheet,
        wishes,
        tree=TREE,
        treatment_id=TREATMENT,
        now=now,
        next_treatment_at=treated_at + timedelta(days=30),
    )
    for one in found:
        assert one.due_at >= now
        assert not wishes.quiet.is_quiet_at(one.due_at)
        if one.side is Side.PERMISSION:
            assert one.due_at >= one.about_at
        if one.side is Side.DUTY:
            assert one.due_at <= one.about_at
        if one.local_day is not None:
            assert one.due_at.astimezone(wishes.clock).date() == one.local_day
    assert len({one.key for one in found}) == len(found)


@settings(deadline=None)
@given(wishes=wishes_of_anyone, treated_at=treatments, time_zone=st.sampled_from(TIME_ZONES))
def test_no_permission_is_ever_lost_to_quiet_hours(
    wishes: DeliveryPreferences, treated_at: datetime, time_zone: str
) -> None:
    sheet = timeline(*RULES, treated_at=treated_at, time_zone=time_zone)
    states = {
        item.rule_id
        for one in plan(sheet, wishes, tree=TREE, treatment_id=TREATMENT, now=treated_at)
        for item in one.items
    }
    assert states >= {"no-make-up", "no-sauna", "mascara", "no-peel"}


@pytest.mark.parametrize("later", [0, 1, 30, 71])
def test_a_plan_made_again_has_the_same_keys_for_what_is_still_to_come(later: int) -> None:
    sheet = timeline(*RULES)
    first = {one.key: one for one in plan(sheet, WISHES, tree=TREE, treatment_id=TREATMENT, now=TREATED_AT)}
    again = plan(sheet, WISHES, tree=TREE, treatment_id=TREATMENT, now=TREATED_AT + timedelta(hours=later))
    assert all(first[one.key].about_at == one.about_at for one in again)
