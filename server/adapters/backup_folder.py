"""A folder with backups.

    photos/ab/abcdef…      every image once, under the SHA-256 of its bytes, for all backups
    erasures/NAME.json     lists of what was erased or withdrawn; the newest one counts for every backup
    NAME/                  one backup: manifest.json, the database, images.jsonl, the VAPID key

A backup is written under a temporary name and renamed when it is complete, so that one which was cut is recognised.
The manifest says how the files are encrypted; format 1 knows only "none", and `_write` and `_read` are the two places
where bytes pass.
"""

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, Final

FORMAT: Final = 1
ENCRYPTION: Final = "none"
MANIFEST: Final = "manifest.json"
IMAGES: Final = "images.jsonl"
_NAME: Final = re.compile(r"\d{8}T\d{9}Z")
_PARTIAL: Final = ".partial"


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
            for left in (*self.folder.rglob(f"*{_PARTIAL}"),):
                _remove(left)
            yield

    def names(self) -> list[str]:
        """Return the names of the complete backups, oldest first."""
        return sorted(path.name for path in self.folder.glob("*/") if _NAME.fullmatch(path.name))

    def begin(self, name: str) -> "NewBackup":
        partial = self.folder / f"{name}{_PARTIAL}"
        partial.mkdir(mode=0o700)
        return NewBackup(self, name, partial)

    def has_image(self, digest: str) -> bool:
        return self.image_path(digest).is_file()

    def put_image(self, content: bytes) -> str:
        """Store the bytes of an image unless they are here. Return their SHA-256."""
        digest = sha256(content).hexdigest()
        if not self.has_image(digest):
            self.image_path(digest).parent.mkdir(mode=0o700, exist_ok=True)
            _write(self.image_path(digest), content)
        return digest

    def get_image(self, digest: str) -> bytes:
        """Return the bytes of an image. Raises `BackupUnusable` if they are not those that were stored."""
        try:
            content = self.image_path(digest).read_bytes()
        except FileNotFoundError:
            raise BackupUnusable(f"the image {digest} is missing in {self._photos}") from None
        if sha256(content).hexdigest() != digest:
            raise BackupUnusable(f"the image {digest} in {self._photos} is damaged")
        return content

    def image_path(self, digest: str) -> Path:
        return self._photos / digest[:2] / digest

    def put_erasures(self, name: str, rows: list[dict[str, Any]], withdrawals: Mapping[str, Any]) -> None:
        document = {"made_at": moment_of(name).isoformat(), "rows": rows, **withdrawals}
        _write(self._erasures / f"{name}.json", _sealed(document))

    def newest_erasures(self) -> Path | None:
        return max(self._erasures.glob("*.json"), default=None)

    def manifest(self, name: str) -> dict[str, Any]:
        """Return the manifest of a backup. Raises `BackupUnusable`."""
        if not (self.folder / name).is_dir() or not _NAME.fullmatch(name):
            raise BackupUnusable(f"there is no complete backup {name} in {self.folder}")
        return unsealed(self.folder / name / MANIFEST)

    def images(self, name: str) -> Iterator[Image]:
        with (self.folder / name / IMAGES).open(encoding="utf-8") as lines:
            for line in lines:
                yield Image(**json.loads(line))

    def check(self, name: str, files: Mapping[str, str]) -> int:
        """Compare all files and images of a backup with their hashes. Return the number of images.

        Raises `BackupUnusable`.
        """
        for file, digest in files.items():
            if digest_of(self.folder / name / file) != digest:
                raise BackupUnusable(f"{self.folder / name / file} is missing or not as it was written")
        count = 0
        for count, image in enumerate(self.images(name), 1):  # noqa: B007 - counted
            self.get_image(image.sha256)
        return count

    def expire(self, before: datetime) -> list[str]:
        """Delete the backups of before this instant, except the newest one, and images that no backup needs.

        Return the names of what was deleted. If a manifest cannot be read, no image is deleted.
        """
        names, lists = self.names(), sorted(self._erasures.glob("*.json"))
        expired = [name for name in names[:-1] if moment_of(name) < before]
        for name in expired:
            _remove(self.folder / name)
        for path in lists[:-1]:
            if moment_of(path.stem) < before:
                path.unlink()
        if expired:
            self._delete_unneeded_images()
        return expired

    def _delete_unneeded_images(self) -> None:
        needed = {image.sha256 for name in self.names() for image in self.images(name)}
        for path in self._photos.glob("*/*"):
            if path.name not in needed:
                path.unlink()


class NewBackup:
    """A backup that is being written. Without `finish`, it does not count."""

    def __init__(self, folder: BackupFolder, name: str, path: Path) -> None:
        self.folder, self.name, self.path = folder, name, path
        self.images = 0
        self._list = (path / IMAGES).open("w", encoding="utf-8")

    def add_image(self, key: str, digest: str, content_type: str) -> None:
        """Note that an image of the folder belongs to this backup."""
        line = {"key": key, "sha256": digest, "content_type": content_type}
        self._list.write(json.dumps(line) + "\n")
        self.images += 1

    def close(self) -> None:
        self._list.close()

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Sync all files, write the manifest with their hashes, and give the backup its name."""
        self.close()
        files: dict[str, str | None] = {}
        for path in sorted(self.path.iterdir()):
            path.chmod(0o600)
            _sync(path)
            files[path.name] = digest_of(path)
        known = {"format": FORMAT, "encryption": ENCRYPTION, "images": self.images, "files": files}
        _write(self.path / MANIFEST, _sealed({**manifest, **known}))
        self.path.rename(self.folder.folder / self.name)
        _sync(self.folder.folder)


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


def _write(path: Path, content: bytes) -> None:
    """Write durably: a temporary file, synced, which then gets its name."""
    partial = path.with_name(path.name + _PARTIAL)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)
    partial.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
