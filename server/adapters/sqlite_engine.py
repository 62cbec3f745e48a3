"""Tortoise's SQLite engine with two fixes, and reads that wait for no writer.

1. BEGIN IMMEDIATE: after a plain BEGIN, a read followed by a write fails with "database is locked" while
   another process writes, whatever the busy timeout.
2. A task that is cancelled while it enters a transaction releases the lock of the connection.

Tortoise loads the module by its dotted path, which must contain "sqlite".
"""

import asyncio
import sqlite3
from collections.abc import Sequence
from typing import Any

import aiosqlite
from tortoise.backends.base.client import TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
    translate_exceptions,
)
from tortoise.connection import ConnectionToken, get_connections
from tortoise.exceptions import ConfigurationError

READER_PRAGMAS = ("PRAGMA query_only = ON", "PRAGMA busy_timeout = 10000")


class ImmediateTransaction(SqliteTransactionWrapper):
    async def begin(self) -> None:
        await self._connection.execute("BEGIN IMMEDIATE")


class CancelSafeTransaction(SqliteTransactionContext):
    __slots__ = ()

    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        token: ConnectionToken | None = None
        try:
            await self.ensure_connection()
            token = get_connections().set(self.connection_name, self.connection)
            await self.connection.begin()
        except BaseException:
            get_connections().reset(token)
            await self._undo()
            raise
        self.token = token
        return self.connection  # type: ignore[no-any-return]  # Tortoise leaves it untyped

    async def _undo(self) -> None:
        """BEGIN may still reach the thread of the connection: send ROLLBACK after it before releasing the lock."""
        try:
            if self.connection._connection:
                await asyncio.shield(self.connection._connection.rollback())
        finally:
            self._trxlock.release()


class Client(SqliteClient):
    """A client with two further, read-only connections. In WAL mode, a writer never blocks a reader.

    One is in the thread of the event loop: looking up a few rows by key takes less time than waking another thread.
    The other has a thread of its own, for all other reads outside of transactions: they need not wait while a
    transaction waits for the disk, or for another process.
    """

    _reader: sqlite3.Connection | None = None
    _beside: aiosqlite.Connection | None = None

    async def create_connection(self, with_db: bool) -> None:
        await super().create_connection(with_db)
        if self._reader is None and self.filename != ":memory:":
            self._reader = _read_only(self.filename)
            self._beside = await aiosqlite.connect(self.filename, isolation_level=None)
            self._beside._conn.row_factory = sqlite3.Row
            for pragma in READER_PRAGMAS:
                await self._beside.execute_fetchall(pragma)

    async def close(self) -> None:
        await super().close()
        if self._reader is not None and self._beside is not None:
            self._reader.close()
            await self._beside.close()
            self._reader = self._beside = None

    async def execute_query(
        self, query: str, values: list[Any] | None = None
    ) -> tuple[int, Sequence[dict[str, Any]]]:
        if not self._may_read_beside(query):
            return await super().execute_query(query, values)  # type: ignore[no-any-return]  # untyped in Tortoise
        rows = await self._read_beside(query, values)
        return len(rows), rows

    async def execute_query_dict(self, query: str, values: list[Any] | None = None) -> list[dict[str, Any]]:
        if not self._may_read_beside(query):
            return await super().execute_query_dict(query, values)  # type: ignore[no-any-return]  # as above
        return [dict(row) for row in await self._read_beside(query, values)]

    def _may_read_beside(self, query: str) -> bool:
        return query.startswith("SELECT") and self.filename != ":memory:"

    @translate_exceptions
    async def _read_beside(self, query: str, values: list[Any] | None) -> list[Any]:
        if self._beside is None:
            async with self.acquire_connection():  # opens every connection, once
                pass
        if self._beside is None:
            raise ConfigurationError("the database is not open")
        return list(await self._beside.execute_fetchall(query.replace("\x00", "'||CHAR(0)||'"), values))

    def read_now(self, query: str, values: Sequence[object]) -> list[dict[str, Any]]:
        """Return committed rows. Only for a few rows found by an index, because it blocks the event loop."""
        if self._reader is None:
            raise ConfigurationError("the database is not open")
        return [dict(row) for row in self._reader.execute(query, values)]

    def _in_transaction(self) -> TransactionContext:
        return CancelSafeTransaction(ImmediateTransaction(self), self._lock)


def _read_only(path: str) -> sqlite3.Connection:
    reader = sqlite3.connect(path, isolation_level=None)
    reader.row_factory = sqlite3.Row
    for pragma in READER_PRAGMAS:
        reader.execute(pragma)
    return reader


def get_client_class(_: dict[str, Any]) -> type[Client]:
    return Client
