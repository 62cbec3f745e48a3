"""The images of a photo in the photo store: one per size."""

from typing import get_args
from uuid import UUID

from models.diary import Photo
from server.ports import Services
from server.shapes.diary import PhotoSize


def photo_key(patient_id: UUID, photo_id: UUID, fingerprint: str, size: PhotoSize) -> str:
    """Return the key of an image. It contains the fingerprint, so no upload can overwrite another photo."""
    return f"{patient_folder(patient_id)}{photo_id}-{fingerprint[:32]}-{size}"


def image_key(photo: Photo, size: PhotoSize) -> str:
    """Return the key of an image of a stored photo."""
    return photo_key(photo.patient_id, photo.id, photo.sha256, size)


def patient_folder(patient_id: UUID) -> str:
    """Return the beginning of the keys of all images of a patient; it ends with a slash."""
    return f"{patient_id}/"


def image_keys(photo: Photo) -> list[str]:
    """Return the keys of all images of a photo."""
    return [image_key(photo, size) for size in get_args(PhotoSize)]


async def delete_images(services: Services, keys: list[str]) -> None:
    """Delete images that no row refers to. A key that ends with a slash stands for all images below it."""
    for key in keys:
        below = [each async for each in services.photos.keys(prefix=key)] if key.endswith("/") else [key]
        for each in below:
            await services.photos.delete(each)
