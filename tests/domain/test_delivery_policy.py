"""The decision at the moment of sending: deliver, defer or withhold."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from server.domain.answers import Answer, AnswerKind, StricterMember
from server.domain.delivery_policy import Defer, Deliver, SendContext, Withhold, decide
from server.domain.quiet_hours import QuietHours
from server.domain.reminders import DeliveryPreferences, Item, PlannedReminder, Side
from server.domain.vocabulary import ReminderKind

NOON = datetime(2026, 5, 6, 10, tzinfo=UTC)  # 12:00 in Berlin
NIGHT = datetime(2026, 5, 6, 21, tzinfo=UTC)  # 23:00
PREFERENCES = DeliveryPreferences(
    frozenset(ReminderKind),
    QuietHours(time(21, 30), time(8), ZoneInfo("Europe/Berlin")),
    check_in_at=time(19),
)
MASCARA = Item("mascara", ("mascara",), ("healed",))
GYM = Item("gym", ("exercise",))
ALLOWED = PlannedReminder(
    "k", ReminderKind.MILESTONE, Side.PERMISSION, NOON, NOON, None, "server.push.allowed", "/", (MASCARA,)
)
DUTY = replace(
    ALLOWED, side=Side.DUTY, about_at=NOON + timedelta(minutes=30), not_after=NOON + timedelta(minutes=30)
)
CHECK_IN = PlannedReminder(
    "c",
    ReminderKind.CHECK_IN,
    Side.NEITHER,
    NOON,
    NOON,
    NOON + timedelta(hours=12),
    "server.push.check-in",
    "/check-in",
    local_day=date(2026, 5, 6),
)
ANSWERS = {topic: Answer("yes", topic) for topic in ("mascara", "exercise")}
CALM = SendContext(NOON, {"healed": True}, skin_open_or_irritated=False, answers=ANSWERS)


def test_a_permission_is_delivered_once_its_state_is_confirmed_and_the_skin_is_calm() -> None:
    assert decide(ALLOWED, PREFERENCES, CALM) == Deliver((MASCARA,))


@pytest.mark.parametrize("states", [{}, {"healed": False}])
def test_a_permission_is_deferred_with_a_reason_while_its_state_is_not_confirmed(
    states: dict[str, bool],
) -> None:
    tomorrow = NOON + timedelta(days=1)
    assert decide(ALLOWED, PREFERENCES, replace(CALM, states=states)) == Defer(
        tomorrow, "mascara: healed not confirmed"
    )


def test_a_permission_is_deferred_while_the_last_entry_reports_open_oozing_or_irritated_skin() -> None:
    decision = decide(ALLOWED, PREFERENCES, replace(CALM, skin_open_or_irritated=True))
    assert isinstance(decision, Defer)
    assert decision.reason == "mascara: the last entry says open, oozing or irritated"


def test_a_deferred_permission_is_withheld_after_two_weeks() -> None:
    late = replace(CALM, states={}, now=NOON + timedelta(days=14))
    assert decide(ALLOWED, PREFERENCES, late) == Withhold("mascara: healed not confirmed")


def test_a_call_reminder_is_withheld_for_a_symptom_reported_as_gone() -> None:
    call = replace(DUTY, items=(Item("sore", ("tenderness",)),), wording="server.push.call-after")
    assert decide(call, PREFERENCES, CALM) == Deliver(call.items)
    assert decide(call, PREFERENCES, replace(CALM, states={"gone(tenderness)": False})) == Deliver(call.items)
    gone = replace(CALM, states={"gone(tenderness)": True})
    assert decide(call, PREFERENCES, gone) == Withhold("reported as gone")


def test_a_reminder_of_an_outdated_timeline_is_withheld() -> None:
    assert decide(ALLOWED, PREFERENCES, replace(CALM, outdated=True)) == Withhold("the timeline has changed")


def test_reminders_of_a_superseded_treatment_are_withheld() -> None:
    assert decide(DUTY, PREFERENCES, replace(CALM, superseded=True)) == Withhold(
        "a newer treatment has replaced it"
    )


def test_a_permission_is_deferred_with_its_topics_while_the_sheet_says_no() -> None:
    banned = replace(CALM, answers={"mascara": Answer("no", "mascara")})
    assert decide(ALLOWED, PREFERENCES, banned) == Defer(
        NOON + timedelta(days=1), "mascara: not yet yes: mascara"
    )


@pytest.mark.parametrize("word", ["no", "only", "not-yet", "unsaid", "over"])
def test_a_topic_without_a_yes_is_left_out_of_the_message(word: AnswerKind) -> None:
    both = replace(ALLOWED, items=(Item("gym", ("exercise", "sauna")),))
    context = replace(CALM, answers=ANSWERS | {"sauna": Answer(word, "sauna")})
    assert decide(both, PREFERENCES, context) == Deliver(
        (Item("gym", ("exercise",)),), ("gym: not yet yes: sauna",)
    )


@pytest.mark.parametrize(("word", "sent"), [("over", True), ("yes", True), ("no", False), ("not-yet", False)])
def test_the_end_of_a_ban_is_delivered_unless_something_else_forbids_the_topic(
    word: AnswerKind, *, sent: bool
) -> None:
    over = replace(ALLOWED, wording="server.push.over", items=(GYM,))
    context = replace(CALM, answers=ANSWERS | {"exercise": Answer(word, "exercise")})
    assert isinstance(decide(over, PREFERENCES, context), Deliver) is sent


def test_a_permission_names_the_condition_that_it_has_when_it_is_sent() -> None:
    sun = replace(ALLOWED, items=(Item("sun", ("sun",), (), ("sunscreen", "covering")),))
    answers = {"sun": Answer("yes", "sun", with_=("covering",))}
    assert decide(sun, PREFERENCES, replace(CALM, answers=answers)) == Deliver(
        (Item("sun", ("sun",), (), ("covering",)),)
    )


def test_a_permission_without_an_answer_is_deferred() -> None:
    assert isinstance(decide(ALLOWED, PREFERENCES, replace(CALM, answers={})), Defer)


def test_permissions_without_a_gate_are_delivered_without_the_gated_ones() -> None:
    both = replace(ALLOWED, items=(MASCARA, GYM))
    assert decide(both, PREFERENCES, replace(CALM, states={})) == Deliver(
        (GYM,), ("mascara: healed not confirmed",)
    )


def test_a_duty_does_not_depend_on_a_state() -> None:
    assert decide(DUTY, PREFERENCES, replace(CALM, states={}, skin_open_or_irritated=True)) == Deliver(
        (MASCARA,)
    )


def test_a_duty_is_not_announced_once_it_has_begun() -> None:
    assert DUTY.not_after is not None
    assert decide(DUTY, PREFERENCES, replace(CALM, now=DUTY.not_after)) == Withhold("too late")
    assert isinstance(
        decide(DUTY, PREFERENCES, replace(CALM, now=DUTY.not_after - timedelta(seconds=1))), Deliver
    )


def test_the_check_in_reminder_is_withheld_on_a_day_with_an_entry() -> None:
    assert decide(CHECK_IN, PREFERENCES, CALM) == Deliver(())
    logged = replace(CALM, logged_days=frozenset({date(2026, 5, 6)}))
    assert decide(CHECK_IN, PREFERENCES, logged) == Withhold("already logged")
    yesterday = replace(CALM, logged_days=frozenset({date(2026, 5, 5)}))
    assert decide(CHECK_IN, PREFERENCES, yesterday) == Deliver(())


def test_a_permission_due_in_quiet_hours_is_deferred_to_their_end() -> None:
    morning = datetime(2026, 5, 7, 6, tzinfo=UTC)
    assert decide(ALLOWED, PREFERENCES, replace(CALM, now=NIGHT)) == Defer(morning)


@pytest.mark.parametrize("hours", [1, 9])
def test_a_reminder_too_late_after_quiet_hours_is_withheld(hours: int) -> None:
    """Quiet hours end 9 hours after `NIGHT`. A reminder must not arrive at the moment `not_after` itself."""
    reminder = replace(CHECK_IN, not_after=NIGHT + timedelta(hours=hours))
    assert decide(reminder, PREFERENCES, replace(CALM, now=NIGHT)) == Withhold("quiet hours")


def test_a_reminder_of_a_kind_switched_off_meanwhile_is_withheld() -> None:
    assert decide(ALLOWED, replace(PREFERENCES, kinds=frozenset()), CALM) == Withhold("no longer wanted")


def test_sharing_is_not_suggested_for_a_shared_diary_and_a_reply_once_read_is_not_announced() -> None:
    share = replace(CHECK_IN, kind=ReminderKind.SHARE)
    reply = replace(CHECK_IN, kind=ReminderKind.REPLY)
    assert decide(share, PREFERENCES, replace(CALM, shared=True)) == Withhold("already shared")
    assert decide(reply, PREFERENCES, replace(CALM, answered=True)) == Withhold("already read")
    assert decide(reply, PREFERENCES, CALM) == Deliver(())


def test_a_duty_that_was_done_gets_no_reminder() -> None:
    rinse, cream = Item("rinse", ("cleansing",)), Item("cream", ("balm",))
    begins = replace(DUTY, items=(rinse, cream), wording="server.push.begins")
    assert decide(begins, PREFERENCES, replace(CALM, duties_done=frozenset({"rinse"}))) == Deliver((cream,))
    done = replace(CALM, duties_done=frozenset({"rinse", "cream"}))
    assert decide(begins, PREFERENCES, done) == Withhold("already done")


OVER = replace(ALLOWED, wording="server.push.over", items=(GYM,))


def test_the_end_of_a_ban_waits_while_the_skin_is_open_even_if_it_names_no_state() -> None:
    ended = replace(CALM, answers={"exercise": Answer("over", "exercise")})
    assert decide(OVER, PREFERENCES, ended) == Deliver((GYM,))
    irritated = replace(ended, skin_open_or_irritated=True)
    assert decide(OVER, PREFERENCES, irritated) == Deliver((GYM,))
    decision = decide(OVER, PREFERENCES, replace(irritated, skin_open=True))
    assert isinstance(decision, Defer)
    assert decision.reason == "gym: the last entry says open or oozing"


def test_a_permission_at_a_fixed_time_does_not_wait_for_the_skin() -> None:
    moment = replace(ALLOWED, items=(GYM,))
    assert decide(moment, PREFERENCES, replace(CALM, skin_open_or_irritated=True, skin_open=True)) == Deliver(
        (GYM,)
    )


def test_the_end_of_a_ban_on_a_family_names_the_stricter_members() -> None:
    member = StricterMember("hard-exercise", "no", None, None)
    ended = replace(CALM, answers={"exercise": Answer("over", "exercise", except_=(member,))})
    assert decide(OVER, PREFERENCES, ended) == Deliver((replace(GYM, except_=("hard-exercise",)),))
