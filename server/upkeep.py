"""The composition root of what an operator runs beside the server: verify, back up, restore."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from server import __version__
from server.adapters.backup_folder import BackupFolder, BackupUnusable, BackupWriter, NewBackup, name_of
from server.adapters.backup_keys import BackupUnlocker, keys_for_backup
from server.adapters.clock import SYSTEM_CLOCK
from server.adapters.database import database, sqlite_path
from server.adapters.database_copy import copied_database, copy_name, remove_left_copy
from server.adapters.durable_files import write_durably
from server.adapters.master_keys import KeyUnusable, MasterKeys
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
from server.main import Runtime, build, with_database
from server.ports import PhotoStore, Services
from server.settings import Settings, StartError
from server.usecases import audit_verifying
from server.usecases.audit_verifying import AuditVerdict
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

    return with_database(settings, lambda runtime: verify_photos(runtime.services, sweep=sweep))


def verify_audit(settings: Settings, *, printed: str | None) -> AuditVerdict:
    """Walk the audit log, and compare it with a head that was printed earlier. Raises `StartError`."""
    configure_logging(settings.log_format)

    async def run(_: Runtime) -> AuditVerdict:
        return await audit_verifying.verify_audit(printed=printed)

    return with_current_database(settings, run)


def export_audit(settings: Settings, write: Callable[[dict[str, object]], None]) -> None:
    """Hand every event of the audit log to `write`, oldest first. Raises `StartError`."""
    configure_logging(settings.log_format)

    async def run(_: Runtime) -> None:
        async for event in audit_verifying.export_audit():
            write(event)

    with_current_database(settings, run)


def backup(settings: Settings, directory: Path, *, keep_days: int) -> BackedUp:
    """Write a backup, while a server may run, and delete those that are older than `keep_days`. Raises `StartError`."""
    folder = BackupFolder(directory)

    async def write(runtime: Runtime) -> BackedUp:
        writer = BackupWriter(folder, *await keys_for_backup(runtime.keys))
        return await _write_backup(runtime, writer, keep_days)

    with in_one_sentence(), folder.writing():
        return with_current_database(settings, write)


def backup_erasures(settings: Settings, directory: Path) -> str:
    """Write only the list of what was erased. Return its name. Raises `StartError`."""
    folder, name = BackupFolder(directory), name_of(SYSTEM_CLOCK.now())

    async def write(runtime: Runtime) -> str:
        remove_left_copy(settings.database, settings.data_dir)
        writer = BackupWriter(folder, *await keys_for_backup(runtime.keys))
        await _put_erasures(runtime.services, writer, name)
        return name

    with in_one_sentence(), folder.writing():
        return with_current_database(settings, write)


def check_backup(
    settings: Settings, directory: Path, *, at: str | None, for_restore: bool, ask: Callable[[], str]
) -> RestorePlan:
    """Compare a backup with its hashes, the newest one unless `at` names another.

    `for_restore`: also refuse a place that is not empty, before the long work. `ask` returns the recovery key; it is
    called only if the master key of the backup is not here. Raises `StartError`.
    """
    unlocker = BackupUnlocker(MasterKeys(settings.data_dir, settings.master_key), ask)

    async def check() -> RestorePlan:
        if for_restore:
            await check_empty(settings.database, _photos(settings))
        folder = BackupFolder(directory)
        return plan_restore(folder, unlocker, at=at, url=settings.database, migrations=migration_names())

    with in_one_sentence():
        return asyncio.run(check())


def restore(settings: Settings, plan: RestorePlan) -> Restored:
    """Restore a checked backup into an empty place, and erase again what was erased later. Raises `StartError`."""
    configure_logging(settings.log_format)
    with in_one_sentence():
        return asyncio.run(_restore(settings, plan))


async def _write_backup(runtime: Runtime, writer: BackupWriter, keep_days: int) -> BackedUp:
    """1. the database, as of one instant  2. the images of its photos  3. what was erased or withdrawn until then
    4. the key for push messages  5. the manifest, which makes it complete  6. its time, for the metrics
    7. delete what has expired."""
    settings, services = runtime.settings, runtime.services
    now = services.clock.now()
    new = writer.begin(name_of(now))
    try:
        await asyncio.to_thread(_copy_database, settings, new)
        images = await copy_images(services, writer, new)
        await _put_erasures(services, writer, new.name)
        with (settings.data_dir / VAPID_KEY).open("rb") as key:
            new.add_file(VAPID_KEY, key)
        new.finish(_manifest(settings, now, images.missing))
    finally:
        new.close()
    write_durably(settings.backup_note, f"{now.isoformat()}\n".encode())
    expired = writer.folder.expire(now - timedelta(days=keep_days), writer.cipher)
    return BackedUp(new.name, images.copied, images.known, images.missing, expired)


async def _put_erasures(services: Services, writer: BackupWriter, name: str) -> None:
    writer.put_erasures(name, await list_erasures(), await list_withdrawals(services.clock.now()))


def _copy_database(settings: Settings, new: NewBackup) -> None:
    with copied_database(settings.database, settings.data_dir) as copy:
        new.add_file(copy_name(settings.database), copy)


def _manifest(settings: Settings, now: datetime, missing: list[UUID]) -> dict[str, object]:
    return {
        "made_at": now.isoformat(),
        "version": __version__,
        "schema": migration_names()[-1],
        "database": copy_name(settings.database),
        "photos_missing": len(missing),
    }


async def _restore(settings: Settings, plan: RestorePlan) -> Restored:
    """1. the key for push messages and the master key  2. the database, migrated  3. the images, encrypted with the
    keys in it  4. what was erased, once more. The database gets its name last: no server starts on half a restore."""
    await check_empty(settings.database, _photos(settings))
    masters = MasterKeys(settings.data_dir, settings.master_key, beside=plan.masters)
    masters.adopt(plan.masters)
    restore_file(partial(plan.source.copy_out, VAPID_KEY), settings.data_dir / VAPID_KEY)
    async with AsyncExitStack() as stack:
        runtime = build(settings, masters=masters)
        stack.push_async_callback(runtime.close)
        copy_out = partial(plan.source.copy_out, copy_name(settings.database))
        await stack.enter_async_context(
            restored_database(copy_out, settings.database, folder=settings.data_dir)
        )
        await runtime.keys.take_over()
        images = await restore_images(plan, runtime.services.photos)
        erased = await finish_restore(runtime.services, plan.erasures)
        withdrawn = await withdraw_again(runtime.services, Withdrawals.of(plan.withdrawals))
    return Restored(images, erased, withdrawn)


def _photos(settings: Settings) -> PhotoStore:
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return open_photo_store(settings.photo_store)
    except ValueError as error:
        raise StartError(f"{error}.") from error


def with_current_database(settings: Settings, work: Callable[[Runtime], Coroutine[None, None, T]]) -> T:
    async def run() -> T:
        async with _current_database(settings) as runtime:
            return await work(runtime)

    return asyncio.run(run())


@asynccontextmanager
async def _current_database(settings: Settings) -> AsyncIterator[Runtime]:
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
        await runtime.keys.check()
        yield runtime


@contextmanager
def in_one_sentence() -> Iterator[None]:
    try:
        yield
    except (BackupUnusable, DatabaseUnusable, KeyUnusable, MigrationFailed) as error:
        raise StartError(f"{str(error)[0].upper()}{str(error)[1:].rstrip('.')}.") from error
    except OSError as error:
        raise StartError(
            f"{error.filename or 'The backup'} cannot be written or read: {error.strerror}."
        ) from error
