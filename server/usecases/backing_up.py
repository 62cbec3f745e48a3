"""What goes into a backup beside the database: the images of all photos, logos, and the list of what was erased."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Protocol, get_args
from uuid import UUID

from models.diary import Photo
from models.erasures import Erasure
from models.people import Clinic
from server.domain.errors import NotFound
from server.ports import Services
from server.shapes.diary import PhotoSize
from server.usecases.logo_files import load_logo, logo_key, media_type
from server.usecases.photo_images import every_photo, image_digest, image_key


class ImageShelf(Protocol):
    """Where the images of all backups are, each once, under the SHA-256 of its bytes."""

    def has_image(self, digest: str) -> bool: ...
    def put_image(self, content: bytes) -> str: ...


class ImageList(Protocol):
    """The images of one backup."""

    def add_image(self, key: str, digest: str, content_type: str) -> None: ...


@dataclass(slots=True)
class CopiedImages:
    """`known` were in an earlier backup. `missing` are ids of photos of which an image could not be read."""

    copied: int = 0
    known: int = 0
    missing: list[UUID] = field(default_factory=list)


async def copy_images(services: Services, shelf: ImageShelf, images: ImageList) -> CopiedImages:
    """Add every image to a backup. Call it after the database was copied: each image of a row is stored before it.

    An image that has rotted since an earlier backup is taken from there. A missing one does not stop the backup.
    """
    result = CopiedImages()
    async for photo in every_photo():
        for size in get_args(PhotoSize):
            digest = image_digest(photo, size)
            if digest is not None and shelf.has_image(digest):
                result.known += 1
            else:
                digest = await _copy(services, shelf, photo, size)
                result.copied += digest is not None
            if digest is not None:
                images.add_image(image_key(photo, size), digest, photo.content_type)
            elif (
                await Photo.exists(id=photo.id) and photo.id not in result.missing
            ):  # else it was erased meanwhile
                result.missing.append(photo.id)
    await _copy_logos(services, shelf, images)
    return result


async def _copy_logos(services: Services, shelf: ImageShelf, images: ImageList) -> None:
    for clinic in await Clinic.exclude(logo=None):
        key, content = logo_key(clinic), await load_logo(services, clinic)
        if key is not None and content is not None:
            images.add_image(key, shelf.put_image(content), media_type(key))


async def _copy(services: Services, shelf: ImageShelf, photo: Photo, size: PhotoSize) -> str | None:
    try:
        content = await services.photos.get(image_key(photo, size))
    except NotFound:
        return None
    return shelf.put_image(content)


async def list_erasures() -> list[dict[str, Any]]:
    """Return everything that was ever erased, oldest first: ids and times, never content."""
    return [row async for row in _erasures()]


async def _erasures() -> AsyncIterator[dict[str, Any]]:
    for row in await Erasure.all().order_by("erased_at", "id"):
        yield {
            "person_id": str(row.person_id),
            "kind": row.kind,
            "item_id": str(row.item_id),
            "revision": row.revision,
            "erased_at": row.erased_at.isoformat(),
        }
