"""The composition root: from settings to services, from services to an app. Only here adapters are picked."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import click
import uvicorn
import uvloop
from starlette.applications import Starlette

from server.adapters.builtin_sheets import load_sheets, load_topics
from server.adapters.clock import SystemClock, new_id, new_token
from server.adapters.database import database
from server.adapters.messages import load_messages
from server.adapters.migrations import MigrationFailed, migrate, pending
from server.adapters.passkeys import WebAuthnPasskeys
from server.adapters.photo_lab import ProcessLab
from server.adapters.photo_store import open_photo_store
from server.adapters.portraits import paint
from server.adapters.push import WebPushSender
from server.adapters.push_endpoints import Allowed
from server.adapters.push_keys import load_or_make_key
from server.adapters.qr import qr_svg
from server.api.logging import configure_logging
from server.app import create_app, describe
from server.demo import fill
from server.domain.errors import Conflict
from server.jobs.housekeeping import run_housekeeping
from server.jobs.reminders import run_reminders
from server.ports import Services
from server.settings import Settings
from server.usecases.invitations import make_set_up_link
from server.usecases.sheets import publish_builtins

DRAIN_SECONDS = 20
"""After SIGTERM: no new connections; running requests get this long."""
MESSAGES = Path(__file__).parent / "messages"

__all__ = ["Refused", "describe", "fill_demo", "migrate_database", "serve", "work"]


class Refused(Exception):
    """One sentence for the person at the terminal."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """The services, and what of them has to be closed."""

    settings: Settings
    services: Services
    lab: ProcessLab
    push: WebPushSender

    async def close(self) -> None:
        await self.push.close()
        await self.lab.close()


def build(settings: Settings) -> Runtime:
    """Makes the VAPID keys and the photo folder at the first start. Raises `Refused`."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        push = WebPushSender(
            load_or_make_key(settings.data_dir),
            subject=settings.subject,
            allowed=Allowed.of(settings.push_extra_origins.split()),
        )
        photos = open_photo_store(settings.photo_store)
    except ValueError as error:
        raise Refused(f"Afterglow does not start: {error}.") from error
    lab = ProcessLab()
    services = Services(
        clock=SystemClock(),
        new_id=new_id,
        new_token=new_token,
        photos=photos,
        lab=lab,
        push=push,
        passkeys=WebAuthnPasskeys(settings.url),
        qr=qr_svg,
        messages=load_messages(MESSAGES),
        sheets=load_sheets(),
        topics=load_topics(),
        public_url=settings.url,
    )
    return Runtime(settings, services, lab, push)


@asynccontextmanager
async def opened(house: Runtime) -> AsyncIterator[Services]:
    """With its database; the embedded one is brought up to date first. Raises `Refused`."""
    async with AsyncExitStack() as closing:
        closing.push_async_callback(house.close)
        try:
            if house.settings.embedded:
                await migrate(house.settings.database)
            await closing.enter_async_context(database(house.settings.database))
        except Exception as error:  # whatever a driver raises: the address is wrong, or nobody is there
            raise Refused(f"The database of AFTERGLOW_DATABASE_URL cannot be opened: {error}") from error
        if await pending(house.settings.database):
            raise Refused("The database is not up to date: run `afterglow migrate` first.")
        try:
            await publish_builtins(house.services)
        except Conflict as conflict:
            raise Refused(conflict.detail) from conflict
        yield house.services


def serve(settings: Settings) -> None:
    """Until SIGTERM or SIGINT; what has been begun by then is brought to its end. Raises `Refused`."""
    configure_logging(settings.log_format)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(build(settings)))


async def _serve(house: Runtime) -> None:
    _signals(
        lambda: None
    )  # uvicorn takes them, drains, and raises them again: we still have to close the house
    async with AsyncExitStack() as running:
        services = await running.enter_async_context(opened(house))
        if house.settings.embedded:
            await running.enter_async_context(_jobs(services))
        await _greet(services)
        _settle_memory()
        await uvicorn.Server(_uvicorn(create_app(house.settings, services), house.settings)).serve()


def _uvicorn(app: Starlette, settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http="httptools",
        ws="none",
        lifespan="off",
        reset_contextvars=True,  # else what one request binds leaks into the next of its connection
        timeout_graceful_shutdown=DRAIN_SECONDS,
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        server_header=False,
        access_log=False,  # it would write paths and queries; ours writes templates
        log_config=None,
    )


def work(settings: Settings) -> None:
    """Reminders and housekeeping, until SIGTERM or SIGINT. Raises `Refused`."""
    configure_logging(settings.log_format)
    asyncio.run(_work(build(settings)))


def migrate_database(settings: Settings) -> list[str]:
    """Raises `Refused`."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return asyncio.run(migrate(settings.database))
    except MigrationFailed as error:
        raise Refused(str(error)) from error


def fill_demo(settings: Settings) -> list[tuple[str, str]]:
    """Labels and sign-in links of the made-up people. Raises `Refused` where a clinic exists already."""

    async def filled() -> list[tuple[str, str]]:
        async with opened(build(settings)) as services:
            try:
                return await fill(services, paint)
            except Conflict as conflict:
                raise Refused(f"{conflict} Give it an AFTERGLOW_DATA_DIR of its own.") from conflict

    return asyncio.run(filled())


async def _work(house: Runtime) -> None:
    stop = asyncio.Event()
    _signals(stop.set)
    async with opened(house) as services, _jobs(services):
        await stop.wait()


def _signals(when_told: Callable[[], object]) -> None:
    for told in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(told, when_told)


@asynccontextmanager
async def _jobs(services: Services) -> AsyncIterator[None]:
    """What has been begun when the block ends is brought to its end."""
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as jobs:
        jobs.create_task(run_reminders(services, stop=stop))
        jobs.create_task(run_housekeeping(services, stop=stop))
        try:
            yield
        finally:
            stop.set()


async def _greet(services: Services) -> None:
    """On the terminal; the set-up link is shown at every start until there is a clinic."""
    click.echo(f"Afterglow is at {services.public_url}")
    link = await make_set_up_link(services)
    if link is not None:
        click.echo(f"Set up your clinic here, once, within a day: {link.url}")


def _settle_memory() -> None:
    """What stands at the start stays: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
