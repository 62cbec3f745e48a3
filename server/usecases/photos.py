"""Photos: checked by the hash made on the phone, developed, stored, and only then told to the database."""

import base64
import binascii
import re
from datetime import datetime
from hashlib import sha256
from typing import get_args
from uuid import UUID

from models.diary import Entry, Photo
from models.revision import lock_patient, next_revision
from models.treatments import Treatment
from models.unit_of_work import create_once
from server.domain.errors import AfterglowError, Conflict, Invalid, NotFound, TooLarge
from server.domain.viewer import Viewer
from server.domain.vocabulary import MAX_PHOTOS_PER_ENTRY, Angle
from server.ports import Developed, Rendition, Services
from server.shapes.diary import PhotoSize, PhotoUpload, PhotoView
from server.usecases.diary_views import photo_view
from server.usecases.sharing import may_view_photos
from server.usecases.treatments import CLOCKS_DIFFER

_DIGEST = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/]+={0,2}):\s*(?:;[^,]*)?(?=,|$)")


async def take_photo(
    services: Services,
    viewer: Viewer,
    photo_id: UUID,
    place: PhotoUpload,
    *,
    upload: bytes,
    digest: str | None,
) -> PhotoView:
    """Take a photo in; the same photo sent again gives the same row.

    `digest` is the header Content-Digest (RFC 9530), made on the phone: only it proves a whole upload.
    Raises `Invalid` (photo-digest-missing, photo-damaged, photo-in-future, photo-area, photo-unreadable,
    photo-format), `TooLarge` (photo-too-large, too-many-photos), `NotFound` (entry-unknown, photo-unknown)
    or `Conflict` (id-taken).
    """
    # 1. nothing is worth developing that is damaged, misplaced or here already
    fingerprint = check_digest(upload, digest)
    _check_place(place, services.clock.now())
    entry = await _own_entry(viewer, place.entry_id)
    if there := await _sent_before(viewer, photo_id, fingerprint):
        return photo_view(there)
    if await Photo.filter(entry_id=entry.id).count() >= MAX_PHOTOS_PER_ENTRY:
        raise TooLarge(f"An entry holds {MAX_PHOTOS_PER_ENTRY} photos.", code="too-many-photos")
    # 2. develop and keep the pictures, outside any transaction: both are slow
    developed = await services.lab.develop(upload)
    await _store(services, viewer.person_id, photo_id, fingerprint, developed)
    # 3. only now the row: what the database knows of, the store has
    photo = _row(services, entry, photo_id, place, developed=developed, fingerprint=fingerprint)
    try:
        return photo_view(await create_once(lambda: _keep(viewer, photo)))
    except AfterglowError:
        await _take_back(services, photo)
        raise


def check_digest(upload: bytes, digest: str | None) -> str:
    """The SHA-256 in hex, when it is the one that the phone made. Raises `Invalid`."""
    told = _DIGEST.search(digest or "")
    if told is None:
        raise Invalid("A photo comes with its Content-Digest, sha-256.", code="photo-digest-missing")
    made = sha256(upload)
    try:
        same = base64.b64decode(told[1], validate=True) == made.digest()
    except binascii.Error:
        same = False
    if not same:
        raise Invalid("The photo was damaged on its way. Send it again.", code="photo-damaged")
    return made.hexdigest()


def _check_place(place: PhotoUpload, now: datetime) -> None:
    if place.taken_at > now + CLOCKS_DIFFER:
        raise Invalid("A photo cannot be from the future.", code="photo-in-future", at="taken_at")
    if place.angle is Angle.CLOSE_UP and place.area is None:
        raise Invalid("Say which area this photo shows.", code="photo-area", at="area")


async def _own_entry(viewer: Viewer, entry_id: UUID) -> Entry:
    entry = await Entry.get_or_none(id=entry_id, patient_id=viewer.person_id)
    if entry is None:
        raise NotFound("There is no such entry here.", code="entry-unknown")
    return entry


async def _sent_before(viewer: Viewer, photo_id: UUID, fingerprint: str) -> Photo | None:
    photo = await Photo.get_or_none(id=photo_id)
    if photo is None:
        return None
    if photo.patient_id != viewer.person_id:
        raise NotFound("There is no such photo here.", code="photo-unknown")
    if photo.sha256 != fingerprint:
        raise Conflict("Another photo stands here already.", code="id-taken")
    return photo


def photo_key(patient_id: UUID, photo_id: UUID, fingerprint: str, size: PhotoSize) -> str:
    """Holds the fingerprint, so that nothing that stands is ever written over by something else."""
    return f"{patient_id}/{photo_id}-{fingerprint[:32]}-{size}"


async def _store(
    services: Services, patient_id: UUID, photo_id: UUID, fingerprint: str, developed: Developed
) -> None:
    pictures: dict[PhotoSize, Rendition] = {"display": developed.display, "thumbnail": developed.thumbnail}
    for size, picture in pictures.items():
        key = photo_key(patient_id, photo_id, fingerprint, size)
        await services.photos.put(key, picture.content, content_type=picture.content_type)


async def _take_back(services: Services, photo: Photo) -> None:
    """Pictures that no row will name. (After a crash there the phone sends the same again, to the same
    keys.)"""
    for size in get_args(PhotoSize):
        await services.photos.delete(photo_key(photo.patient_id, photo.id, photo.sha256, size))


def _row(
    services: Services,
    entry: Entry,
    photo_id: UUID,
    place: PhotoUpload,
    *,
    developed: Developed,
    fingerprint: str,
) -> Photo:
    return Photo(
        id=photo_id,
        patient_id=entry.patient_id,
        treatment_id=entry.treatment_id,
        entry_id=entry.id,
        angle=place.angle,
        area=place.area,
        taken_at=place.taken_at,
        clock_offset_ms=place.clock_offset_ms,
        sha256=fingerprint,
        content_type=developed.display.content_type,
        width=developed.display.width,
        height=developed.display.height,
        sharpness=developed.sharpness,
        brightness=developed.brightness,
        created_at=services.clock.now(),
    )


async def _keep(viewer: Viewer, photo: Photo) -> Photo:
    """Of two who bring the same photo at once the second finds it here."""
    await lock_patient(viewer.person_id)
    if there := await _sent_before(viewer, photo.id, photo.sha256):
        return there
    photo.revision = await next_revision(viewer.person_id)
    await photo.save(force_create=True)
    return photo


async def show_photo(
    services: Services, viewer: Viewer, photo_id: UUID, size: PhotoSize
) -> tuple[bytes, str]:
    """The picture and its media type: to its owner, and to a practitioner whose grant runs and includes
    photos.

    Raises `NotFound` (photo-unknown).
    """
    photo = await Photo.get_or_none(id=photo_id)
    if photo is None or not await _may_see(services, viewer, photo):
        raise NotFound("There is no such photo here.", code="photo-unknown")
    content = await services.photos.get(photo_key(photo.patient_id, photo.id, photo.sha256, size))
    return content, photo.content_type


async def _may_see(services: Services, viewer: Viewer, photo: Photo) -> bool:
    return await may_view_photos(services, viewer, await Treatment.get(id=photo.treatment_id))
