"""The composition root of what an operator runs beside the server: verify, back up, restore."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from server import __version__
from server.adapters.backup_folder import BackupFolder, BackupUnusable, name_of
from server.adapters.clock import SYSTEM_CLOCK
from server.adapters.database import database, sqlite_path
from server.adapters.database_copy import copy_database, copy_name
from server.adapters.migrations import MigrationFailed, migration_names, pending
from server.adapters.photo_store import open_photo_store
from server.adapters.push_keys import FILE as VAPID_KEY
from server.adapters.restoring import (
    RestorePlan,
    check_empty,
    plan_restore,
    restore_file,
    restore_images,
    restored_database,
)
from server.adapters.sqlite_file import DatabaseUnusable, probe
from server.api.logging import configure_logging
from server.main import build, lifespan
from server.ports import PhotoStore, Services
from server.settings import Settings, StartError
from server.usecases.backing_up import copy_images, list_erasures
from server.usecases.erasing_again import finish_restore
from server.usecases.verifying import Verification, verify_photos
from server.usecases.withdrawals import Withdrawals, list_withdrawals, withdraw_again

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Restored:
    """`erased` and `withdrawn` count what was erased or withdrawn after the backup was made, and is so again."""

    images: int
    erased: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class BackedUp:
    """`known` images were in an earlier backup; `missing` are photos of which an image could not be read."""

    name: str
    copied: int
    known: int
    missing: list[UUID]
    expired: list[str]


def verify(settings: Settings, *, sweep: bool) -> Verification:
    """Compare the stored photos with the database; with `sweep`, delete files without a row. Raises `StartError`."""
    configure_logging(settings.log_format)

    async def run() -> Verification:
        async with lifespan(build(settings)) as services:
            return await verify_photos(services, sweep=sweep)

    return asyncio.run(run())


def backup(settings: Settings, directory: Path, *, keep_days: int) -> BackedUp:
    """Write a backup, while a server may run, and delete those that are older than `keep_days`. Raises `StartError`."""
    folder = BackupFolder(directory)

    async def write(services: Services) -> BackedUp:
        return await _write_backup(settings, services, folder, keep_days)

    with _in_one_sentence(), folder.writing():
        return _with_current_database(settings, write)


def backup_erasures(settings: Settings, directory: Path) -> str:
    """Write only the list of what was erased. Return its name. Raises `StartError`."""
    folder, name = BackupFolder(directory), name_of(SYSTEM_CLOCK.now())

    async def write(services: Services) -> str:
        folder.put_erasures(name, await list_erasures(), await list_withdrawals(services.clock.now()))
        return name

    with _in_one_sentence(), folder.writing():
        return _with_current_database(settings, write)


def check_backup(settings: Settings, directory: Path, *, at: str | None, for_restore: bool) -> RestorePlan:
    """Compare a backup with its hashes, the newest one unless `at` names another.

    `for_restore`: also refuse a place that is not empty, before the long work. Raises `StartError`.
    """

    async def check() -> RestorePlan:
        if for_restore:
            await check_empty(settings.database, _photos(settings))
        return plan_restore(
            BackupFolder(directory), at=at, url=settings.database, migrations=migration_names()
        )

    with _in_one_sentence():
        return asyncio.run(check())


def restore(settings: Settings, directory: Path, plan: RestorePlan) -> Restored:
    """Restore a checked backup into an empty place, and erase again what was erased later. Raises `StartError`."""
    configure_logging(settings.log_format)
    with _in_one_sentence():
        return asyncio.run(_restore(settings, BackupFolder(directory), plan))


async def _write_backup(
    settings: Settings, services: Services, folder: BackupFolder, keep_days: int
) -> BackedUp:
    """1. the database, as of one instant  2. the images of its photos  3. what was erased or withdrawn until then
    4. the key for push messages  5. the manifest, which makes it complete  6. delete what has expired."""
    now = services.clock.now()
    new = folder.begin(name_of(now))
    try:
        await asyncio.to_thread(copy_database, settings.database, new.path / copy_name(settings.database))
        images = await copy_images(services, folder, new)
        folder.put_erasures(new.name, await list_erasures(), await list_withdrawals(services.clock.now()))
        (new.path / VAPID_KEY).write_bytes((settings.data_dir / VAPID_KEY).read_bytes())
        new.finish(_manifest(settings, now, images.missing))
    finally:
        new.close()
    expired = folder.expire(now - timedelta(days=keep_days))
    return BackedUp(new.name, images.copied, images.known, images.missing, expired)


def _manifest(settings: Settings, now: datetime, missing: list[UUID]) -> dict[str, object]:
    return {
        "made_at": now.isoformat(),
        "version": __version__,
        "schema": migration_names()[-1],
        "database": copy_name(settings.database),
        "photos_missing": [str(photo_id) for photo_id in missing],
    }


async def _restore(settings: Settings, folder: BackupFolder, plan: RestorePlan) -> Restored:
    """1. the images  2. the key for push messages  3. the database, migrated and without what was erased: it gets its
    name last, so that no server starts on half a restore."""
    photos = _photos(settings)
    await check_empty(settings.database, photos)
    images = await restore_images(folder, plan, photos)
    source = folder.folder / plan.name
    restore_file(source / VAPID_KEY, settings.data_dir / VAPID_KEY)
    async with AsyncExitStack() as stack:
        runtime = build(settings)
        stack.push_async_callback(runtime.close)
        await stack.enter_async_context(
            restored_database(source / copy_name(settings.database), settings.database)
        )
        erased = await finish_restore(runtime.services, plan.erasures)
        withdrawn = await withdraw_again(runtime.services, Withdrawals.of(plan.withdrawals))
    return Restored(images, erased, withdrawn)


def _photos(settings: Settings) -> PhotoStore:
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return open_photo_store(settings.photo_store)
    except ValueError as error:
        raise StartError(f"{error}.") from error


def _with_current_database(settings: Settings, work: Callable[[Services], Coroutine[None, None, T]]) -> T:
    async def run() -> T:
        async with _current_database(settings) as services:
            return await work(services)

    return asyncio.run(run())


@asynccontextmanager
async def _current_database(settings: Settings) -> AsyncIterator[Services]:
    """Open the database beside a running server: never migrate it. Raises `StartError`."""
    if settings.embedded:
        path = sqlite_path(settings.database)
        if not path.exists():
            raise StartError(f"There is no database at {path}.")
        probe(path, photos=None)
    runtime = build(settings)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(runtime.close)
        try:
            await stack.enter_async_context(database(settings.database))
        except Exception as error:  # drivers raise many types
            raise StartError(f"The database of AFTERGLOW_DATABASE_URL cannot be opened: {error}") from error
        if await pending(settings.database):
            raise StartError(
                "The database is of an earlier version: back it up with that, or migrate it first."
            )
        yield runtime.services


@contextmanager
def _in_one_sentence() -> Iterator[None]:
    try:
        yield
    except (BackupUnusable, DatabaseUnusable, MigrationFailed) as error:
        raise StartError(f"{str(error)[0].upper()}{str(error)[1:].rstrip('.')}.") from error
    except OSError as error:
        raise StartError(
            f"{error.filename or 'The backup'} cannot be written or read: {error.strerror}."
        ) from error
