"""A copy of one's own data, prepared by the server for download."""

from typing import Literal
from uuid import UUID

from server.domain.vocabulary import SkinCue
from server.shapes.annotations import AnnotationView
from server.shapes.base import Instant, Shape
from server.shapes.changes import Changes
from server.shapes.diary import EntryHistory
from server.shapes.people import AuthSessionView, PasskeyView
from server.shapes.reminders import ReminderPreferences
from server.shapes.sharing import ShareLinkView


class ExportView(Shape):
    """How far an export is. Its file can be downloaded until `expires_at`, only by the device that asked for it."""

    id: UUID
    state: Literal["preparing", "ready", "failed"]
    photos_done: int
    photos_total: int
    size: int  # bytes; 0 until it is ready
    requested_at: Instant
    expires_at: Instant


class ExportedPerson(Shape):
    display_name: str
    language: str
    time_zone: str
    skin_cues: list[SkinCue]


class ExportedPhoto(Shape):
    """Where the file of a photo is in the ZIP file."""

    photo_id: UUID
    file: str


class ExportedSheet(Shape):
    """The text of a sheet that the patient has pasted, and the treatment that follows it."""

    treatment_id: UUID
    title: str
    text: str


class ExportDocument(Shape):
    """`data.json` in the ZIP file: everything that the patient's phones receive, and every version of each entry."""

    exported_at: Instant
    person: ExportedPerson
    diary: Changes
    earlier_versions: list[EntryHistory]  # of edited entries; the last version is current
    files: list[ExportedPhoto]
    reminder_preferences: ReminderPreferences
    passkeys: list[PasskeyView]
    devices: list[AuthSessionView]
    share_links: list[ShareLinkView]  # without their secrets
    annotations: list[AnnotationView]  # what clinics have drawn and written on the photos
    pasted_sheets: list[ExportedSheet]
