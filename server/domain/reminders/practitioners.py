"""Messages to practitioners: about diaries that are open to them, and about the sessions of a day.

Each is planned once for each cause, which its key names. Whether it still holds is decided when it is sent.
"""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from server.domain.local_time import start_of_day
from server.domain.reminders.dates import on_that_day
from server.domain.reminders.model import DeliveryPreferences, PlannedReminder, Side
from server.domain.vocabulary import ReminderKind

STALE_AFTER = timedelta(days=7)
"""What nobody could be sent for this long is no longer news."""
QUEUE = "/clinic"
REVIEW = "/clinic/review/"


def plan_about_diary(
    kind: ReminderKind,
    cause_id: UUID,
    *,
    treatment_id: UUID,
    clinic_id: UUID,
    due_at: datetime,
    detail: str = "",
) -> PlannedReminder:
    """Plan a message about a diary, which opens its review. The cause is an entry, or a grant for `new-share`.

    `detail` tells several causes in one entry apart.
    """
    return PlannedReminder(
        ":".join(filter(None, (kind, str(cause_id), detail))),
        kind,
        Side.NEITHER,
        about_at=due_at,
        due_at=due_at,
        not_after=due_at + STALE_AFTER,
        wording=f"server.push.{kind}",
        screen=f"{REVIEW}{treatment_id}",
        clinic_id=clinic_id,
    )


def cause_of(key: str) -> UUID:
    """Return the entry or the grant that a message about a diary was planned for."""
    return UUID(key.split(":")[1])


def plan_coming_sessions(
    clinic_id: UUID, day: date, preferences: DeliveryPreferences, *, clinic_zone: ZoneInfo
) -> PlannedReminder | None:
    """Plan the message on the eve of a day with sessions, which is a day of the clinic's time zone.

    Return None if quiet hours cover the whole eve.
    """
    due_at = on_that_day(day - timedelta(days=1), preferences.coming_sessions_at, preferences)
    if due_at is None:
        return None
    begins_at = start_of_day(day, clinic_zone).astimezone(UTC)
    kind = ReminderKind.COMING_SESSIONS
    return PlannedReminder(
        f"{kind}:{clinic_id}:{day}",
        kind,
        Side.NEITHER,
        about_at=begins_at,
        due_at=due_at,
        not_after=begins_at,
        wording=f"server.push.{kind}",
        screen=QUEUE,
        local_day=day,
        clinic_id=clinic_id,
    )
