"""Push subscriptions and reminder preferences."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from server.domain.vocabulary import ReminderKind
from server.shapes.base import Once, Shape, Text, TimeZoneName

ClockTime = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class PushKeys(Shape):
    p256dh: Annotated[str, Field(min_length=80, max_length=120, pattern=r"^[A-Za-z0-9_-]+=*$")]
    auth: Annotated[str, Field(min_length=16, max_length=60, pattern=r"^[A-Za-z0-9_-]+=*$")]


class PushSubscriptionNew(Shape):
    """The JSON of the browser's PushSubscription."""

    endpoint: Annotated[Text, Field(max_length=1024)]
    expirationTime: float | None = None  # noqa: N815 - the browser's name
    keys: PushKeys


class PushSubscriptionCreated(Shape):
    id: UUID


class PushKey(Shape):
    public_key: str


class ReminderPreferences(Shape):
    kinds: list[ReminderKind] = list(ReminderKind)
    quiet_from: ClockTime = "21:30"
    quiet_until: ClockTime = "08:00"
    check_in_at: ClockTime = "19:00"
    coming_sessions_at: ClockTime = "18:00"  # on the eve, of practitioners
    discreet: bool = True  # the lock screen shows no detail
    time_zone: str | None = None  # None: the treatment's time zone; set by the phone when travelling


class ReminderPreferencesChange(ReminderPreferences):
    kinds: Annotated[list[ReminderKind], Field(max_length=len(ReminderKind)), Once] = list(ReminderKind)
    time_zone: TimeZoneName | None = None
