"""The composition root: settings → services → app. The only module that picks concrete adapters."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import click
import structlog
import uvicorn
import uvloop
from starlette.applications import Starlette

from server.adapters.clock import SystemClock, new_id, new_token
from server.adapters.database import database, sqlite_path
from server.adapters.database_copy import is_being_restored
from server.adapters.migrations import MigrationFailed, migrate, pending
from server.adapters.passkeys import WebAuthnPasskeys
from server.adapters.photo_lab import ProcessLab
from server.adapters.photo_store import open_photo_store
from server.adapters.portraits import paint
from server.adapters.push import WebPushSender
from server.adapters.push_endpoints import Allowed
from server.adapters.push_keys import load_or_create_key
from server.adapters.qr import qr_svg
from server.adapters.sheet_pool import SheetPool
from server.adapters.sqlite_file import DatabaseUnusable, exclusive, probe
from server.adapters.typesetting import TypesettingPool
from server.api.logging import configure_logging, log_security_event
from server.app import create_app, describe
from server.demo import fill
from server.domain.errors import Conflict, NotFound
from server.jobs.exports import run_exports
from server.jobs.housekeeping import run_housekeeping
from server.jobs.reminders import run_reminders
from server.messages import FOLDER as MESSAGES
from server.messages import load_messages
from server.ports import Services
from server.settings import Settings, StartError
from server.sheets import load_sheets, load_topics
from server.usecases import staff
from server.usecases.invitations import make_set_up_link
from server.usecases.sheets import publish_builtins
from server.usecases.staff import StaffMember

DRAIN_SECONDS = 20
"""Seconds that running requests may take after SIGTERM; new connections are refused meanwhile."""

__all__ = [
    "describe",
    "fill_demo",
    "list_staff",
    "make_staff_sign_in_link",
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
    lab: ProcessLab
    sheet_pool: SheetPool
    typesetting: TypesettingPool
    push: WebPushSender

    async def close(self) -> None:
        await self.push.close()
        await self.lab.close()
        await self.sheet_pool.close()
        await self.typesetting.close()


def build(settings: Settings) -> Runtime:
    """Pick the adapters; create the VAPID key and the photo folder at the first startup. Raises `StartError`."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        push = WebPushSender(
            load_or_create_key(settings.data_dir),
            subject=settings.subject,
            allowed=Allowed.of(settings.push_extra_origins.split()),
        )
        photos = open_photo_store(settings.photo_store)
    except ValueError as error:
        raise StartError(f"Afterglow does not start: {error}.") from error
    lab = ProcessLab()
    topics = load_topics()
    sheet_pool = SheetPool(topics)
    typesetting = TypesettingPool()
    services = Services(
        clock=SystemClock(),
        new_id=new_id,
        new_token=new_token,
        photos=photos,
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
        public_url=settings.url,
    )
    return Runtime(settings, services, lab, sheet_pool, typesetting, push)


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
    except DatabaseUnusable as error:
        raise StartError(f"Afterglow does not start: {error}.") from error


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; running requests and jobs are completed. Raises `StartError`."""
    configure_logging(settings.log_format)
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
    asyncio.run(_work(build(settings)))


def migrate_database(settings: Settings) -> list[str]:
    """Return the names of the migrations that were applied. Raises `StartError`."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    _check_file(settings)
    try:
        return asyncio.run(migrate(settings.database))
    except MigrationFailed as error:
        raise StartError(str(error)) from error


def fill_demo(settings: Settings) -> list[tuple[str, str]]:
    """Return labels and sign-in links of the fictional people. Raises `StartError` if there is another clinic."""
    try:
        return _with_database(settings, lambda services: fill(services, paint))
    except Conflict as conflict:
        raise StartError(f"{conflict} Set AFTERGLOW_DATA_DIR to another folder.") from conflict


def list_staff(settings: Settings) -> list[StaffMember]:
    """Return everyone who works in a clinic. Raises `StartError`."""
    configure_logging(settings.log_format)
    return _with_database(settings, lambda _: staff.list_staff())


def make_staff_sign_in_link(settings: Settings, person_id: UUID) -> str:
    """Return the address of a link that signs a practitioner in once. Raises `StartError`, also for anybody else."""
    configure_logging(settings.log_format)
    try:
        link = _with_database(settings, lambda services: staff.make_staff_sign_in_link(services, person_id))
    except NotFound as error:
        raise StartError(f"Nobody with the id {person_id} works in a clinic.") from error
    log.warning("sign-in-link-made-by-operator", person_id=str(person_id))
    return link.url


def _with_database(settings: Settings, work: Callable[[Services], Coroutine[None, None, T]]) -> T:
    async def run() -> T:
        async with lifespan(build(settings)) as services:
            return await work(services)

    return asyncio.run(run())


async def _serve(runtime: Runtime) -> None:
    stop = asyncio.Event()
    _on_signals(stop.set)
    async with AsyncExitStack() as stack:
        services = await stack.enter_async_context(lifespan(runtime))  # a migration is never interrupted
        if stop.is_set():
            return
        if runtime.settings.embedded:
            await stack.enter_async_context(_jobs(services))
        await runtime.lab.announce()
        await _print_address(services)
        _freeze_startup_objects()
        app = create_app(runtime.settings, services)
        server = uvicorn.Server(_uvicorn(app, runtime.settings))
        stack.enter_context(_exit_at(stop, server))
        await server.serve()


@contextmanager
def _exit_at(stop: asyncio.Event, server: uvicorn.Server) -> Iterator[None]:
    """Pass on a signal that arrives before Uvicorn handles signals itself.

    Uvicorn raises the signals that it has handled again after it has drained. Our handlers remain installed,
    so that we can still close.
    """

    async def exit_at_stop() -> None:
        await stop.wait()
        server.should_exit = True

    watching = asyncio.create_task(exit_at_stop())
    try:
        yield
    finally:
        watching.cancel()


async def _work(runtime: Runtime) -> None:
    stop = asyncio.Event()
    _on_signals(stop.set)
    async with lifespan(runtime) as services, _jobs(services):
        await stop.wait()


def _uvicorn(app: Starlette, settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http="httptools",
        ws="none",
        lifespan="off",
        reset_contextvars=True,  # otherwise one request's log context leaks into the next on its connection
        timeout_graceful_shutdown=DRAIN_SECONDS,
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        server_header=False,
        access_log=False,  # it would log paths and queries; RequestLogMiddleware logs route templates
        log_config=None,
    )


def _on_signals(handler: Callable[[], object]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, handler)


@asynccontextmanager
async def _jobs(services: Services) -> AsyncIterator[None]:
    """Run the jobs while the block runs, and then wait until they have completed what they have begun."""
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as jobs:
        jobs.create_task(run_reminders(services, stop=stop))
        jobs.create_task(run_housekeeping(services, stop=stop))
        jobs.create_task(run_exports(services, stop=stop))
        try:
            yield
        finally:
            stop.set()


async def _print_address(services: Services) -> None:
    """Print the address and, at every startup until a clinic has been set up, the set-up link."""
    click.echo(f"Afterglow is at {services.public_url}")
    link = await make_set_up_link(services)
    if link is not None:
        click.echo(
            f"Set up your clinic with this link, which works once and expires after one day: {link.url}"
        )


def _freeze_startup_objects() -> None:
    """Exclude objects that exist at startup from garbage collection: they stay, and scanning them takes time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
