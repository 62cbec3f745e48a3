"""Tortoise's SQLite engine with two repairs; loaded by its dotted path (the name must hold "sqlite").

1. BEGIN IMMEDIATE: with a plain BEGIN, read-then-write from several processes fails with "database is
   locked", whatever the busy timeout.
2. A task cancelled while it enters a transaction gives the connection's lock back.
"""

import asyncio
from typing import Any

from tortoise.backends.base.client import TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
)
from tortoise.connection import ConnectionToken, get_connections


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
    def _in_transaction(self) -> TransactionContext:
        return GivesLockBack(ImmediateTransaction(self), self._lock)


def get_client_class(_: dict[str, Any]) -> type[Client]:
    return Client
