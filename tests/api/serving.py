"""The app behind a real uvicorn in its own thread, for synchronous clients."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import uvicorn
from starlette.applications import Starlette
from tortoise.backends.base.executor import EXECUTOR_CACHE

from server.adapters.database import database

Prepare = Callable[[], Awaitable[Starlette]]


@contextmanager
def served(database_url: str, listener: socket.socket, prepare: Prepare) -> Iterator[None]:
    """Serve while the block runs. `prepare` creates the app in the server's event loop, with the database open."""
    ready, failed = Event(), []
    server: list[uvicorn.Server] = []

    async def run() -> None:
        async with database(database_url):
            config = uvicorn.Config(
                await prepare(), lifespan="off", ws="none", log_config=None, access_log=False
            )
            server.append(uvicorn.Server(config))
            ready.set()
            await server[0].serve(sockets=[listener])

    def serve() -> None:
        try:
            asyncio.run(run())
        except BaseException as error:
            failed.append(error)
            ready.set()
            raise

    EXECUTOR_CACHE.clear()
    thread = Thread(target=serve)
    thread.start()
    ready.wait(30)
    try:
        assert not failed, failed
        yield
    finally:
        for running in server:
            running.should_exit = True
        thread.join(30)
        EXECUTOR_CACHE.clear()
