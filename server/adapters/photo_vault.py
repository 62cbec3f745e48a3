"""A photo store that encrypts what it stores: the folder of each patient and of each record with a key of its own.

Logos of clinics are not personal, and stay in clear: everybody with an invitation sees them.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Final

from models.server_state import server_state
from server.adapters.data_key_ring import DataKeyRing
from server.adapters.sealing import NotAuthentic, is_sealed, seal, unseal
from server.domain.errors import Damaged
from server.domain.figures import Figures
from server.ports import PhotoStore

IN_CLEAR: Final = "clinics"
INLINE: Final = 64 * 2**10
"""Bytes that are encrypted in the event loop: it takes 50 µs, and a thread would take longer."""
MEDIA_TYPE: Final = "application/octet-stream"


class PhotoVault:
    """`server.ports.PhotoStore` around another one. Photos of an earlier version, in clear, can still be read."""

    def __init__(self, store: PhotoStore, keys: DataKeyRing, figures: Figures | None = None) -> None:
        self._store = store
        self._keys = keys
        self._figures = figures or Figures()
        self._nothing_in_clear = False

    async def put(self, key: str, content: bytes, *, content_type: str) -> None:
        folder = _folder(key)
        if folder == IN_CLEAR:
            await self._store.put(key, content, content_type=content_type)
            return
        data_key = await self._keys.find_or_make(folder)
        if len(content) > INLINE:
            sealed = await asyncio.to_thread(seal, data_key, content, place=key)
        else:
            sealed = seal(data_key, content, place=key)
        await self._store.put(key, sealed, content_type=MEDIA_TYPE)

    async def get(self, key: str) -> bytes:
        """Raises `Damaged` if the bytes are not those that were put, or if their key was destroyed."""
        stored = await self._store.get(key)
        if _folder(key) == IN_CLEAR:
            return stored
        try:
            return await self._opened(key, stored)
        except Damaged:
            self._figures.damaged_reads += 1
            raise

    async def _opened(self, key: str, stored: bytes) -> bytes:
        if not is_sealed(stored):
            if await self._refuses_clear():
                raise Damaged(f"no photo {key}")
            return stored
        data_key = await self._keys.find(_folder(key))
        if data_key is None:
            raise Damaged(f"no photo {key}")
        return await _opened(data_key, stored, key)

    async def encrypt_stored(self, key: str) -> bool:
        """Encrypt what an earlier version has stored in clear. Return False if there is nothing to do.

        The store replaces the bytes at once, so that a crash leaves the old ones or the new ones.
        """
        if _folder(key) == IN_CLEAR:
            return False
        stored = await self._store.get(key)
        if is_sealed(stored):
            return False
        await self.put(key, stored, content_type=MEDIA_TYPE)
        return True

    async def stored_at(self, key: str) -> datetime:
        return await self._store.stored_at(key)

    async def delete(self, key: str) -> None:
        await self._store.delete(key)

    def keys(self, *, prefix: str = "") -> AsyncIterator[str]:
        return self._store.keys(prefix=prefix)

    async def _refuses_clear(self) -> bool:
        """Return whether every photo is encrypted: then one in clear was put there by somebody else."""
        self._nothing_in_clear = (
            self._nothing_in_clear or (await server_state()).photos_encrypted_at is not None
        )
        return self._nothing_in_clear


async def _opened(data_key: bytes, sealed: bytes, key: str) -> bytes:
    try:
        if len(sealed) > INLINE:
            return await asyncio.to_thread(unseal, data_key, sealed, place=key)
        return unseal(data_key, sealed, place=key)
    except NotAuthentic:
        raise Damaged(f"no photo {key}") from None


def _folder(key: str) -> str:
    return key.partition("/")[0]
