"""A ZIP file that is written in parts to the photo store and read from any byte, without being held in memory."""

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator, Iterable, Iterator
from uuid import UUID

from server.ports import Services
from server.usecases.photo_images import patient_folder

PART = 4 * 2**20
"""Bytes of each part; the last one is shorter."""
BATCH = 64 * 2**10
"""Bytes of a text that are written at once: between two batches, other requests get a turn."""


def exports_folder(person_id: UUID) -> str:
    """Return the beginning of the keys of all parts of a person's exports; it ends with a slash."""
    return f"{patient_folder(person_id)}exports/"


def parts_folder(person_id: UUID, export_id: UUID) -> str:
    return f"{exports_folder(person_id)}{export_id}/"


class _Sink(io.RawIOBase):
    """What `zipfile` writes to. It cannot seek, so that bytes can leave as soon as they are written."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: object) -> int:
        written = bytes(content)  # type: ignore[call-overload]  # any buffer
        self.waiting += written
        return len(written)


class ZipWriter:
    """Write files one after the other. Call `close` at the end."""

    def __init__(self, services: Services, folder: str) -> None:
        self.size = 0
        self._services = services
        self._folder = folder
        self._sink = _Sink()
        self._zip = zipfile.ZipFile(self._sink, "w", zipfile.ZIP_STORED, allowZip64=True)
        self._parts = 0

    async def add(self, name: str, content: bytes, *, compress: bool = False) -> None:
        """Add a file. Pictures are compressed already; `compress` is for texts."""
        kind = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        await asyncio.to_thread(self._zip.writestr, name, content, kind)
        while len(self._sink.waiting) >= PART:
            await self._store(PART)

    async def add_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        """Add a text that is made piece by piece; no more than `PART` of it is held in memory."""
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        with self._zip.open(info, "w", force_zip64=True) as file:
            for some in batched(pieces):
                await asyncio.to_thread(file.write, some)
                while len(self._sink.waiting) >= PART:
                    await self._store(PART)

    async def close(self) -> None:
        await asyncio.to_thread(self._zip.close)
        while self._sink.waiting:
            await self._store(PART)

    async def _store(self, length: int) -> None:
        part = bytes(self._sink.waiting[:length])
        del self._sink.waiting[:length]
        key = f"{self._folder}{self._parts}"
        await self._services.photos.put(key, part, content_type="application/octet-stream")
        self._parts += 1
        self.size += len(part)


def batched(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Join small pieces, so that each step writes about `BATCH` bytes."""
    some = bytearray()
    for piece in pieces:
        some += piece
        if len(some) >= BATCH:
            yield bytes(some)
            some.clear()
    yield bytes(some)


async def read_parts(services: Services, folder: str, first: int, last: int) -> AsyncIterator[bytes]:
    """Yield the bytes from `first` to `last`, both inclusive, one part at a time."""
    for number in range(first // PART, last // PART + 1):
        part = await services.photos.get(f"{folder}{number}")
        begins = number * PART
        yield part[max(0, first - begins) : last + 1 - begins]
