"""Messages to practitioners: their keys, and the eve of a day with sessions in the clinic's time zone."""

from datetime import UTC, date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from server.domain.quiet_hours import QuietHours
from server.domain.reminders import (
    DeliveryPreferences,
    cause_of,
    plan_about_diary,
    plan_coming_sessions,
    stands_alone,
)
from server.domain.reminders.practitioners import STALE_AFTER
from server.domain.vocabulary import PRACTITIONER_KINDS, ReminderKind

BERLIN = ZoneInfo("Europe/Berlin")
CLINIC, TREATMENT, ENTRY = UUID(int=1), UUID(int=2), UUID(int=3)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def preferences(
    *, quiet: tuple[time, time] = (time(21, 30), time(8)), at: time = time(18)
) -> DeliveryPreferences:
    return DeliveryPreferences(frozenset(ReminderKind), QuietHours(*quiet, BERLIN), time(19), at)


def eve(day: date, of: DeliveryPreferences | None = None) -> tuple[datetime, datetime | None] | None:
    planned = plan_coming_sessions(CLINIC, day, of or preferences(), clinic_zone=BERLIN)
    return (planned.due_at, planned.not_after) if planned else None


def utc(month: int, day: int, hour: int) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "due_at", "not_after"),
    [
        (date(2026, 11, 24), utc(11, 23, 17), utc(11, 23, 23)),
        (date(2026, 3, 29), utc(3, 28, 17), utc(3, 28, 23)),  # the clocks change on the day
        (date(2026, 3, 30), utc(3, 29, 16), utc(3, 29, 22)),  # the clocks change on the eve
        (date(2026, 10, 25), utc(10, 24, 16), utc(10, 24, 22)),
        (date(2026, 10, 26), utc(10, 25, 17), utc(10, 25, 23)),
    ],
)
def test_the_eve_is_at_six_by_the_clinics_clocks_whether_they_change_or_not(
    day: date, due_at: datetime, not_after: datetime
) -> None:
    assert eve(day) == (due_at, not_after)


def test_another_hour_is_respected_and_moved_ahead_of_quiet_hours() -> None:
    assert eve(date(2026, 11, 24), preferences(at=time(12)))[0] == datetime(2026, 11, 23, 11, tzinfo=UTC)  # type: ignore[index]
    late = eve(date(2026, 11, 24), preferences(at=time(23)))
    assert late is not None
    assert late[0] == datetime(2026, 11, 23, 20, 15, tzinfo=UTC)  # a quarter of an hour before 21:30


def test_an_eve_that_is_quiet_from_morning_to_night_has_no_message() -> None:
    assert eve(date(2026, 11, 24), preferences(quiet=(time(0, 0, 30), time(0)))) is None


def test_a_message_about_a_diary_opens_its_review_and_goes_to_devices_of_the_clinic() -> None:
    planned = plan_about_diary(
        ReminderKind.NEW_QUESTION, ENTRY, treatment_id=TREATMENT, clinic_id=CLINIC, due_at=NOW
    )
    assert planned.screen == f"/clinic/review/{TREATMENT}"
    assert (planned.clinic_id, planned.due_at, planned.not_after) == (CLINIC, NOW, NOW + STALE_AFTER)


def test_a_key_names_its_cause_and_what_tells_it_apart() -> None:
    def key(detail: str = "") -> str:
        planned = plan_about_diary(
            ReminderKind.NEW_FINDING,
            ENTRY,
            treatment_id=TREATMENT,
            clinic_id=CLINIC,
            due_at=NOW,
            detail=detail,
        )
        return planned.key

    assert key() == f"new-finding:{ENTRY}"
    assert key("a") == f"new-finding:{ENTRY}:a"
    assert {cause_of(key(detail)) for detail in ("", "a", "b")} == {ENTRY}


@pytest.mark.parametrize("kind", sorted(PRACTITIONER_KINDS))
def test_planning_a_persons_reminders_again_leaves_these_alone(kind: ReminderKind) -> None:
    assert stands_alone(f"{kind}:{ENTRY}")
