"""Photos as files in a folder. When `put` returns, the complete file is on disk under its name."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from server.adapters.clock import SYSTEM_CLOCK
from server.adapters.photo_keys import checked
from server.domain.errors import NotFound

_INCOMING: Final = ".incoming"
_STALE_AFTER: Final = 3600  # seconds; an incoming file this old was left by a process that was killed


class LocalPhotoStore:
    """`server.ports.PhotoStore` in `folder`, which is created if missing, readable by its owner only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()
        self._incoming = self._folder / _INCOMING
        self._incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
        _remove_stale(self._incoming)

    async def put(self, key: str, content: bytes, *, content_type: str) -> None:
        await asyncio.to_thread(self._write, self._path(key), content)

    async def get(self, key: str) -> bytes:
        try:
            return await asyncio.to_thread(self._path(key).read_bytes)
        except FileNotFoundError:
            raise NotFound(f"no photo {key}") from None

    async def stored_at(self, key: str) -> datetime:
        try:
            status = await asyncio.to_thread(self._path(key).stat)
        except FileNotFoundError:
            raise NotFound(f"no photo {key}") from None
        return datetime.fromtimestamp(status.st_mtime, UTC)

    async def delete(self, key: str) -> None:
        await asyncio.to_thread(_remove, self._path(key))

    async def keys(self, *, prefix: str = "") -> AsyncIterator[str]:
        folder = self._path(prefix.removesuffix("/")) if prefix else self._folder
        for path in await asyncio.to_thread(lambda: sorted(folder.rglob("*"))):
            key = path.relative_to(self._folder)
            if key.parts[0] != _INCOMING and path.is_file():
                yield key.as_posix()

    def _path(self, key: str) -> Path:
        return self._folder / checked(key)

    def _write(self, path: Path, content: bytes) -> None:
        """Write durably: 1. a temporary file, synced  2. its folders, synced  3. its final name, synced."""
        incoming = self._on_disk(content)
        try:
            for folder in reversed([path.parent, *path.parent.parents]):
                if folder.is_relative_to(self._folder):
                    _make_folder(folder)
            incoming.replace(path)
        except BaseException:
            incoming.unlink(missing_ok=True)
            raise
        _sync(path.parent)

    def _on_disk(self, content: bytes) -> Path:
        descriptor, name = tempfile.mkstemp(dir=self._incoming)  # readable by its owner only
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(descriptor)
        except BaseException:  # a full disk: what was written would make it fuller at every retry
            Path(name).unlink(missing_ok=True)
            raise
        return Path(name)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        return
    _sync(folder.parent)


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """Sync a folder: otherwise, a new name in the folder can be lost in a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_stale(incoming: Path) -> None:
    now = SYSTEM_CLOCK.now().timestamp()
    for path in incoming.iterdir():
        if now - path.stat().st_mtime > _STALE_AFTER:
            path.unlink(missing_ok=True)
