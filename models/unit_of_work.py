"""Units of work: all of it or nothing, and never half-cancelled.

A task that is cancelled while it enters `in_transaction()` takes the lock (SQLite) or the connection
(PostgreSQL) with it. A browser that hangs up and a shutdown with a grace period both cancel handlers, so
the work runs as a task of its own: who waits may go away, the work comes to its end.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import TypeVar

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

T = TypeVar("T")

_running: set["asyncio.Task[object]"] = set()


async def unit_of_work(work: Callable[[], Awaitable[T]]) -> T:
    """Run `work` in one transaction that survives the cancellation of its caller.

    Inside: database only. No file, no network, no timeout, no task of its own (it would keep the connection).
    An exception rolls everything back and reaches the caller.
    """
    return await _to_its_end(_in_one_transaction(work))


async def create_once(work: Callable[[], Awaitable[T]]) -> T:
    """A unit of work that makes something under an id which its maker chose, unless it is there already.

    Of two who make it at the same moment the slower one runs again, and then finds what the other has made.
    """
    try:
        return await unit_of_work(work)
    except IntegrityError:
        return await unit_of_work(work)


async def _in_one_transaction(work: Callable[[], Awaitable[T]]) -> T:
    async with in_transaction():
        return await work()


async def _to_its_end(work: Coroutine[object, object, T]) -> T:
    task = asyncio.create_task(work)
    _running.add(task)
    task.add_done_callback(_running.discard)
    return await asyncio.shield(task)


async def finish_units_of_work() -> None:
    """Wait for those whose callers have gone; call before the database is closed."""
    while _running:
        await asyncio.gather(*_running, return_exceptions=True)
