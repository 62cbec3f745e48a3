"""The images of a photo in the photo store: one per size."""

from collections.abc import AsyncIterator
from typing import get_args
from uuid import UUID

from models.data_keys import destroy_keys
from models.diary import Photo
from server.ports import Services
from server.shapes.diary import PhotoSize, PhotoView

BATCH = 200
"""Rows that are read at once."""


def photo_key(patient_id: UUID, photo_id: UUID, fingerprint: str, size: PhotoSize) -> str:
    """Return the key of an image of a diary. It contains the fingerprint, so no upload can overwrite another photo."""
    return _key(patient_folder(patient_id), photo_id, fingerprint, size)


def image_key(photo: Photo, size: PhotoSize) -> str:
    """Return the key of an image of a stored photo."""
    return _key(_folder(photo, photo.patient_id), photo.id, photo.sha256, size)


def viewed_image_key(photo: PhotoView, patient_id: UUID, size: PhotoSize) -> str:
    """Return the key of an image of a photo that this patient can see."""
    return _key(_folder(photo, patient_id), photo.id, photo.sha256, size)


def _folder(photo: Photo | PhotoView, patient_id: UUID | None) -> str:
    """Return the folder of the patient, or that of the record: a baseline photo may have no patient yet."""
    if photo.entry_id is None:
        return record_folder(photo.treatment_id)
    if patient_id is None:
        raise LookupError("a photo of a diary has a patient")
    return patient_folder(patient_id)


def _key(folder: str, photo_id: UUID, fingerprint: str, size: PhotoSize) -> str:
    return f"{folder}{photo_id}-{fingerprint[:32]}-{size}"


def image_digest(photo: Photo, size: PhotoSize) -> str | None:
    """Return the SHA-256 of an image in hex, None in a row that is older than these hashes and was never verified."""
    return photo.display_sha256 if size == "display" else photo.thumbnail_sha256


def patient_folder(patient_id: UUID) -> str:
    """Return the beginning of the keys of all images of a patient's diary; it ends with a slash."""
    return f"{patient_id}/"


def record_folder(treatment_id: UUID) -> str:
    """Return the beginning of the keys of all baseline photos of a treatment; it ends with a slash."""
    return f"record-{treatment_id}/"


async def destroy_key_of(folder: str) -> None:
    """Destroy the key of a folder, inside a unit of work: nobody can read a copy of what is in it any more."""
    await destroy_keys(folder.removesuffix("/"))


def image_keys(photo: Photo) -> list[str]:
    """Return the keys of all images of a photo."""
    return [image_key(photo, size) for size in get_args(PhotoSize)]


async def every_photo() -> AsyncIterator[Photo]:
    """Yield the rows in the order of their ids, a batch at a time: there may be millions."""
    last = UUID(int=0)
    while rows := await Photo.filter(id__gt=last).order_by("id").limit(BATCH):
        for photo in rows:
            yield photo
        last = rows[-1].id


async def delete_images(services: Services, keys: list[str]) -> None:
    """Delete images that no row refers to. A key that ends with a slash stands for all images below it."""
    for key in keys:
        below = [each async for each in services.photos.keys(prefix=key)] if key.endswith("/") else [key]
        for each in below:
            await services.photos.delete(each)
