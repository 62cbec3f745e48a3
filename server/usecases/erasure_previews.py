"""Say what would be erased and what a clinic would keep, before anything is erased."""

from collections.abc import Collection
from uuid import UUID

from models.diary import Entry, EntryRevision, Photo, Reply
from models.sharing import AccessRecord
from models.treatments import Treatment
from server.domain.viewer import Viewer
from server.shapes.erasures import ClinicRecord, ErasedCounts, ErasurePreview
from server.usecases.access import own_diary_photo, own_entry, own_treatment


async def preview_entry(viewer: Viewer, entry_id: UUID) -> ErasurePreview:
    """Raises `NotFound` (entry-unknown)."""
    entry = await own_entry(viewer, entry_id)
    treatment = await Treatment.get(id=entry.treatment_id).prefetch_related("clinic")
    return await _preview([entry.id], photos=await _photos_of([entry.id]), clinics_of=[treatment])


async def preview_photo(viewer: Viewer, photo_id: UUID) -> ErasurePreview:
    """Raises `NotFound` (photo-unknown)."""
    photo = await own_diary_photo(viewer, photo_id)
    treatment = await Treatment.get(id=photo.treatment_id).prefetch_related("clinic")
    return await _preview([], photos=1, clinics_of=[treatment])


async def preview_treatment(viewer: Viewer, treatment_id: UUID) -> ErasurePreview:
    """Raises `NotFound` (treatment-unknown)."""
    treatment = await own_treatment(viewer, treatment_id)
    await treatment.fetch_related("clinic")
    return await _preview_treatments([treatment])


async def preview_account(viewer: Viewer) -> ErasurePreview:
    """Return what goes with the account of this patient."""
    treatments = Treatment.filter(patient_id=viewer.person_id).prefetch_related("clinic")
    return await _preview_treatments(await treatments)


async def _preview_treatments(treatments: Collection[Treatment]) -> ErasurePreview:
    ids = [treatment.id for treatment in treatments]
    of_these = Entry.filter(treatment_id__in=ids)
    photos = await Photo.filter(treatment_id__in=ids).count()  # those of the clinics' records, too
    entries = [UUID(str(entry)) for entry in await of_these.values_list("id", flat=True)]
    alone = sum(treatment.clinic_id is None for treatment in treatments)
    return await _preview(entries, photos=photos, clinics_of=treatments, treatments=alone)


async def _photos_of(entries: Collection[UUID]) -> int:
    return await Photo.filter(entry_id__in=list(entries)).count()


async def _preview(
    entries: Collection[UUID], *, photos: int, clinics_of: Collection[Treatment], treatments: int = 0
) -> ErasurePreview:
    by_clinic: dict[UUID, list[Treatment]] = {}
    for treatment in clinics_of:
        if treatment.clinic_id is not None:
            by_clinic.setdefault(treatment.clinic_id, []).append(treatment)
    return ErasurePreview(
        erases=ErasedCounts(
            entries=len(entries),
            earlier_versions=await EntryRevision.filter(entry_id__in=list(entries)).count(),
            photos=photos,
            treatments=treatments,
        ),
        clinics=[await _clinic_record(recorded) for recorded in by_clinic.values()],
    )


async def _clinic_record(treatments: Collection[Treatment]) -> ClinicRecord:
    ids = [treatment.id for treatment in treatments]
    clinic = next(iter(treatments)).clinic
    acknowledged = [
        treatment.late_reactions
        for treatment in treatments
        if treatment.reactions_acknowledged_at is not None
    ]
    return ClinicRecord(
        clinic_name=clinic.name if clinic else "",
        treatments=len(ids),
        replies=await Reply.filter(treatment_id__in=ids).count(),
        reactions=sum(map(len, acknowledged)),
        access_records=await AccessRecord.filter(grant__treatment_id__in=ids).count(),
    )
