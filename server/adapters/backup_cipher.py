"""How the files of a backup are encrypted: with a key of the backups alone, from which two others are derived.

An image is named by a keyed hash of its content, so that the same image is stored once and its name tells nothing.
A file may be large: it is encrypted in pieces, whose order and number are authenticated.
"""

import hmac
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from server.adapters.durable_files import sync
from server.adapters.sealing import OVERHEAD, derived_key, seal, unseal

PIECE: Final = 2**20
"""Bytes of each piece of a file before it is encrypted; the last one is shorter."""


class Cipher(Protocol):
    """Raises `NotAuthentic` for bytes that are not those that were written for this place."""

    def image_name(self, digest: str) -> str:
        """Return the name of the file of an image with this SHA-256."""
        ...

    def opened(self, stored: bytes, *, place: str) -> bytes: ...
    def copy_out(self, source: Path, target: BinaryIO, *, place: str) -> None:
        """Write the content of a file of the backup."""
        ...


class PlainCipher:
    """Backups of earlier versions are in clear."""

    def image_name(self, digest: str) -> str:
        return digest

    def opened(self, stored: bytes, *, place: str) -> bytes:
        return stored

    def copy_out(self, source: Path, target: BinaryIO, *, place: str) -> None:
        with source.open("rb") as file:
            while piece := file.read(PIECE):
                target.write(piece)


class BackupCipher:
    def __init__(self, backup_key: bytes) -> None:
        self._content = derived_key(backup_key, "backup content")
        self._names = derived_key(backup_key, "backup names")

    def image_name(self, digest: str) -> str:
        return hmac.digest(self._names, digest.encode(), sha256).hex()

    def sealed(self, content: bytes, *, place: str) -> bytes:
        return seal(self._content, content, place=place)

    def opened(self, stored: bytes, *, place: str) -> bytes:
        return unseal(self._content, stored, place=place)

    def copy_in(self, source: BinaryIO, target: Path, *, place: str) -> None:
        """Encrypt a file into the backup, durably, readable by its owner only."""
        target.touch(mode=0o600)
        with target.open("wb") as file:
            number, piece = 0, source.read(PIECE)
            while True:
                following = source.read(PIECE)
                file.write(self.sealed(piece, place=_piece(place, number, is_last=not following)))
                if not following:
                    break
                number, piece = number + 1, following
        sync(target)

    def copy_out(self, source: Path, target: BinaryIO, *, place: str) -> None:
        with source.open("rb") as file:
            number, piece = 0, file.read(PIECE + OVERHEAD)
            while True:
                following = file.read(PIECE + OVERHEAD)
                target.write(self.opened(piece, place=_piece(place, number, is_last=not following)))
                if not following:
                    return
                number, piece = number + 1, following


def _piece(place: str, number: int, *, is_last: bool) -> str:
    return f"{place} {number}{' last' if is_last else ''}"
