"""The composition root: settings → services → app. The only module that picks concrete adapters."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import TypeVar

import click
import structlog
import uvloop

from server.adapters.clock import SystemClock, new_id, new_token
from server.adapters.data_key_ring import DataKeyRing
from server.adapters.database import database, sqlite_path
from server.adapters.database_copy import is_being_restored
from server.adapters.master_keys import KeyUnusable, MasterKeys
from server.adapters.migrations import MigrationFailed, from_a_newer_version, migrate, pending
from server.adapters.passkeys import WebAuthnPasskeys
from server.adapters.photo_lab import ProcessLab
from server.adapters.photo_store import open_photo_store
from server.adapters.photo_vault import PhotoVault
from server.adapters.portraits import paint
from server.adapters.push import WebPushSender
from server.adapters.push_endpoints import Allowed
from server.adapters.push_keys import load_or_create_key
from server.adapters.qr import qr_svg
from server.adapters.sheet_pool import SheetPool
from server.adapters.sqlite_file import DatabaseUnusable, exclusive, probe
from server.adapters.typesetting import TypesettingPool
from server.api.logging import configure_logging, log_security_event
from server.app import create_app, create_worker_app, describe
from server.demo import fill
from server.domain.errors import Conflict
from server.domain.figures import Figures
from server.messages import FOLDER as MESSAGES
from server.messages import load_messages
from server.ports import Services
from server.serving import (
    check_port,
    freeze_startup_objects,
    on_signals,
    phone_line,
    running_jobs,
    serve_until,
    worker_page,
)
from server.settings import Settings, StartError
from server.sheets import load_sheets, load_topics
from server.usecases.invitations import make_set_up_link
from server.usecases.sheets import publish_builtins

__all__ = [
    "describe",
    "fill_demo",
    "migrate_database",
    "serve",
    "work",
]

log = structlog.get_logger("afterglow.operator")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Runtime:
    """The services of one process, and the adapters among them that must be closed."""

    settings: Settings
    services: Services
    keys: DataKeyRing
    vault: PhotoVault
    lab: ProcessLab
    sheet_pool: SheetPool
    typesetting: TypesettingPool
    push: WebPushSender

    async def close(self) -> None:
        await self.push.close()
        await self.lab.close()
        await self.sheet_pool.close()
        await self.typesetting.close()


def build(settings: Settings, *, masters: MasterKeys | None = None) -> Runtime:
    """Pick the adapters; create the VAPID key and the photo folder at the first startup. Raises `StartError`.

    `masters` are the master keys, if they are not those of the settings alone.
    """
    _make_data_dir(settings)
    figures = Figures()
    try:
        push = WebPushSender(
            load_or_create_key(settings.data_dir),
            subject=settings.subject,
            allowed=Allowed.of(settings.push_extra_origins.split()),
            figures=figures,
        )
        keys = DataKeyRing(masters or MasterKeys(settings.data_dir, settings.master_key))
        vault = PhotoVault(open_photo_store(settings.photo_store), keys, figures)
    except (ValueError, KeyUnusable) as error:
        raise StartError(f"Afterglow does not start: {error}.") from error
    except OSError as error:
        raise StartError(_unwritable(settings, error)) from error
    lab = ProcessLab()
    topics = load_topics()
    sheet_pool = SheetPool(topics)
    typesetting = TypesettingPool()
    services = Services(
        clock=SystemClock(),
        new_id=new_id,
        new_token=new_token,
        photos=vault,
        lab=lab,
        sheet_work=sheet_pool,
        typeset=typesetting,
        push=push,
        passkeys=WebAuthnPasskeys(settings.url),
        qr=qr_svg,
        security_log=log_security_event,
        messages=load_messages(MESSAGES),
        sheets=load_sheets(),
        topics=topics,
        figures=figures,
        public_url=settings.url,
    )
    return Runtime(settings, services, keys, vault, lab, sheet_pool, typesetting, push)


def _make_data_dir(settings: Settings) -> None:
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StartError(_unwritable(settings, error)) from error


def _unwritable(settings: Settings, error: OSError) -> str:
    where = error.filename or settings.data_dir
    return (
        f"Afterglow cannot write to {where}: {error.strerror}. Set AFTERGLOW_DATA_DIR to a folder of its own."
    )


@asynccontextmanager
async def lifespan(runtime: Runtime) -> AsyncIterator[Services]:
    """Open the database while the block runs; migrate it first if it is SQLite. Raises `StartError`."""
    async with AsyncExitStack() as stack:
        stack.push_async_callback(runtime.close)
        _check_file(runtime.settings)
        try:
            if runtime.settings.embedded:
                await migrate(runtime.settings.database)
            await stack.enter_async_context(database(runtime.settings.database))
        except (
            Exception
        ) as error:  # drivers raise many types, for example if no server listens at the address
            raise StartError(f"The database of AFTERGLOW_DATABASE_URL cannot be opened: {error}") from error
        if await is_being_restored(runtime.settings.database):
            raise StartError("A restore into this database was cut: empty it and restore again.")
        if await pending(runtime.settings.database):
            raise StartError("The database is not up to date: run `afterglow migrate` first.")
        if await from_a_newer_version(runtime.settings.database):
            raise StartError(
                "A newer version of Afterglow has changed this database: install it again, or restore a backup."
            )
        with _as_start_error():
            await runtime.keys.check()
        try:
            await publish_builtins(runtime.services)
        except Conflict as conflict:
            raise StartError(conflict.detail) from conflict
        yield runtime.services


def _check_file(settings: Settings) -> None:
    """Look at SQLite's file before it is opened. Raises `StartError`."""
    if settings.embedded:
        with _as_start_error():
            probe(sqlite_path(settings.database), photos=settings.photo_folder)


