"""Database transactions that survive the cancellation of a request.

If a task is cancelled while it enters `in_transaction()`, Tortoise leaks the lock (SQLite) or the connection
(PostgreSQL). A closed browser and a shutdown with a grace period both cancel handlers. A unit of work is
therefore a separate task: its caller may be cancelled, and the work still finishes.
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

    The work may use only the database: no files, no network, no timeouts, and no new task, which would keep the
    connection.
    An exception rolls everything back and reaches the caller.
    """
    return await _shielded(_in_one_transaction(work))


async def create_once(work: Callable[[], Awaitable[T]]) -> T:
    """Run a unit of work that creates a row under a client-chosen id, unless the row exists.

    Of two simultaneous calls, the slower one violates the unique key; it then runs once more and finds the row.
    """
    try:
        return await unit_of_work(work)
    except IntegrityError:
        return await unit_of_work(work)


async def _in_one_transaction(work: Callable[[], Awaitable[T]]) -> T:
    async with in_transaction():
        return await work()


async def _shielded(work: Coroutine[object, object, T]) -> T:
    task = asyncio.create_task(work)
    _running.add(task)
    task.add_done_callback(_running.discard)
    return await asyncio.shield(task)


async def finish_units_of_work() -> None:
    """Wait for units of work whose callers were cancelled. Call it before the database is closed."""
    while _running:
        await asyncio.gather(*_running, return_exceptions=True)
