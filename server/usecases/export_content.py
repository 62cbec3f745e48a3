"""Collect what an export contains."""

from uuid import UUID

from models.annotations import Annotation
from models.diary import Entry, EntryRevision, Photo
from models.people import AuthSession, Passkey, Person
from models.treatments import Treatment
from server.domain.local_time import local_date, stored_time_zone
from server.domain.vocabulary import Role, SkinCue
from server.ports import Services
from server.shapes.diary import EntryHistory
from server.shapes.exports import ExportDocument, ExportedPerson, ExportedPhoto, ExportedSheet
from server.shapes.people import AuthSessionView, PasskeyView
from server.usecases.annotation_views import annotations_of
from server.usecases.changes_views import changes_view
from server.usecases.diary_views import history_view
from server.usecases.reminder_rows import of_role, preferences_of
from server.usecases.sharing_views import share_links_of

SUFFIXES = {"image/jpeg": "jpg", "image/webp": "webp", "image/avif": "avif"}


async def export_document(services: Services, person_id: UUID) -> ExportDocument:
    """Return everything of this patient. Photos are named by day and angle, with a part of their id."""
    person = await Person.get(id=person_id)
    return ExportDocument(
        exported_at=services.clock.now(),
        person=ExportedPerson(
            display_name=person.display_name,
            language=person.language,
            time_zone=person.time_zone,
            skin_cues=[SkinCue(cue) for cue in person.skin_cues],
        ),
        diary=await changes_view(person_id, after=0),
        earlier_versions=await _histories(person_id),
        files=[
            ExportedPhoto(photo_id=photo.id, file=_file_name(photo, person.time_zone))
            for photo in await exported_photos(person_id)
        ],
        reminder_preferences=of_role(await preferences_of(person_id), Role.PATIENT),
        passkeys=await _passkeys(person_id),
        devices=await _devices(person_id),
        share_links=await share_links_of(person_id, now=services.clock.now()),
        annotations=await annotations_of(Annotation.filter(photo__patient_id=person_id)),
        pasted_sheets=await _pasted_sheets(person_id),
    )


async def exported_photos(person_id: UUID) -> list[Photo]:
    return await Photo.filter(patient_id=person_id).order_by("taken_at", "id")


def _file_name(photo: Photo, time_zone: str) -> str:
    day = local_date(photo.taken_at, stored_time_zone(time_zone)).isoformat()
    return f"photos/{day}-{photo.angle}-{photo.id.hex[:12]}.{SUFFIXES.get(photo.content_type, 'jpg')}"


async def _histories(person_id: UUID) -> list[EntryHistory]:
    edited = {entry.id: entry for entry in await Entry.filter(patient_id=person_id, edited=True)}
    versions: dict[UUID, list[EntryRevision]] = {}
    for version in await EntryRevision.filter(entry__patient_id=person_id).order_by("revision"):
        versions.setdefault(version.entry_id, []).append(version)
    return [history_view(entry, versions.get(entry_id, [])) for entry_id, entry in edited.items()]


async def _pasted_sheets(person_id: UUID) -> list[ExportedSheet]:
    rows = await Treatment.filter(patient_id=person_id, sheet_version__owner_id=person_id).values(
        "id", "sheet_version__title", "sheet_version__original"
    )
    return [
        ExportedSheet(
            treatment_id=row["id"],
            title=row["sheet_version__title"],
            text=row["sheet_version__original"]["text"],
        )
        for row in rows
    ]


async def _passkeys(person_id: UUID) -> list[PasskeyView]:
    rows = await Passkey.filter(person_id=person_id).order_by("created_at", "id")
    return [
        PasskeyView(id=row.id, label=row.label, created_at=row.created_at, last_used_at=row.last_used_at)
        for row in rows
    ]


async def _devices(person_id: UUID) -> list[AuthSessionView]:
    rows = await AuthSession.filter(person_id=person_id, revoked_at=None).order_by("created_at", "id")
    return [
        AuthSessionView(
            id=row.id,
            label=row.label,
            created_at=row.created_at,
            last_used_at=row.last_used_at,
            current=False,
        )
        for row in rows
    ]
