"""Compare every stored image with what the database knows of it, and find files that no row refers to."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Literal, get_args
from uuid import UUID

from models.diary import Photo
from models.exports import Export
from models.server_state import note_verification
from server.domain.errors import Damaged, NotFound
from server.ports import Services
from server.shapes.diary import PhotoSize
from server.usecases.photo_images import delete_images, every_photo, image_digest, image_key, image_keys

BATCH = 200
SAFE_AGE = timedelta(days=1)
"""An upload stores its images before its row. What is older and has no row will not get one."""

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_IMAGE = re.compile(rf"(?:record-)?{_UUID}/({_UUID})-[0-9a-f]{{32}}-(?:{'|'.join(get_args(PhotoSize))})")
_EXPORT = re.compile(rf"{_UUID}/exports/({_UUID})/\d+")
_JPEG = (b"\xff\xd8", b"\xff\xd9")


@dataclass(frozen=True, slots=True)
class ImageFault:
    """An image that a row refers to and that is not stored as it was."""

    treatment_id: UUID
    photo_id: UUID
    size: PhotoSize
    kind: Literal["missing", "damaged"]


@dataclass(slots=True)
class Verification:
    """`hashed` counts images of older rows, whose hash was stored only now. `orphans` are keys."""

    checked: int = 0
    hashed: int = 0
    faults: list[ImageFault] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    swept: bool = False


async def verify_photos(services: Services, *, sweep: bool = False) -> Verification:
    """Read every image of every photo, and list the files without a row. With `sweep`, delete these files.

    A fault changes nothing: the image may be in a backup, or on the patient's phone.
    """
    verification = Verification(swept=sweep)
    async for photo in every_photo():
        for size in get_args(PhotoSize):
            await _check(services, photo, size, verification)
    async for keys in _stored_keys(services):
        for key in await _without_row(keys):
            if await _is_left_behind(services, key):
                verification.orphans.append(key)
    if sweep:
        for key in verification.orphans:
            if await _without_row([key]) and await _is_left_behind(services, key):
                await delete_images(services, [key])
    await note_verification(services.clock.now(), unsound=len(verification.faults))
    return verification


async def _check(services: Services, photo: Photo, size: PhotoSize, verification: Verification) -> None:
    verification.checked += 1
    content = await _content(services, image_key(photo, size))
    kind = await _judge(photo, size, content)
    if kind == "unknown" and content is not None:
        await Photo.filter(id=photo.id).update(**{f"{size}_sha256": await _digest(content)})
        verification.hashed += 1
    elif kind in ("missing", "damaged") and await Photo.exists(id=photo.id):  # else it was erased meanwhile
        verification.faults.append(ImageFault(photo.treatment_id, photo.id, size, kind))


async def _judge(
    photo: Photo, size: PhotoSize, content: bytes | None
) -> Literal["missing", "damaged", "sound", "unknown"]:
    if content is None:
        return "missing"
    expected = image_digest(photo, size)
    if expected is not None:
        return "sound" if await _digest(content) == expected else "damaged"
    return "unknown" if (content[:2], content[-2:]) == _JPEG else "damaged"


async def _content(services: Services, key: str) -> bytes | None:
    """Return nothing at all for an image that cannot be decrypted: its hash then differs, too."""
    try:
        return await services.photos.get(key)
    except Damaged:
        return b""
    except NotFound:
        return None


async def _digest(content: bytes) -> str:
    return (await asyncio.to_thread(sha256, content)).hexdigest()


async def _stored_keys(services: Services) -> AsyncIterator[list[str]]:
    batch: list[str] = []
    async for key in services.photos.keys():
        batch.append(key)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


async def _without_row(keys: list[str]) -> list[str]:
    """Return the keys of ours that no row refers to. A key of another form may belong to something else."""
    images = {match[0]: UUID(match[1]) for match in map(_IMAGE.fullmatch, keys) if match}
    parts = {match[0]: UUID(match[1]) for match in map(_EXPORT.fullmatch, keys) if match}
    photos = await Photo.filter(id__in=list(images.values()))
    exports = {export.id for export in await Export.filter(id__in=list(parts.values()))}
    named = {key for photo in photos for key in image_keys(photo)}
    return [key for key in images if key not in named] + [
        key for key, export_id in parts.items() if export_id not in exports
    ]


async def _is_left_behind(services: Services, key: str) -> bool:
    try:
        return services.clock.now() - await services.photos.stored_at(key) > SAFE_AGE
    except NotFound:
        return False
