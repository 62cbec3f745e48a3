"""At the moment of sending: does the reminder still hold?"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from server.domain.answers import AnswerKind
from server.domain.delivery_policy import Defer, Deliver, SendContext, Withhold, decide
from server.domain.quiet_hours import QuietHours
from server.domain.reminders import DeliveryPreferences, Item, PlannedReminder, Side
from server.domain.vocabulary import ReminderKind

NOON = datetime(2026, 5, 6, 10, tzinfo=UTC)  # 12:00 in Berlin
NIGHT = datetime(2026, 5, 6, 21, tzinfo=UTC)  # 23:00
WISHES = DeliveryPreferences(
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
CALM = SendContext(
    NOON, {"healed": True}, skin_open_or_irritated=False, answers={"mascara": "yes", "exercise": "yes"}
)


def test_a_permission_whose_state_is_confirmed_on_calm_skin_is_told() -> None:
    assert decide(ALLOWED, WISHES, CALM) == Deliver((MASCARA,))


@pytest.mark.parametrize("states", [{}, {"healed": False}])
def test_a_permission_is_held_back_while_its_state_is_not_confirmed_and_says_why(
    states: dict[str, bool],
) -> None:
    tomorrow = NOON + timedelta(days=1)
    assert decide(ALLOWED, WISHES, replace(CALM, states=states)) == Defer(
        tomorrow, "mascara: healed not confirmed"
    )


def test_a_permission_is_held_back_while_the_last_entry_says_open_oozing_or_irritated() -> None:
    decision = decide(ALLOWED, WISHES, replace(CALM, skin_open_or_irritated=True))
    assert isinstance(decision, Defer)
    assert decision.reason == "mascara: the last entry says open, oozing or irritated"


def test_what_is_held_back_is_given_up_after_two_weeks() -> None:
    late = replace(CALM, states={}, now=NOON + timedelta(days=14))
    assert decide(ALLOWED, WISHES, late) == Withhold("mascara: healed not confirmed")


def test_a_call_is_not_reminded_of_when_the_symptom_was_told_gone() -> None:
    call = replace(DUTY, items=(Item("sore", ("tenderness",)),), wording="server.push.call-after")
    assert decide(call, WISHES, CALM) == Deliver(call.items)
    assert decide(call, WISHES, replace(CALM, states={"gone(tenderness)": False})) == Deliver(call.items)
    gone = replace(CALM, states={"gone(tenderness)": True})
    assert decide(call, WISHES, gone) == Withhold("reported as gone")


def test_what_the_timeline_no_longer_says_is_not_told() -> None:
    assert decide(ALLOWED, WISHES, replace(CALM, outdated=True)) == Withhold("the timeline has changed")


def test_reminders_of_an_earlier_treatment_end_with_the_next_one() -> None:
    assert decide(DUTY, WISHES, replace(CALM, superseded=True)) == Withhold(
        "a newer treatment has replaced it"
    )


def test_a_permission_is_held_back_while_the_sheet_still_says_no_and_says_to_what() -> None:
    banned = replace(CALM, answers={"mascara": "no"})
    assert decide(ALLOWED, WISHES, banned) == Defer(
        NOON + timedelta(days=1), "mascara: not yet a yes to mascara"
    )


@pytest.mark.parametrize("word", ["no", "only", "not-yet", "unsaid"])
def test_a_topic_that_is_no_yes_is_left_out_of_what_is_told(word: AnswerKind) -> None:
    both = replace(ALLOWED, items=(Item("gym", ("exercise", "sauna")),))
    standing = replace(CALM, answers={"exercise": "yes", "sauna": word})
    assert decide(both, WISHES, standing) == Deliver(
        (Item("gym", ("exercise",)),), ("gym: not yet a yes to sauna",)
    )


def test_a_topic_nobody_asked_the_sheet_about_is_not_told() -> None:
    assert isinstance(decide(ALLOWED, WISHES, replace(CALM, answers={})), Defer)


def test_what_hangs_on_no_state_is_told_without_what_does() -> None:
    both = replace(ALLOWED, items=(MASCARA, GYM))
    assert decide(both, WISHES, replace(CALM, states={})) == Deliver(
        (GYM,), ("mascara: healed not confirmed",)
    )


def test_a_duty_hangs_on_no_state() -> None:
    assert decide(DUTY, WISHES, replace(CALM, states={}, skin_open_or_irritated=True)) == Deliver((MASCARA,))


def test_a_duty_is_not_told_once_it_has_begun() -> None:
    assert DUTY.not_after is not None
    assert decide(DUTY, WISHES, replace(CALM, now=DUTY.not_after)) == Withhold("too late")
    assert isinstance(decide(DUTY, WISHES, replace(CALM, now=DUTY.not_after - timedelta(seconds=1))), Deliver)


def test_the_check_in_is_not_asked_for_when_something_is_logged_that_day() -> None:
    assert decide(CHECK_IN, WISHES, CALM) == Deliver(())
    logged = replace(CALM, logged_days=frozenset({date(2026, 5, 6)}))
    assert decide(CHECK_IN, WISHES, logged) == Withhold("already logged")
    yesterday = replace(CALM, logged_days=frozenset({date(2026, 5, 5)}))
    assert decide(CHECK_IN, WISHES, yesterday) == Deliver(())


def test_a_permission_that_falls_into_quiet_hours_by_then_waits() -> None:
    morning = datetime(2026, 5, 7, 6, tzinfo=UTC)
    assert decide(ALLOWED, WISHES, replace(CALM, now=NIGHT)) == Defer(morning)


def test_what_would_be_late_after_quiet_hours_is_withheld() -> None:
    assert decide(
        replace(CHECK_IN, not_after=NIGHT + timedelta(hours=1)), WISHES, replace(CALM, now=NIGHT)
    ) == Withhold("quiet hours")


def test_a_kind_that_was_switched_off_meanwhile_is_withheld() -> None:
    assert decide(ALLOWED, replace(WISHES, kinds=frozenset()), CALM) == Withhold("no longer wanted")


def test_a_shared_diary_is_not_asked_for_and_a_reply_once_seen_is_not_announced() -> None:
    share = replace(CHECK_IN, kind=ReminderKind.SHARE)
    reply = replace(CHECK_IN, kind=ReminderKind.REPLY)
    assert decide(share, WISHES, replace(CALM, shared=True)) == Withhold("already shared")
    assert decide(reply, WISHES, replace(CALM, answered=True)) == Withhold("already read")
    assert decide(reply, WISHES, CALM) == Deliver(())
