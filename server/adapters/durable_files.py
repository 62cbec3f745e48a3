"""Write files that survive a power cut, readable by their owner only."""

import os
from pathlib import Path
from typing import Final

from server.adapters.clock import new_id

PARTIAL: Final = ".partial"
"""The end of the name of a file that is not complete."""


def write_durably(path: Path, content: bytes) -> None:
    """Write a temporary file, sync it, and give it its name: another process sees all of it or what was before."""
    partial = path.with_name(path.name + PARTIAL)
    _write(partial, content, os.O_TRUNC)
    partial.replace(path)
    sync(path.parent)


def create_durably(path: Path, content: bytes) -> None:
    """Write a file unless there is one. Of several processes that do this at once, the first one wins."""
    temporary = path.with_name(f".{path.name}.{new_id().hex}")
    _write(temporary, content, os.O_EXCL)
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        return
    finally:
        temporary.unlink()
    sync(path.parent)


def sync(path: Path) -> None:
    """Sync a file, or a folder: otherwise, a new name in it can be lost in a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(path: Path, content: bytes, how: int) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
