"""A folder with backups.

    photos/ab/abcdef…      every image once, under a keyed hash of its bytes, for all backups
    erasures/NAME.json     lists of what was erased or withdrawn; the newest one counts for every backup
    NAME/                  one backup: manifest.json, the database, images.jsonl, the VAPID key

A backup is written under a temporary name and renamed when it is complete, so that one which was cut is recognised.
Everything but the manifest is encrypted (`backup_cipher`). Backups of format 1 are in clear, and can still be read.
"""

import fcntl
import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, BinaryIO, Final

from server.adapters.backup_cipher import BackupCipher, Cipher, PlainCipher
from server.adapters.durable_files import PARTIAL, sync, write_durably
from server.adapters.sealing import NotAuthentic

FORMAT: Final = 2
ENCRYPTION: Final = "aes-256-gcm"
READABLE: Final = {(1, "none"), (FORMAT, ENCRYPTION)}
MANIFEST: Final = "manifest.json"
IMAGES: Final = "images.jsonl"
_NAME: Final = re.compile(r"\d{8}T\d{9}Z")


class BackupUnusable(Exception):
    """A backup cannot be written or read. The message is one sentence for the operator, without a full stop."""


@dataclass(frozen=True, slots=True)
class Image:
    """An image of a photo: its key in the photo store, and where its bytes are in the backup."""

    key: str
    sha256: str
    content_type: str


def name_of(moment: datetime) -> str:
    """Return the name of a backup of this instant, to the millisecond: names sort by time."""
    return f"{moment:%Y%m%dT%H%M%S}{moment.microsecond // 1000:03}Z"


def moment_of(name: str) -> datetime:
    return datetime.strptime(f"{name[:-1]}000", "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)


class BackupFolder:
    """`folder` is created by `writing` if missing, readable by its owner only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self._photos = self.folder / "photos"
        self._erasures = self.folder / "erasures"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Let one process write at a time, and remove what a process that was killed has left."""
        for folder in (self.folder, self._photos, self._erasures):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.folder / ".lock").open("w") as lock:
            try:
                fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise BackupUnusable(f"another backup into {self.folder} is under way") from error
            for left in (*self.folder.rglob(f"*{PARTIAL}"),):
                _remove(left)
            yield

    def names(self) -> list[str]:
        """Return the names of the complete backups, oldest first."""
        return sorted(path.name for path in self.folder.glob("*/") if _NAME.fullmatch(path.name))

    def image_path(self, name: str) -> Path:
        return self._photos / name[:2] / name

    def erasures_path(self, name: str) -> Path:
        return self._erasures / f"{name}.json"

    def newest_erasures(self) -> Path | None:
        return max(self._erasures.glob("*.json"), default=None)

    def manifest(self, name: str) -> dict[str, Any]:
        """Return the manifest of a backup. Raises `BackupUnusable`."""
        if not (self.folder / name).is_dir() or not _NAME.fullmatch(name):
            raise BackupUnusable(f"there is no complete backup {name} in {self.folder}")
        return unsealed(self.folder / name / MANIFEST)

    def expire(self, before: datetime, cipher: BackupCipher) -> list[str]:
        """Delete the backups of before this instant, except the newest one, and images that no backup needs.

        Return the names of what was deleted. If a backup cannot be read, no image is deleted.
        """
        names, lists = self.names(), sorted(self._erasures.glob("*.json"))
        expired = [name for name in names[:-1] if moment_of(name) < before]
        for name in expired:
            _remove(self.folder / name)
        for path in lists[:-1]:
            if moment_of(path.stem) < before:
                path.unlink()
        if expired:
            self._delete_unneeded_images(cipher)
        return expired

    def _delete_unneeded_images(self, cipher: BackupCipher) -> None:
        needed = set()
        for name in self.names():
            try:
                stored = StoredBackup(self, name, cipher)
                needed |= {stored.cipher.image_name(image.sha256) for image in stored.images()}
            except BackupUnusable:
                return
        for path in self._photos.glob("*/*"):
            if path.name not in needed:
                path.unlink()


