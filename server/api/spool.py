"""A file that a device sends, written to the disk while it arrives: many uploads that wait must not fill the memory."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO

PIECE = 256 * 1024
"""Bytes that are written, and read back, at a time."""


class SpooledFile:
    """`server.ports.UploadedFile`: a file without a name, which nobody else can open and no crash leaves behind.

    The SHA-256 is computed while it arrives. Close it when the request is answered.
    """

    def __init__(self, folder: Path | None) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed with the request
        self._hash = sha256()
        self._size = 0

    def __len__(self) -> int:
        return self._size

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def pieces(self) -> Iterator[bytes]:
        self._file.seek(0)
        while piece := self._file.read(PIECE):
            yield piece

    def write(self, piece: bytes) -> None:
        """Append a piece. Blocks."""
        self._file.write(piece)
        self._hash.update(piece)
        self._size += len(piece)

    def close(self) -> None:
        """Give the space on the disk back. A thread that still reads gets a `ValueError`."""
        self._file.close()


async def spool(chunks: AsyncIterator[bytes], folder: Path | None) -> SpooledFile:
    """Return the chunks as a file. What has come is discarded if one cannot be had or written."""
    file = await asyncio.to_thread(SpooledFile, folder)
    try:
        waiting = bytearray()
        async for chunk in chunks:
            waiting += chunk
            if len(waiting) >= PIECE:
                await asyncio.to_thread(file.write, bytes(waiting))
                waiting.clear()
        await asyncio.to_thread(file.write, bytes(waiting))
    except BaseException:
        file.close()
        raise
    return file
