"""The values of reminders: what is planned, for which side, and what a person wants."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from server.domain.quiet_hours import QuietHours
from server.domain.vocabulary import ReminderKind


class Side(StrEnum):
    PERMISSION = "permission"  # never early
    DUTY = "duty"  # never late
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class DeliveryPreferences:
    """The kinds of reminders a person wants, their quiet hours, and the times of those that come on a date."""

    kinds: frozenset[ReminderKind]
    quiet: QuietHours
    check_in_at: time
    coming_sessions_at: time = time(18)

    @property
    def clock(self) -> ZoneInfo:
        return self.quiet.clock


@dataclass(frozen=True, slots=True)
class Item:
    """One rule a reminder is about. `gates` are the states the patient must have confirmed before."""

    rule_id: str
    topics: tuple[str, ...]
    gates: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()  # the permission needs one of these topics
    except_: tuple[str, ...] = ()  # stricter members of its topics; known only at the moment of sending


@dataclass(frozen=True, slots=True)
class PlannedReminder:
    """A reminder about the moment `about_at`, due at `due_at`.

    It must not arrive at or after `not_after`; None if it never becomes too late.
    """

    key: str
    kind: ReminderKind
    side: Side
    about_at: datetime
    due_at: datetime
    not_after: datetime | None
    wording: str  # catalogue key of the text, unless the text must be discreet
    screen: str  # path in the app
    items: tuple[Item, ...] = ()
    local_day: date | None = None
    not_to: UUID | None = None  # auth session of the device to skip
    clinic_id: UUID | None = None  # only to devices on which this clinic is chosen


def stamp(instant: datetime) -> str:
    """Return the instant as it appears in a reminder's key."""
    return instant.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
