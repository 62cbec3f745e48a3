"""Baseline photos: how the skin was before a treatment, taken by the clinic. They belong to its record.

Everyone in the clinic may see them, as they see the rest of the record, and no access is recorded. Unlike the rest of
the record, they go when the patient erases the treatment: a clinic keeps no face of somebody who has left.
"""

from uuid import UUID

from tortoise.queryset import QuerySet

from models.diary import Photo
from models.revision import lock_treatment, next_revision
from models.treatments import Treatment
from models.unit_of_work import create_once, unit_of_work
from server.domain.errors import AfterglowError, Conflict, Gone, TooLarge
from server.domain.viewer import Viewer
from server.domain.vocabulary import MAX_BASELINE_PHOTOS
from server.ports import Services
from server.shapes.diary import BaselinePhotos, PhotoPlace, PhotoView
from server.usecases.access import baseline_photo_or_none, clinic_treatment
from server.usecases.access_errors import check_standing, unknown
from server.usecases.diary_erasure import Eraser, finish_erasing
from server.usecases.diary_views import photo_view
from server.usecases.erasure_rows import is_photo_erased
from server.usecases.photo_images import delete_images, image_keys
from server.usecases.photo_uploads import check_digest, check_place, columns_of, store_upload


async def baseline_photos(viewer: Viewer, treatment_id: UUID) -> BaselinePhotos:
    """Return the baseline photos of a treatment, oldest first. Raises `NotFound` (treatment-unknown)."""
    treatment = await clinic_treatment(viewer, treatment_id)
    return BaselinePhotos(
        photos=[photo_view(photo) for photo in await _of(treatment).order_by("taken_at", "id")]
    )


async def add_baseline_photo(
    services: Services,
    viewer: Viewer,
    at: tuple[UUID, UUID],
    place: PhotoPlace,
    *,
    upload: bytes,
    digest: str | None,
) -> PhotoView:
    """Store a photo in the record of a treatment. A repeated upload returns the existing row.

    `at` has the ids of the treatment and of the photo, `digest` is the header Content-Digest. Raises `NotFound`
    (treatment-unknown, photo-unknown), `Conflict` (treatment-withdrawn, patient-left, id-taken), `Gone` (erased), or
    what `photo_uploads` raises, and `TooLarge` (too-many-photos).
    """
    treatment_id, photo_id = at
    fingerprint = check_digest(upload, digest)
    check_place(place)
    treatment = await clinic_treatment(viewer, treatment_id)
    photo = Photo(
        id=photo_id,
        patient_id=treatment.patient_id,
        treatment_id=treatment.id,
        entry_id=None,
        clinic_id=treatment.clinic_id,
        taken_by_id=viewer.person_id,
        sha256=fingerprint,
        created_at=services.clock.now(),
        **columns_of(place),
    )
    if existing := await _checked(treatment, photo):
        return photo_view(existing)
    await store_upload(services, viewer, photo, upload)
    try:
        return photo_view(await create_once(lambda: _save(treatment, photo)))
    except AfterglowError:
        await delete_images(services, image_keys(photo))  # no row refers to them
        raise


async def _save(treatment: Treatment, photo: Photo) -> Photo:
    """Write the row, or return the row that a simultaneous upload of the same photo has written."""
    row = await lock_treatment(treatment)
    if existing := await _checked(row, photo):
        return existing
    photo.patient_id, photo.revision = row.patient_id, 0
    if row.patient_id is not None:
        photo.revision = await next_revision(row.patient_id)
    await photo.save(force_create=True)
    return photo


async def _checked(treatment: Treatment, photo: Photo) -> Photo | None:
    """Return the row of a repeated upload, or refuse what the record cannot take."""
    if existing := await baseline_photo_or_none(treatment, photo.id):
        if existing.sha256 != photo.sha256:
            raise Conflict("There is another photo under this id.", code="id-taken")
        return existing
    if await is_photo_erased(photo.id):
        raise Gone("This photo was removed; it cannot be added again.", code="erased")
    check_standing(treatment)
    if treatment.patient_id is None and treatment.revision > 0:
        raise Conflict("The patient has left and erased their photos.", code="patient-left")
    if await _of(treatment).count() >= MAX_BASELINE_PHOTOS:
        raise TooLarge(f"A record can have at most {MAX_BASELINE_PHOTOS} photos.", code="too-many-photos")
    return None


async def remove_baseline_photo(
    services: Services, viewer: Viewer, treatment_id: UUID, photo_id: UUID
) -> None:
    """Remove a photo from the record, also from the phones of the patient. A repeated call changes nothing.

    Raises `NotFound` (treatment-unknown, photo-unknown).
    """
    treatment = await clinic_treatment(viewer, treatment_id)

    async def remove() -> None:
        row = await lock_treatment(treatment)
        photo = await baseline_photo_or_none(row, photo_id)
        if photo is not None:
            await _erase(services, viewer, photo)
        elif not await is_photo_erased(photo_id):
            raise unknown("photo-unknown")

    await unit_of_work(remove)
    await finish_erasing(services, [treatment_id])


async def _erase(services: Services, viewer: Viewer, photo: Photo) -> None:
    """Erase a photo. Before the patient has joined, the erasure is recorded for the practitioner."""
    now = services.clock.now()
    if photo.patient_id is None:
        await Eraser(viewer.person_id, 0, now).erase_photos([photo])
        return
    rows = Eraser(photo.patient_id, await next_revision(photo.patient_id), now)
    await rows.erase_photos([photo])
    await rows.drop_exports()


def _of(treatment: Treatment) -> QuerySet[Photo]:
    return Photo.filter(treatment_id=treatment.id, entry_id=None)
