"""What the owner says about the clinic, and the part of it that patients see."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from server.domain.limits import MAX_OPENING_SPANS, MAX_REPLY_HOURS
from server.domain.vocabulary import AccessKind
from server.shapes.base import Cursor, Instant, Name, PhoneNumber, Shape, TimeZoneName

LogoName = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}\.(png|jpg)$")]
"""The file of a logo. It follows from the content: another picture has another name."""

TimeOfDay = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""A wall-clock time, for example 09:30."""


class OpeningSpan(Shape):
    """A time of the week at which the clinic is open. `weekday`: 1 is Monday, 7 is Sunday. A day may have several."""

    weekday: Annotated[int, Field(ge=1, le=7)]
    opens: TimeOfDay
    closes: TimeOfDay


class ClinicHours(Shape):
    """When the clinic can be called, and within how many hours it answers. No spans: it has not said."""

    time_zone: str
    opening: list[OpeningSpan]
    reply_hours: int


class ClinicSettings(Shape):
    """The clinic as its owner can change it. The opening hours are in its time zone, in the order of the week."""

    id: UUID
    name: str
    phone: str
    time_zone: str
    opening: list[OpeningSpan]
    reply_hours: int
    default_sheet: str | None  # a key
    logo: str | None  # the path of the picture


class ClinicLogQuery(Shape):
    """Query: the page behind a cursor, or the first one."""

    after: Cursor | None = None


class ClinicAccess(Shape):
    """A practitioner of the clinic has seen the diary of a patient. The name is the one in the clinic's own record."""

    id: UUID
    practitioner_name: str
    patient_name: str
    clinic_patient_id: UUID
    treated_at: Instant
    time_zone: str
    kind: AccessKind
    viewed_at: Instant


class ClinicLog(Shape):
    """Newest first. `next` is the cursor of the following page, None on the last one."""

    accesses: list[ClinicAccess]
    next: str | None


class ClinicChange(Shape):
    """Replaces all settings. An empty `phone`: the clinic has no number."""

    name: Name
    phone: PhoneNumber
    time_zone: TimeZoneName
    opening: Annotated[list[OpeningSpan], Field(max_length=MAX_OPENING_SPANS)]
    reply_hours: Annotated[int, Field(ge=1, le=MAX_REPLY_HOURS)]
    default_sheet: Annotated[str, Field(max_length=64)] | None
