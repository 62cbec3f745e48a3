"""The data of the fictional clinics, their people and their diaries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from server.ports import Portrait

Fields = dict[str, Any]
"""Fields of `shapes.diary.EntryDocument` or of a treatment record."""

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6, 7)
MOST_DAYS = (0, 1, 2, 3, 5, 7, 10, 14)


@dataclass(frozen=True, slots=True)
class Check:
    """One check-in, `hour` hours after the treatment. `flush` and `spots` are drawn in its photos."""

    hour: float
    fields: Fields
    angles: tuple[str, ...] = ()
    flush: float = 0.0
    spots: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A diary that follows what the sheet expects, with one check-in on each of `days` (0: that of the treatment).

    `events` are added to the check-in of a day; their scores replace the expected ones, also on the days after. Days
    that are still to come are left out.
    """

    days: tuple[int, ...] = MOST_DAYS
    events: Mapping[int, Fields] = field(default_factory=dict)
    photo_days: tuple[int, ...] = ()
    spot_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A grant. It begins `from_day` days after the treatment, or just before now; it ends on its own or is revoked."""

    photos: bool = True
    notes: bool = True
    from_day: float | None = None
    ended_on_day: float | None = None
    revoked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoTreatment:
    """One treatment, at the local hour `at_hour` of the working day, or exactly `hours_ago`.

    `reviewed_days_ago` is when the diary was reviewed and replied to, 0 for now. `corrected` replaces fields of the
    record; `withdrawn` is the reason why it should not exist.
    """

    hours_ago: float
    at_hour: int | None = None
    sheet: str
    record: Fields
    checks: tuple[Check, ...] = ()
    course: Course | None = None
    next_in_days: int | None = None
    share: Share | None = None
    reply: str | None = None
    reviewed_days_ago: float | None = None
    corrected: Fields | None = None
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPatient:
    """A patient. One without a `label` gets no link; one who does not join has a record and no diary.

    `recorded_by` is the key of a practitioner of the clinic. Number and birth year are those of the clinic.
    """

    key: str
    name: str
    label: str = ""
    clinic: str = "clinic"
    recorded_by: str = "owner"
    language: str = "en"
    cues: tuple[str, ...] = ("red",)
    face: Portrait | None = None
    joins: bool = True
    number: str = ""
    birth_year: int | None = None
    treatments: tuple[DemoTreatment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPractitioner:
    """Somebody who works in a clinic. `left`: their membership has ended. One without a `label` gets no link."""

    key: str
    name: str
    label: str = ""
    language: str
    is_owner: bool = False
    left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoClinic:
    """A clinic. The first of `team` is its owner. `sheet` is the name of a file beside this one, to be published."""

    key: str
    name: str
    phone: str
    time_zone: str
    opening: tuple[tuple[int, str, str], ...]
    reply_hours: int
    default_sheet: str
    sheet: str | None = None
    team: tuple[DemoPractitioner, ...]
    templates: tuple[str, ...]
