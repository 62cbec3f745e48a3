"""Tortoise's SQLite engine with two repairs and a short way to read; loaded by its dotted path (the name
must hold "sqlite").

1. BEGIN IMMEDIATE: with a plain BEGIN, read-then-write from several processes fails with "database is
   locked", whatever the busy timeout.
2. A task cancelled while it enters a transaction gives the connection's lock back.
"""

import asyncio
import sqlite3
from collections.abc import Sequence
from typing import Any

from tortoise.backends.base.client import TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
)
from tortoise.connection import ConnectionToken, get_connections
from tortoise.exceptions import ConfigurationError


class ImmediateTransaction(SqliteTransactionWrapper):
    async def begin(self) -> None:
        await self._connection.execute("BEGIN IMMEDIATE")


class GivesLockBack(SqliteTransactionContext):
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
        """BEGIN may be on its way to the connection's thread: ROLLBACK follows it before anyone else may."""
        try:
            if self.connection._connection:
                await asyncio.shield(self.connection._connection.rollback())
        finally:
            self._trxlock.release()


class Client(SqliteClient):
    """Beside the connection of its own thread it has one that only reads, in the thread of the event loop:
    for rows by their key, which are there before another thread would have been woken. A writer never
    blocks it (WAL).
    """

    _reader: sqlite3.Connection | None = None

    async def create_connection(self, with_db: bool) -> None:
        await super().create_connection(with_db)
        if self._reader is None and self.filename != ":memory:":
            self._reader = _only_reading(self.filename)

    async def close(self) -> None:
        await super().close()
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def read_now(self, query: str, values: Sequence[object]) -> list[dict[str, Any]]:
        """What has been committed. Few rows by an index: the event loop waits."""
        if self._reader is None:
            raise ConfigurationError("the database is not open")
        return [dict(row) for row in self._reader.execute(query, values)]

    def _in_transaction(self) -> TransactionContext:
        return GivesLockBack(ImmediateTransaction(self), self._lock)


def _only_reading(path: str) -> sqlite3.Connection:
    reader = sqlite3.connect(path, isolation_level=None)
    reader.row_factory = sqlite3.Row
    reader.execute("PRAGMA query_only = ON")
    reader.execute("PRAGMA busy_timeout = 10000")
    return reader


def get_client_class(_: dict[str, Any]) -> type[Client]:
    return Client
