"""Turn "may this viewer …?" into a row or `NotFound`: treatments, diaries, photos and what belongs to them.

`access_to_account.py` and `access_to_clinic.py` do this for the other rows. No other use-case module does.

The rules are in `server.domain.sharing`. These functions fetch the facts and apply the rules. A row that does not
exist and a row that is not for the viewer give the same `NotFound`, with the same code and sentence. The
functions only read; inside a unit of work, they take part in its transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q

from models.diary import Entry, Photo, Reply
from models.sharing import Grant
from models.sql import fetch_by_key
from models.treatments import Treatment
from server.domain.sharing import (
    DiaryFacts,
    GrantFacts,
    Scope,
    may_see_baseline,
    may_see_photos,
    may_see_record,
    owns,
    running_grant,
)
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role
from server.usecases.access_errors import unknown

_GRANT_FACTS = (
    "practitioner_id", "everyone_at_id", "treatment_id", "photos", "notes", "starts_at", "ends_at", "revoked_at",
)  # fmt: skip
REVISION = """
    SELECT t.patient_id, t.clinic_id, p.revision FROM treatment t LEFT JOIN person p ON p.id = t.patient_id
    WHERE t.id = $1"""


@dataclass(frozen=True, slots=True)
class OpenDiary:
    """A treatment whose diary is open to a practitioner, and the running grant that opens it."""

    treatment: Treatment
    grant: Grant

    @property
    def scope(self) -> Scope:
        return Scope(photos=self.grant.photos, notes=self.grant.notes)


@dataclass(frozen=True, slots=True)
class DiaryRevision:
    """The patient's revision, and what the running grant includes besides the entries."""

    treatment_id: UUID
    patient_id: UUID
    grant_id: UUID
    revision: int
    photos: bool
    notes: bool


async def own_treatment(viewer: Viewer, treatment_id: UUID) -> Treatment:
    """Return a treatment of this patient. Raises `NotFound` (treatment-unknown)."""
    if (row := await Treatment.get_or_none(id=treatment_id)) and owns(viewer, _diary(row)):
        return row
    raise unknown("treatment-unknown")


async def clinic_treatment(viewer: Viewer, treatment_id: UUID) -> Treatment:
    """Return a treatment that the viewer's clinic recorded. Raises `NotFound` (treatment-unknown)."""
    if (row := await Treatment.get_or_none(id=treatment_id)) and may_see_record(viewer, _diary(row)):
        return row
    raise unknown("treatment-unknown")


async def open_diary(viewer: Viewer, treatment_id: UUID, *, now: datetime) -> OpenDiary:
    """Return a treatment whose diary is open to this practitioner. Raises `NotFound` (treatment-unknown)."""
    treatment = await Treatment.get_or_none(id=treatment_id)
    if treatment is not None and (opened := await open_diary_of(viewer, treatment, now=now)):
        return opened
    raise unknown("treatment-unknown")


async def open_diary_of(viewer: Viewer, treatment: Treatment, *, now: datetime) -> OpenDiary | None:
    """Return the diary of this treatment if it is open to this practitioner, else None."""
    return _opened(viewer, treatment, await _held(viewer, treatment_id=treatment.id), now=now)


def _opened(
    viewer: Viewer, treatment: Treatment, held: Iterable[Grant], *, now: datetime
) -> OpenDiary | None:
    grants = {_facts(grant): grant for grant in held}
    running = running_grant(viewer, _diary(treatment), grants, now=now)
    return None if running is None else OpenDiary(treatment, grants[running])


async def open_among(viewer: Viewer, treatments: Iterable[Treatment], *, now: datetime) -> set[UUID]:
    """Return which of these treatments have a diary that is open to this practitioner."""
    rows = list(treatments)
    held = await _held(viewer, treatment_id__in=[row.id for row in rows])
    return {row.id for row in rows if _opened(viewer, row, held, now=now)}


async def open_diary_revisions(viewer: Viewer, *, now: datetime) -> dict[UUID, DiaryRevision]:
    """Return the revision of every diary that is open to this practitioner, by treatment."""
    held = Grant.filter(_held_by(viewer), revoked_at__isnull=True, ends_at__gt=now)
    facts: dict[tuple[DiaryFacts, int], dict[GrantFacts, UUID]] = {}
    of_patient = ("treatment__clinic_id", "patient_id", "patient__revision")
    for row in await held.values("id", *_GRANT_FACTS, *of_patient):
        diary = DiaryFacts(row["treatment_id"], row["patient_id"], row["treatment__clinic_id"])
        grant = GrantFacts(**{name: row[name] for name in _GRANT_FACTS})
        facts.setdefault((diary, row["patient__revision"]), {})[grant] = row["id"]
    return {
        diary.treatment_id: _diary_revision(diary, revision, running, grants[running])
        for (diary, revision), grants in facts.items()
        if (running := running_grant(viewer, diary, grants, now=now))
    }


def _diary_revision(diary: DiaryFacts, revision: int, running: GrantFacts, grant_id: UUID) -> DiaryRevision:
    if diary.patient_id is None:
        raise LookupError("a grant names its patient")
    return DiaryRevision(
        diary.treatment_id, diary.patient_id, grant_id, revision, photos=running.photos, notes=running.notes
    )


async def own_diary_revision(viewer: Viewer, treatment_id: UUID) -> int:
    """Return the revision of this patient's diary in one round trip. Raises `NotFound` (treatment-unknown)."""
    rows = await fetch_by_key(REVISION, [treatment_id])
    if not rows or not owns(viewer, DiaryFacts(treatment_id, _id(rows[0]["patient_id"]), None)):
        raise unknown("treatment-unknown")
    return int(rows[0]["revision"])