@contextmanager
def _as_start_error() -> Iterator[None]:
    try:
        yield
    except (DatabaseUnusable, KeyUnusable) as error:
        raise StartError(f"Afterglow does not start: {error}.") from error


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; running requests and jobs are completed. Raises `StartError`."""
    configure_logging(settings.log_format)
    check_port(settings)
    runtime = build(settings)
    with _alone(settings), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(runtime))


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Keep a second server off the embedded database. Raises `StartError`."""
    with _as_start_error(), exclusive(sqlite_path(settings.database)) if settings.embedded else nullcontext():
        yield


def work(settings: Settings) -> None:
    """Send reminders and tidy up until SIGTERM or SIGINT. Raises `StartError`."""
    configure_logging(settings.log_format)
    page = worker_page(settings)
    if page:
        check_port(page, variable="AFTERGLOW_WORKER_PORT")
    asyncio.run(_work(build(settings), page))


def migrate_database(settings: Settings) -> list[str]:
    """Return the names of the migrations that were applied. Raises `StartError`."""
    _make_data_dir(settings)
    _check_file(settings)
    try:
        return asyncio.run(migrate(settings.database))
    except MigrationFailed as error:
        raise StartError(str(error)) from error
    except OSError as error:
        raise StartError(_unwritable(settings, error)) from error


def fill_demo(settings: Settings) -> list[tuple[str, str]]:
    """Return labels and sign-in links of the fictional people. Raises `StartError` if there is another clinic."""
    try:
        return with_database(settings, lambda runtime: fill(runtime.services, paint))
    except Conflict as conflict:
        raise StartError(f"{conflict} Set AFTERGLOW_DATA_DIR to another folder.") from conflict


def with_database(settings: Settings, work: Callable[[Runtime], Coroutine[None, None, T]]) -> T:
    """Run `work` as a start of the server would, and close everything again. Raises `StartError`."""

    async def run() -> T:
        runtime = build(settings)
        async with lifespan(runtime):
            return await work(runtime)

    return asyncio.run(run())


async def _serve(runtime: Runtime) -> None:
    stop = asyncio.Event()
    on_signals(stop.set)
    async with AsyncExitStack() as stack:
        services = await stack.enter_async_context(lifespan(runtime))  # a migration is never interrupted
        if stop.is_set():
            return
        if runtime.settings.embedded:
            await stack.enter_async_context(running_jobs(services, runtime.vault))
        await runtime.lab.announce()
        await _print_address(runtime.settings, services)
        freeze_startup_objects()
        app = create_app(runtime.settings, services)
        await serve_until(stop, app, runtime.settings)


async def _work(runtime: Runtime, page: Settings | None) -> None:
    stop = asyncio.Event()
    on_signals(stop.set)
    async with lifespan(runtime) as services, running_jobs(services, runtime.vault):
        if page and not stop.is_set():
            await serve_until(stop, create_worker_app(page, services), page)
        await stop.wait()


async def _print_address(settings: Settings, services: Services) -> None:
    """Print the address, whether a phone can open it and, until a clinic has been set up, the set-up link."""
    click.echo(f"Afterglow is at {services.public_url}")
    click.echo(phone_line(settings))
    link = await make_set_up_link(services)
    if link is not None:
        click.echo(
            f"Set up your clinic with this link, which works once and expires after one day: {link.url}"
        )
