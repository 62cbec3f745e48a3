"""Photos: check the upload against its hash, process it, store the images, and only then write the row.

A phone may also have a photo processed without storing it.
"""

from typing import get_args
from uuid import UUID

from models.diary import Photo
from models.revision import lock_patient, next_revision
from models.unit_of_work import create_once
from server.domain.errors import AfterglowError, Conflict, Gone, TooLarge
from server.domain.viewer import Viewer
from server.domain.vocabulary import MAX_PHOTOS_PER_ENTRY, AccessKind, ErasedKind
from server.ports import Rendition, Services
from server.shapes.diary import PhotoSize, PhotoUpload, PhotoView
from server.usecases.access import own_entry, own_photo_or_none, visible_photo
from server.usecases.access_records import record_access
from server.usecases.diary_views import photo_view
from server.usecases.erasure_rows import check_not_erased
from server.usecases.photo_images import delete_images, image_key, image_keys, photo_key
from server.usecases.photo_uploads import check_digest, check_place, columns_of, store_upload


async def take_photo(
    services: Services,
    viewer: Viewer,
    photo_id: UUID,
    place: PhotoUpload,
    *,
    upload: bytes,
    digest: str | None,
) -> PhotoView:
    """Store a photo. A repeated upload returns the existing row.

    `digest` is the header Content-Digest (RFC 9530), computed on the phone: it proves that the upload is
    complete. Raises `Gone` (erased, also for a photo of an erased entry), `Invalid` (photo-digest-missing,
    photo-damaged, photo-area, photo-unreadable, photo-format), `TooLarge` (photo-too-large, too-many-photos),
    `NotFound` (entry-unknown, photo-unknown) or `Conflict` (id-taken).
    """
    # 1. Do not process an upload that is damaged, incomplete or already stored.
    fingerprint = check_digest(upload, digest)
    check_place(place)
    await _check_not_erased(services, viewer, photo_id, place, fingerprint=fingerprint)
    entry = await own_entry(viewer, place.entry_id)
    if existing := await _stored_before(viewer, photo_id, fingerprint):
        return photo_view(existing)
    if await Photo.filter(entry_id=entry.id).count() >= MAX_PHOTOS_PER_ENTRY:
        raise TooLarge(f"An entry can have at most {MAX_PHOTOS_PER_ENTRY} photos.", code="too-many-photos")
    # 2. Process and store the images outside any transaction: both are slow.
    photo = Photo(
        id=photo_id,
        patient_id=entry.patient_id,
        treatment_id=entry.treatment_id,
        entry_id=entry.id,
        sha256=fingerprint,
        created_at=services.clock.now(),
        **columns_of(place),
    )
    await store_upload(services, viewer, photo, upload)
    # 3. Write the row last: every row in the database has its images.
    try:
        return photo_view(await create_once(lambda: _save(viewer, photo, entry.id)))
    except AfterglowError:
        await delete_images(services, image_keys(photo))  # no row refers to them
        raise


async def preview_photo(
    services: Services, viewer: Viewer, upload: bytes, *, digest: str | None
) -> Rendition:
    """Return a photo in display size, as a JPEG, for a phone that cannot decode it. Nothing is stored.

    Raises `Invalid` (photo-digest-missing, photo-damaged, photo-unreadable, photo-format), `TooLarge`
    (photo-too-large) or `Unavailable` (photo-lab-busy).
    """
    check_digest(upload, digest)
    return (await services.lab.develop(upload, person_id=viewer.person_id)).display


async def _check_not_erased(
    services: Services, viewer: Viewer, photo_id: UUID, place: PhotoUpload, *, fingerprint: str
) -> None:
    """Raise `Gone` (erased), and delete what an earlier upload has stored if a crash ended it before its row."""
    try:
        await check_not_erased(viewer, ErasedKind.PHOTO, photo_id)
        await check_not_erased(viewer, ErasedKind.ENTRY, place.entry_id)
    except Gone:
        keys = [photo_key(viewer.person_id, photo_id, fingerprint, size) for size in get_args(PhotoSize)]
        await delete_images(services, keys)
        raise


async def _stored_before(viewer: Viewer, photo_id: UUID, fingerprint: str) -> Photo | None:
    photo = await own_photo_or_none(viewer, photo_id)
    if photo is not None and photo.sha256 != fingerprint:
        raise Conflict("There is another photo under this id.", code="id-taken")
    return photo


async def _save(viewer: Viewer, photo: Photo, entry_id: UUID) -> Photo:
    """Write the row, or return the row that a simultaneous upload of the same photo has written."""
    await lock_patient(viewer.person_id)
    await check_not_erased(viewer, ErasedKind.PHOTO, photo.id)
    await check_not_erased(viewer, ErasedKind.ENTRY, entry_id)
    if existing := await _stored_before(viewer, photo.id, photo.sha256):
        return existing
    photo.revision = await next_revision(viewer.person_id)
    await photo.save(force_create=True)
    return photo


async def show_photo(
    services: Services, viewer: Viewer, photo_id: UUID, size: PhotoSize
) -> tuple[bytes, str]:
    """Return an image and its media type, for the patient or a practitioner whose grant includes photos.

    A practitioner's access is recorded, except to a baseline photo of their clinic's own record. Raises `NotFound`
    (photo-unknown).
    """
    photo, grant = await visible_photo(viewer, photo_id, now=services.clock.now())
    if grant is not None and size == "thumbnail":
        await record_access(services, viewer, grant, listed=True)
    elif grant is not None:
        await record_access(services, viewer, grant, kind=AccessKind.PHOTOS)
    content = await services.photos.get(image_key(photo, size))
    return content, photo.content_type
