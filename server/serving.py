"""Run the web server and the jobs of one process until it is stopped. `server.main` opens what they depend on."""

import asyncio
import gc
import ipaddress
import os
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette

from server.adapters.clock import new_id
from server.adapters.http_protocol import ConnectionLimits, guarded
from server.api.refusals import refusals
from server.api.security import OWN_NAMES
from server.jobs.encrypting import run_encrypting
from server.jobs.exports import run_exports
from server.jobs.housekeeping import run_housekeeping
from server.jobs.reminders import run_reminders
from server.ports import Services
from server.settings import Settings, StartError
from server.usecases.encrypting import Vault

DRAIN_SECONDS = 20
"""Seconds that running requests may take after SIGTERM; new connections are refused meanwhile."""


KEEP_ALIVE_SECONDS = 75
"""Seconds after which an idle connection is closed: later than the proxy does (60 s in the Caddyfile, as in others),
which could otherwise send a request on a connection that is just being closed."""


def phone_line(settings: Settings) -> str:
    """Say which address a phone can open, or why it can open none. One sentence or two for the operator."""
    host = urlsplit(settings.url).hostname or ""
    if host in OWN_NAMES or host.endswith(".localhost"):
        return (
            f"A phone cannot open it: {host} is this machine alone, and passkeys, push messages and use without a "
            "network need HTTPS. Set AFTERGLOW_PUBLIC_URL to an https address that leads here; docs/https.md shows "
            "three ways."
        )
    warning = " Passkeys do not work there: they need a name." if _is_number(host) else ""
    return (
        f"A phone opens {settings.url} if that name leads to a proxy with a certificate that the phone trusts, and "
        f"the proxy passes on to {settings.host}:{settings.port}.{warning}"
    )


def _is_number(host: str) -> bool:
    with suppress(ValueError):
        return bool(ipaddress.ip_address(host))
    return False


def worker_page(settings: Settings) -> Settings | None:
    """Return where a worker serves its health and metrics; None if it is not asked to."""
    if not settings.worker_port:
        return None
    return settings.model_copy(update={"port": settings.worker_port})


def check_port(settings: Settings, *, variable: str = "AFTERGLOW_PORT") -> None:
    """Look before anything else is opened whether the address can be served at all. Raises `StartError`."""
    try:
        addresses = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        for family, _, _, _, address in addresses:
            socket.create_server(address[:2], family=family).close()
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        why = error.strerror if isinstance(error, socket.gaierror) else os.strerror(error.errno or 0)
        raise StartError(f"Afterglow cannot listen on {where}: {why}. Set {variable}.") from error


async def serve_until(stop: asyncio.Event, app: Starlette, settings: Settings) -> None:
    """Serve the app until `stop` is set; running requests are completed."""
    server = uvicorn.Server(web_server(app, settings))
    with _exit_at(stop, server):
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


def web_server(app: Starlette, settings: Settings, limits: ConnectionLimits | None = None) -> uvicorn.Config:
    """Return how uvicorn serves the app."""
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=guarded(refusals(settings.url, new_id), limits),
        ws="none",
        lifespan="off",
        reset_contextvars=True,  # otherwise one request's log context leaks into the next on its connection
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=DRAIN_SECONDS,
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        server_header=False,
        access_log=False,  # it would log paths and queries; RequestLogMiddleware logs route templates
        log_config=None,
    )


def on_signals(handler: Callable[[], object]) -> None:
    """Call `handler` at SIGTERM and SIGINT."""
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, handler)


TASKS = ("reminders", "housekeeping", "exports")
"""The background tasks that never end. The fourth one, `encrypting`, ends when no photo is in clear."""


@asynccontextmanager
async def running_jobs(services: Services, vault: Vault) -> AsyncIterator[None]:
    """Run the jobs while the block runs, and then wait until they have completed what they have begun."""
    stop = asyncio.Event()
    services.figures.start_tasks(TASKS, services.clock.now())
    async with asyncio.TaskGroup() as jobs:
        jobs.create_task(run_reminders(services, stop=stop))
        jobs.create_task(run_housekeeping(services, stop=stop))
        jobs.create_task(run_exports(services, stop=stop))
        jobs.create_task(run_encrypting(services, vault, stop=stop))
        try:
            yield
        finally:
            stop.set()


def freeze_startup_objects() -> None:
    """Exclude objects that exist at startup from garbage collection: they stay, and scanning them takes time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
