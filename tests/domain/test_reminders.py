"""Planning reminders: a permission may come late, never early; a duty early, never late."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.milestone_filter import announced
from server.domain.quiet_hours import QuietHours
from server.domain.reminders import (
    LEAD,
    DeliveryPreferences,
    Item,
    PlannedReminder,
    Side,
    plan,
    plan_new_device,
    plan_reply,
)
from server.domain.timeline import Timeline
from server.domain.vocabulary import ReminderKind
from tests.domain import small_sheet
from tests.domain.sheets import tree
from tests.domain.small_sheet import TIME_ZONE, TREATED_AT, rule

TREATMENT = UUID(int=7)
BERLIN = ZoneInfo(TIME_ZONE)
TREE = tree(mascara="make_up", foundation="make_up")
NIGHT = QuietHours(time(21, 30), time(8), BERLIN)
PREFERENCES = DeliveryPreferences(frozenset(ReminderKind), NIGHT, time(19))
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


def timeline(*rules: str, **facts: Any) -> Timeline:
    return announced(small_sheet.timeline(*rules, **facts), TREE)


def planned(
    *rules: str, kind: ReminderKind = ReminderKind.MILESTONE, preferences: DeliveryPreferences = PREFERENCES
) -> list[PlannedReminder]:
    all_planned = plan(timeline(*rules), preferences, treatment_id=TREATMENT, now=TREATED_AT)
    return [reminder for reminder in all_planned if reminder.kind is kind]


def test_a_permission_is_announced_when_it_surely_applies() -> None:
    [make_up] = planned(NO_MAKE_UP)
    assert make_up.side is Side.PERMISSION
    assert make_up.about_at == make_up.due_at == TREATED_AT + timedelta(hours=72)
    assert make_up.items == (Item("no-make-up", ("make-up",)),)
    assert make_up.not_after is None


def test_a_permission_carries_its_condition() -> None:
    [sun] = planned(rule("sun", "allow", "sun", from_="24h", with_="sunscreen"))
    assert sun.wording == "server.push.allowed"
    assert sun.items == (Item("sun", ("sun",), (), ("sunscreen",)),)


def test_a_duty_that_was_forbidden_comes_at_its_latest_beginning_and_not_before_the_ban_ends() -> None:
    [wait] = planned(
        rule("no", "avoid", "sunscreen", until="D3"), rule("daily", "do", "sunscreen", from_="24-96h")
    )
    assert (wait.side, wait.about_at) == (Side.PERMISSION, TREATED_AT + timedelta(hours=96))


def test_permissions_of_one_moment_form_one_message() -> None:
    [both] = planned(NO_MAKE_UP, rule("no-sauna", "avoid", "sauna", until="72h"))
    assert {item.rule_id for item in both.items} == {"no-make-up", "no-sauna"}


def test_a_permission_at_night_waits_for_the_morning() -> None:
    [reminder] = planned(rule("x", "avoid", "sauna", until="12h"))  # 02:00 in Berlin
    assert reminder.due_at == datetime(2026, 5, 5, 6, tzinfo=UTC)


def test_a_duty_is_announced_ahead_and_the_evening_before_if_it_begins_at_night() -> None:
    [day] = planned(rule("x", "do", "sunscreen", from_="24h"))
    assert (day.side, day.due_at) == (Side.DUTY, TREATED_AT + timedelta(hours=24) - LEAD)
    [night] = planned(rule("x", "do", "sunscreen", from_="D3"))  # midnight
    assert night.due_at == datetime(2026, 5, 5, 19, 15, tzinfo=UTC)  # 21:15 in Berlin
    assert night.not_after == night.about_at == datetime(2026, 5, 5, 22, tzinfo=UTC)


def test_expectations_are_not_announced() -> None:
    assert planned(rule("flakes", "expect", "flaking", from_="D3")) == []


def test_a_permission_that_depends_on_a_state_carries_its_gate() -> None:
    [reminder] = planned(rule("mascara", "allow", "mascara", from_="48h & healed"))
    assert reminder.items == (Item("mascara", ("mascara",), ("healed",)),)


def test_a_duty_is_also_a_permission_if_its_topic_is_forbidden_until_then() -> None:
    [reminder] = planned(
        rule("no-sunscreen", "avoid", "sunscreen", until="24h"), rule("daily", "do", "sunscreen", from_="24h")
    )
    assert reminder.side is Side.PERMISSION
    assert reminder.due_at == TREATED_AT + timedelta(hours=24)
    assert {item.rule_id for item in reminder.items} == {"daily"}


def test_a_duty_is_also_a_permission_if_its_family_is_forbidden_until_then() -> None:
    [both, over] = planned(
        rule("no-make-up", "avoid", "make-up", until="24h"), rule("tint", "do", "mascara", from_="24h")
    )
    assert both.side is Side.PERMISSION
    assert both.items == (Item("tint", ("mascara",)),)
    assert over.wording == "server.push.over"


def test_a_permission_that_depends_on_a_state_is_a_message_of_its_own() -> None:
    milestones = planned(
        rule("mascara", "allow", "mascara", from_="48h & healed"), rule("gym", "avoid", "gym", until="48h")
    )
    assert sorted(len(reminder.items) for reminder in milestones) == [1, 1]


def test_a_call_is_announced_only_if_the_sheet_has_a_number() -> None:
    calls = planned(
        rule("sore", "call", "tenderness", from_="3d"), rule("persists", "call", "bruising", from_="?")
    )
    assert [(reminder.wording, reminder.items[0].rule_id) for reminder in calls] == [
        ("server.push.call-after", "sore")
    ]


def test_the_check_in_is_planned_on_fourteen_local_days() -> None:
    evenings = planned(NO_MAKE_UP, kind=ReminderKind.CHECK_IN)
    assert [reminder.local_day for reminder in evenings] == [
        date(2026, 5, 4) + timedelta(days=n) for n in range(14)
    ]
    assert {reminder.due_at.astimezone(BERLIN).time() for reminder in evenings} == {time(19)}


def test_a_treatment_after_the_check_in_hour_is_first_asked_about_the_next_day() -> None:
    late = timeline(NO_MAKE_UP, treated_at=datetime(2026, 5, 4, 18, tzinfo=UTC))  # 20:00
    evenings = [
        reminder
        for reminder in plan(late, PREFERENCES, treatment_id=TREATMENT, now=late.treated_at)
        if reminder.kind is ReminderKind.CHECK_IN
    ]
    assert evenings[0].local_day == date(2026, 5, 5)


def test_a_check_in_set_to_quiet_hours_is_moved_ahead_on_the_same_day() -> None:
    evenings = planned(
        NO_MAKE_UP, kind=ReminderKind.CHECK_IN, preferences=replace(PREFERENCES, check_in_at=time(23))
    )
    assert {reminder.due_at.astimezone(BERLIN).time() for reminder in evenings} == {time(21, 15)}


def test_a_traveller_gets_one_check_in_per_day_on_the_local_evening() -> None:
    tokyo = replace(PREFERENCES, quiet=replace(NIGHT, clock=ZoneInfo("Asia/Tokyo")))
    at_home = {reminder.key for reminder in planned(NO_MAKE_UP, kind=ReminderKind.CHECK_IN)}
    abroad = planned(NO_MAKE_UP, kind=ReminderKind.CHECK_IN, preferences=tokyo)
    assert {reminder.due_at.astimezone(ZoneInfo("Asia/Tokyo")).time() for reminder in abroad} == {time(19)}
    assert (
        len(at_home & {reminder.key for reminder in abroad}) >= 13
    )  # the same day has the same key in both places


def test_the_next_treatment_is_announced_the_day_before_and_sharing_three_days_before() -> None:
    session_at = datetime(2026, 6, 3, 15, tzinfo=UTC)
    dates = plan(
        timeline(NO_MAKE_UP),
        PREFERENCES,
        treatment_id=TREATMENT,
        now=TREATED_AT,
        next_treatment_at=session_at,
    )
    [session] = [reminder for reminder in dates if reminder.kind is ReminderKind.NEXT_TREATMENT]
    [share] = [reminder for reminder in dates if reminder.kind is ReminderKind.SHARE]
    assert session.due_at == datetime(2026, 6, 2, 8, tzinfo=UTC)
    assert share.due_at == datetime(2026, 5, 31, 8, tzinfo=UTC)
    assert share.not_after == datetime(2026, 5, 31, 22, tzinfo=UTC)  # "in 3 days" is true on that day only
    assert share.screen == "/share"


def test_the_day_before_the_next_treatment_is_counted_where_the_patient_is() -> None:
    """22:30 UTC on 3 June is 4 June in Berlin, so that the day before is 3 June."""
    next_treatment_at = datetime(2026, 6, 3, 22, 30, tzinfo=UTC)
    dates = plan(
        timeline(NO_MAKE_UP),
        PREFERENCES,
        treatment_id=TREATMENT,
        now=TREATED_AT,
        next_treatment_at=next_treatment_at,
    )
    [eve] = [reminder for reminder in dates if reminder.kind is ReminderKind.NEXT_TREATMENT]
    assert eve.due_at == datetime(2026, 6, 3, 8, tzinfo=UTC)


def test_without_a_date_the_opening_of_the_window_is_announced_and_never_early() -> None:
    [window] = planned(RULES[-1], kind=ReminderKind.NEXT_TREATMENT)
    assert window.about_at == TREATED_AT + timedelta(weeks=4)
    assert window.due_at >= window.about_at


def test_a_duty_is_not_announced_if_quiet_hours_leave_no_earlier_moment() -> None:
    nearly_always = QuietHours(time(12, 0, 30), time(12, 0), BERLIN)
    by_day = replace(PREFERENCES, quiet=nearly_always)
    assert planned(rule("x", "do", "sunscreen", from_="24h"), preferences=by_day) == []


def test_a_rule_that_begins_before_the_treatment_is_not_announced() -> None:
    assert planned(rule("x", "avoid", "aspirin", from_="-24h")) == []


def test_unwanted_kinds_are_not_planned() -> None:
    none = replace(PREFERENCES, kinds=frozenset())
    assert plan(timeline(*RULES), none, treatment_id=TREATMENT, now=TREATED_AT) == ()
    assert plan_reply(UUID(int=1), none, now=TREATED_AT) is None


def test_past_reminders_are_dropped_and_an_overdue_duty_is_due_at_once() -> None:
    sheet = timeline(*RULES)
    just_before = TREATED_AT + timedelta(hours=24) - timedelta(minutes=5)
    later = plan(sheet, PREFERENCES, treatment_id=TREATMENT, now=just_before)
    [sunscreen] = [
        reminder for reminder in later if any(item.rule_id == "sunscreen" for item in reminder.items)
    ]
    assert sunscreen.due_at == just_before
    assert plan(sheet, PREFERENCES, treatment_id=TREATMENT, now=TREATED_AT + timedelta(days=400)) == ()


def test_a_reply_is_announced_at_once_by_day_and_in_the_morning_by_night() -> None:
    by_day = plan_reply(UUID(int=1), PREFERENCES, now=TREATED_AT)
    assert by_day is not None
    assert by_day.due_at == TREATED_AT
    by_night = plan_reply(UUID(int=1), PREFERENCES, now=TREATED_AT + timedelta(hours=10))
    assert by_night is not None
    assert by_night.due_at == datetime(2026, 5, 5, 6, tzinfo=UTC)


def test_a_new_device_is_announced_at_once_to_the_other_devices() -> None:
    device = UUID(int=2)
    notice = plan_new_device(device, now=TREATED_AT)
    assert (notice.about_at, notice.due_at, notice.not_after) == (TREATED_AT, TREATED_AT, None)
    assert (notice.not_to, notice.key) == (device, f"new-device:{device}")


clock_times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
any_preferences = st.builds(
    DeliveryPreferences,
    st.just(frozenset(ReminderKind)),
    st.builds(QuietHours, clock_times, clock_times, st.sampled_from(TIME_ZONES).map(ZoneInfo)),
    clock_times,
)
treatments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the time zone


@settings(deadline=None)
@given(
    preferences=any_preferences,
    treated_at=treatments,
    time_zone=st.sampled_from(TIME_ZONES),
    gap=st.integers(0, 200),
)
def test_no_permission_is_early_and_no_duty_is_late_in_any_time_zone_and_quiet_hours(
    preferences: DeliveryPreferences, treated_at: datetime, time_zone: str, gap: int
) -> None:
    sheet = timeline(*RULES, treated_at=treated_at, time_zone=time_zone)
    now = treated_at + timedelta(hours=gap)
    reminders = plan(
        sheet,
        preferences,
        treatment_id=TREATMENT,
        now=now,
        next_treatment_at=treated_at + timedelta(days=30),
    )
    for reminder in reminders:
        assert reminder.due_at >= now
        assert not preferences.quiet.is_quiet_at(reminder.due_at)
        if reminder.side is Side.PERMISSION:
            assert reminder.due_at >= reminder.about_at
        if reminder.side is Side.DUTY:
            assert reminder.due_at <= reminder.about_at
        if reminder.local_day is not None:
            assert reminder.due_at.astimezone(preferences.clock).date() == reminder.local_day
    assert len({reminder.key for reminder in reminders}) == len(reminders)


@settings(deadline=None)
@given(preferences=any_preferences, treated_at=treatments, time_zone=st.sampled_from(TIME_ZONES))
def test_no_permission_is_ever_lost_to_quiet_hours(
    preferences: DeliveryPreferences, treated_at: datetime, time_zone: str
) -> None:
    sheet = timeline(*RULES, treated_at=treated_at, time_zone=time_zone)
    states = {
        item.rule_id
        for reminder in plan(sheet, preferences, treatment_id=TREATMENT, now=treated_at)
        for item in reminder.items
    }
    assert states >= {"no-make-up", "no-sauna", "mascara", "no-peel"}


@pytest.mark.parametrize("later", [0, 1, 30, 71])
def test_planning_again_yields_the_same_keys_for_future_reminders(later: int) -> None:
    sheet = timeline(*RULES)
    first = {
        reminder.key: reminder
        for reminder in plan(sheet, PREFERENCES, treatment_id=TREATMENT, now=TREATED_AT)
    }
    again = plan(sheet, PREFERENCES, treatment_id=TREATMENT, now=TREATED_AT + timedelta(hours=later))
    assert all(first[reminder.key].about_at == reminder.about_at for reminder in again)