class StoredBackup:
    """A complete backup. Raises `BackupUnusable` for whatever is not as it was written.

    `cipher` opens it, unless it is of the format that is in clear.
    """

    def __init__(self, folder: BackupFolder, name: str, cipher: Cipher) -> None:
        self.folder, self.name = folder, name
        self.manifest = folder.manifest(name)
        self.cipher: Cipher = PlainCipher() if self.manifest["format"] == 1 else cipher

    def images(self) -> Iterator[Image]:
        with tempfile.TemporaryFile() as lines:
            self.copy_out(IMAGES, lines)
            lines.seek(0)
            for line in lines:
                yield Image(**json.loads(line))

    def get_image(self, digest: str) -> bytes:
        """Return the bytes of an image, which have this SHA-256."""
        path = self.folder.image_path(self.cipher.image_name(digest))
        try:
            content = self.cipher.opened(path.read_bytes(), place=path.name)
        except FileNotFoundError:
            raise BackupUnusable(f"the image {path.name} is missing in {path.parent.parent}") from None
        except NotAuthentic:
            content = b""
        if sha256(content).hexdigest() != digest:
            raise BackupUnusable(f"the image {path.name} in {path.parent.parent} is damaged")
        return content

    def copy_out(self, file: str, target: BinaryIO) -> None:
        """Write the content of a file of this backup."""
        path = self.folder.folder / self.name / file
        try:
            self.cipher.copy_out(path, target, place=f"{self.name}/{file}")
        except NotAuthentic:
            raise BackupUnusable(f"{path} is damaged, or encrypted with another key") from None

    def check(self) -> int:
        """Compare all files and images with their hashes. Return the number of images."""
        for file, digest in self.manifest["files"].items():
            path = self.folder.folder / self.name / file
            if digest_of(path) != digest:
                raise BackupUnusable(f"{path} is missing or not as it was written")
        count = 0
        for count, image in enumerate(self.images(), 1):  # noqa: B007 - counted
            self.get_image(image.sha256)
        return count


class BackupWriter:
    """Writes into a folder what one cipher encrypts. `keys` says how it can be opened."""

    def __init__(self, folder: BackupFolder, cipher: BackupCipher, keys: Mapping[str, Any]) -> None:
        self.folder, self.cipher, self.keys = folder, cipher, keys

    def has_image(self, digest: str) -> bool:
        return self.folder.image_path(self.cipher.image_name(digest)).is_file()

    def put_image(self, content: bytes) -> str:
        """Store the bytes of an image unless they are here. Return their SHA-256."""
        digest = sha256(content).hexdigest()
        path = self.folder.image_path(self.cipher.image_name(digest))
        if not path.is_file():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            write_durably(path, self.cipher.sealed(content, place=path.name))
        return digest

    def put_erasures(self, name: str, rows: list[dict[str, Any]], withdrawals: Mapping[str, Any]) -> None:
        """Store a list of what was erased or withdrawn, with the keys that open it."""
        content = json.dumps({"made_at": moment_of(name).isoformat(), "rows": rows, **withdrawals}).encode()
        sealed = self.cipher.sealed(content, place=f"erasures/{name}")
        document = {"format": FORMAT, "keys": self.keys, "sealed": sealed.hex()}
        write_durably(self.folder.erasures_path(name), _sealed(document))

    def begin(self, name: str) -> "NewBackup":
        path = self.folder.folder / f"{name}{PARTIAL}"
        path.mkdir(mode=0o700)
        return NewBackup(self, name, path)


class NewBackup:
    """A backup that is being written. Without `finish`, it does not count."""

    def __init__(self, writer: BackupWriter, name: str, path: Path) -> None:
        self.name = name
        self.images = 0
        self._writer = writer
        self._path = path
        self._list = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`

    def add_image(self, key: str, digest: str, content_type: str) -> None:
        """Note that an image of the folder belongs to this backup."""
        line = {"key": key, "sha256": digest, "content_type": content_type}
        self._list.write(json.dumps(line).encode() + b"\n")
        self.images += 1

    def add_file(self, file: str, content: BinaryIO) -> None:
        """Encrypt a file into the backup."""
        self._writer.cipher.copy_in(content, self._path / file, place=f"{self.name}/{file}")

    def close(self) -> None:
        self._list.close()

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Write the list of images and the manifest with the hash of each file, and give the backup its name."""
        self._list.seek(0)
        self.add_file(IMAGES, self._list)
        files = {path.name: digest_of(path) for path in sorted(self._path.iterdir())}
        known = {"format": FORMAT, "encryption": ENCRYPTION, "images": self.images, "files": files}
        document = {**manifest, **known, "keys": self._writer.keys}
        write_durably(self._path / MANIFEST, _sealed(document))
        folder = self._writer.folder.folder
        self._path.rename(folder / self.name)
        sync(folder)


def digest_of(path: Path) -> str | None:
    """Return the SHA-256 of a file in hex, None if there is none."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def _sealed(document: Mapping[str, Any]) -> bytes:
    """Return the document as JSON with its own hash, so that a cut or altered file is recognised."""
    return json.dumps({**document, "sha256": _seal(document)}, indent=1).encode()


def _seal(document: Mapping[str, Any]) -> str:
    return sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()


def unsealed(path: Path) -> dict[str, Any]:
    """Return the document of a file that `_sealed` has made. Raises `BackupUnusable`."""
    try:
        document = dict(json.loads(path.read_bytes()))
    except FileNotFoundError:
        raise BackupUnusable(f"{path} is missing") from None
    except ValueError as error:
        raise BackupUnusable(f"{path} is cut or damaged") from error
    if document.pop("sha256", None) != _seal(document):
        raise BackupUnusable(f"{path} is not as it was written")
    return document


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