async def entry_of(opened: OpenDiary, entry_id: UUID) -> Entry:
    """Return an entry of an opened diary. Raises `NotFound` (entry-unknown)."""
    if entry := await Entry.get_or_none(id=entry_id, treatment_id=opened.treatment.id):
        return entry
    raise unknown("entry-unknown")


async def own_entry(viewer: Viewer, entry_id: UUID) -> Entry:
    """Return an entry of this patient. Raises `NotFound` (entry-unknown)."""
    if entry := await own_entry_or_none(viewer, entry_id):
        return entry
    raise unknown("entry-unknown")


async def own_entry_or_none(viewer: Viewer, entry_id: UUID) -> Entry | None:
    """Return None if the id is free. Raises `NotFound` (entry-unknown) for another person's entry."""
    entry = await Entry.get_or_none(id=entry_id)
    if entry is not None and not _is_patient(viewer, entry.patient_id):
        raise unknown("entry-unknown")
    return entry


async def own_photo_or_none(viewer: Viewer, photo_id: UUID) -> Photo | None:
    """Return None if the id is free. Raises `NotFound` (photo-unknown) for another person's photo."""
    photo = await Photo.get_or_none(id=photo_id)
    if photo is not None and not _is_patient(viewer, photo.patient_id):
        raise unknown("photo-unknown")
    return photo


async def own_photo(viewer: Viewer, photo_id: UUID) -> Photo:
    """Return a photo of this patient. Raises `NotFound` (photo-unknown)."""
    if photo := await own_photo_or_none(viewer, photo_id):
        return photo
    raise unknown("photo-unknown")


async def own_diary_photo(viewer: Viewer, photo_id: UUID) -> Photo:
    """Return a photo of this patient's entries. Raises `NotFound` (photo-unknown), also for a baseline photo."""
    photo = await own_photo(viewer, photo_id)
    if photo.entry_id is None:
        raise unknown("photo-unknown")
    return photo


async def visible_photo(viewer: Viewer, photo_id: UUID, *, now: datetime) -> tuple[Photo, Grant | None]:
    """Return a photo, and the grant that shows it to a practitioner.

    None for the patient's own photo, and for a baseline photo, which belongs to the record of the viewer's clinic.

    Raises `NotFound` (photo-unknown).
    """
    photo = await Photo.get_or_none(id=photo_id).select_related("treatment")
    if photo is None:
        raise unknown("photo-unknown")
    diary = _diary(photo.treatment)
    if photo.entry_id is None:
        if may_see_baseline(viewer, DiaryFacts(photo.treatment_id, photo.patient_id, photo.clinic_id)):
            return photo, None
        raise unknown("photo-unknown")
    grants = {_facts(grant): grant for grant in await _held(viewer, treatment_id=photo.treatment_id)}
    if not may_see_photos(viewer, diary, grants, now=now):
        raise unknown("photo-unknown")
    running = running_grant(viewer, diary, grants, now=now)
    return photo, None if running is None else grants[running]


async def annotatable_photo(viewer: Viewer, photo_id: UUID, *, now: datetime) -> Photo:
    """Return a photo that this practitioner may see, with its treatment. Raises `NotFound` (photo-unknown)."""
    photo, _ = await visible_photo(viewer, photo_id, now=now)
    if viewer.role is not Role.PRACTITIONER:
        raise unknown("photo-unknown")
    return photo


async def baseline_photo_or_none(treatment: Treatment, photo_id: UUID) -> Photo | None:
    """Return a photo of a record that the viewer may see; None if the id is free.

    Raises `NotFound` (photo-unknown) for any other photo.
    """
    photo = await Photo.get_or_none(id=photo_id)
    if photo is not None and (photo.entry_id is not None or photo.treatment_id != treatment.id):
        raise unknown("photo-unknown")
    return photo


async def own_grant(viewer: Viewer, grant_id: UUID) -> Grant:
    """Return a grant that this patient has given. Raises `NotFound` (grant-unknown)."""
    if (grant := await Grant.get_or_none(id=grant_id)) and _is_patient(viewer, grant.patient_id):
        return grant
    raise unknown("grant-unknown")


async def own_reply(viewer: Viewer, reply_id: UUID) -> Reply:
    """Return a reply to this patient. Raises `NotFound` (reply-unknown)."""
    reply = await Reply.get_or_none(id=reply_id).select_related("treatment")
    if (
        reply is None
        or not _is_patient(viewer, reply.patient_id)
        or not owns(viewer, _diary(reply.treatment))
    ):
        raise unknown("reply-unknown")
    return reply


async def _held(viewer: Viewer, **of_treatments: UUID | list[UUID]) -> list[Grant]:
    """Return all grants for these treatments that name this practitioner or everyone at their clinic."""
    if viewer.role is not Role.PRACTITIONER:
        return []
    return await Grant.filter(_held_by(viewer), **of_treatments)


def _held_by(viewer: Viewer) -> Q:
    """Return the condition for grants that name this practitioner, or everyone at the clinic they have chosen."""
    own = Q(practitioner_id=viewer.person_id)
    return own if viewer.clinic_id is None else own | Q(everyone_at_id=viewer.clinic_id)


def _diary(treatment: Treatment) -> DiaryFacts:
    return DiaryFacts(treatment.id, treatment.patient_id, treatment.clinic_id)


def _facts(grant: Grant) -> GrantFacts:
    return GrantFacts(**{name: getattr(grant, name) for name in _GRANT_FACTS})


def _is_patient(viewer: Viewer, patient_id: UUID | None) -> bool:
    return viewer.role is Role.PATIENT and viewer.person_id == patient_id


def _id(value: UUID | str | None) -> UUID | None:
    """Parse an id of raw SQL: SQLite returns text, PostgreSQL a UUID."""
    return None if value is None else UUID(str(value))
