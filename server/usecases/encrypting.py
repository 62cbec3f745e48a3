"""Encrypt the photos that an earlier version has stored in clear."""

import re
from typing import Protocol
from uuid import UUID

from models.diary import Photo
from models.server_state import change_server_state, server_state
from server.domain.errors import NotFound
from server.ports import Services
from server.usecases.erasure_rows import is_photo_erased
from server.usecases.photo_images import delete_images

_PHOTO = re.compile(r"[a-z0-9-]+/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-")


class Vault(Protocol):
    """The photo store, which encrypts."""

    async def encrypt_stored(self, key: str) -> bool:
        """Encrypt one file. Return False if it is encrypted. Raises `NotFound`."""
        ...


async def is_everything_encrypted() -> bool:
    return (await server_state()).photos_encrypted_at is not None


async def encrypt_photos(services: Services, vault: Vault) -> int:
    """Encrypt every file that is in clear, one after the other. Return how many were.

    If it is cut, it can be called again. What is erased meanwhile does not come back.
    """
    count = 0
    async for key in services.photos.keys():
        try:
            encrypted = await vault.encrypt_stored(key)
        except NotFound:
            continue  # erased since its name was read
        if encrypted:
            count += 1
            await _delete_if_erased(services, key)
    return count


async def _delete_if_erased(services: Services, key: str) -> None:
    match = _PHOTO.match(key)
    photo_id = UUID(match[1]) if match else None
    if photo_id and await is_photo_erased(photo_id) and not await Photo.exists(id=photo_id):
        await delete_images(services, [key])


async def note_everything_encrypted(services: Services) -> None:
    """From now on, a photo in clear was put there by somebody else, and is not shown."""
    await change_server_state(photos_encrypted_at=services.clock.now())
