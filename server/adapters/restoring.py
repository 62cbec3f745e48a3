"""Check a backup, and put it into an empty place. Nothing is touched before everything has been checked."""

import json
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from server.adapters.backup_cipher import Cipher, PlainCipher
from server.adapters.backup_folder import (
    READABLE,
    BackupFolder,
    BackupUnusable,
    Image,
    StoredBackup,
    unsealed,
)
from server.adapters.backup_keys import BackupUnlocker
from server.adapters.database import database, is_sqlite, sqlite_path
from server.adapters.database_copy import RESTORING, copy_name, finish_loading, load_postgres, tables_of
from server.adapters.migrations import migrate
from server.adapters.sealing import NotAuthentic
from server.adapters.sqlite_file import exclusive
from server.domain.errors import NotFound
from server.ports import PhotoStore

UUID_LENGTH = 36
EMPTY = "restore into an empty place, or move what is there away first"


@dataclass(frozen=True, slots=True)
class RestorePlan:
    """A backup that has been checked, and what was erased until `erasures_at`, also after the backup.

    `withdrawals` is the rest of that list: what was withdrawn until then.
    """

    source: StoredBackup
    images: int
    erasures: Sequence[dict[str, Any]]
    erasures_at: datetime
    withdrawals: Mapping[str, Any]
    masters: Sequence[bytes]
    """The master keys that were in the backup; none if this place has the right one."""

    @property
    def name(self) -> str:
        return self.source.name

    def has_erased(self, image: Image) -> bool:
        """Return whether its photo or its patient's account was erased: then it must not come back to the disk."""
        person_id, _, rest = image.key.partition("/")
        erased = {(row["kind"], row["item_id"]) for row in self.erasures}
        return ("account", person_id) in erased or ("photo", rest[:UUID_LENGTH]) in erased


def plan_restore(
    folder: BackupFolder, unlocker: BackupUnlocker, *, at: str | None, url: str, migrations: Sequence[str]
) -> RestorePlan:
    """Compare a backup, the newest one unless `at` names another, with its hashes.

    `migrations` are those that this version of Afterglow knows. Raises `BackupUnusable`, and `KeyUnusable` if it
    cannot be unlocked.
    """
    if not folder.names():
        raise BackupUnusable(f"there is no complete backup in {folder.folder}")
    name = at or folder.names()[-1]
    manifest = folder.manifest(name)
    _check_readable(manifest, name, url=url, migrations=migrations)
    listed = _newest_erasures(folder, unlocker)
    source = StoredBackup(folder, name, _cipher(manifest, unlocker))
    images = source.check()
    if images != manifest["images"]:
        raise BackupUnusable(f"the backup {name} has {images} images instead of {manifest['images']}")
    return RestorePlan(
        source,
        images,
        erasures=list(listed["rows"]),
        erasures_at=datetime.fromisoformat(listed["made_at"]),
        withdrawals=listed,
        masters=tuple(unlocker.masters),
    )


def _cipher(document: dict[str, Any], unlocker: BackupUnlocker) -> Cipher:
    return unlocker.cipher(document["keys"]) if "keys" in document else PlainCipher()


def _check_readable(manifest: dict[str, Any], name: str, *, url: str, migrations: Sequence[str]) -> None:
    if (manifest["format"], manifest["encryption"]) not in READABLE:
        raise BackupUnusable(
            f"the backup {name} has a form that this version cannot read: install a newer one"
        )
    if manifest["schema"] not in migrations:
        version = manifest["version"]
        raise BackupUnusable(
            f"the backup {name} is of a newer version ({version}, {manifest['schema']}): install it"
        )
    if manifest["database"] != copy_name(url):
        raise BackupUnusable(
            f"the backup {name} has {manifest['database']}, and the database here is of another kind"
        )


def _newest_erasures(folder: BackupFolder, unlocker: BackupUnlocker) -> dict[str, Any]:
    """Return the list that knows everything which was erased before any backup here. Raises `BackupUnusable`."""
    path, newest = folder.newest_erasures(), folder.names()[-1]
    if path is None or path.stem < newest:
        raise BackupUnusable(f"the list of erasures of {newest} is missing: what was erased would come back")
    document = unsealed(path)
    if "keys" not in document and folder.manifest(newest)["format"] > 1:
        raise BackupUnusable(f"{path} is not encrypted, and so it is not as it was written")
    if "keys" in document:
        try:
            sealed = bytes.fromhex(document["sealed"])
            opened = unlocker.cipher(document["keys"]).opened(sealed, place=f"erasures/{path.stem}")
        except NotAuthentic:
            raise BackupUnusable(f"{path} is damaged, or encrypted with another key") from None
        document = json.loads(opened)
    return dict(document)


async def check_empty(url: str, photos: PhotoStore) -> None:
    """Raise `BackupUnusable` or `DatabaseUnusable` if anything is stored here, or if a server runs."""
    if is_sqlite(url):
        _check_no_file(sqlite_path(url))
    elif tables := await tables_of(url):
        cut = "a restore into it was cut" if RESTORING in tables else "it has tables"
        raise BackupUnusable(f"the database is not empty ({cut}): drop it, create it and restore again")
    async for key in photos.keys():
        raise BackupUnusable(f"there are photos already ({key}): {EMPTY}")


def _check_no_file(path: Path) -> None:
    for each in (path, path.with_name(f"{path.name}-wal")):
        if each.exists() and each.stat().st_size:
            with exclusive(path):
                raise BackupUnusable(f"there is a database already ({each}): {EMPTY}")


async def restore_images(plan: RestorePlan, photos: PhotoStore) -> int:
    """Put the images into the photo store. Return their number.

    Those of erased photos stay out, and those of people who came after the database was copied.
    """
    count = 0
    for image in plan.source.images():
        if plan.has_erased(image):
            continue
        content = plan.source.get_image(image.sha256)
        with suppress(NotFound):
            await photos.put(image.key, content, content_type=image.content_type)
            count += 1
    return count


def restore_file(write: Callable[[BinaryIO], None], target: Path) -> None:
    """Write a file durably, readable by its owner only."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as copy:
        write(copy)
        copy.flush()
        os.fsync(descriptor)


@asynccontextmanager
async def restored_database(
    write: Callable[[BinaryIO], None], url: str, *, folder: Path | None = None
) -> AsyncIterator[None]:
    """Open the restored and migrated database while the block runs. `write` writes its copy, `folder` has space.

    No server can use it before the block ends well.
    """
    if not is_sqlite(url):
        with tempfile.TemporaryFile(dir=folder) as copy:
            write(copy)
            copy.seek(0)
            await load_postgres(copy, url)
        await migrate(url)
        async with database(url, everywhere=False):
            yield
        await finish_loading(url)
        return
    path = sqlite_path(url)
    staged = path.with_name(f"{path.name}.restoring")
    with exclusive(path):
        _remove_staged(staged)
        restore_file(write, staged)
        await migrate(f"sqlite://{staged}")
        async with database(f"sqlite://{staged}", everywhere=False):
            yield
        staged.rename(path)
        _remove_staged(staged)


def _remove_staged(staged: Path) -> None:
    """Remove what a restore that was cut, or a migration of the restored file, has left."""
    for path in staged.parent.glob(f"{staged.name}*"):
        path.unlink()
