"""Tortoise's asyncpg engine with one fix: a task that is cancelled while it enters a transaction returns its
connection to the pool.

Tortoise loads the module by its dotted path, which must contain "asyncpg".
"""

import asyncio
from typing import Any

from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import TransactionalDBClient, TransactionContext, TransactionContextPooled
from tortoise.connection import ConnectionToken, get_connections


class CancelSafeTransaction(TransactionContextPooled):
    __slots__ = ()

    async def __aenter__(self) -> TransactionalDBClient:
        await self.ensure_connection()
        pool = self.client._parent._pool
        self.client._connection = await pool.acquire()
        token: ConnectionToken | None = None
        try:
            token = get_connections().set(self.connection_name, self.client)
            await self.client.begin()
        except BaseException:
            get_connections().reset(token)
            await asyncio.shield(pool.release(self.client._connection))
            raise
        self.token = token
        return self.client


class Client(AsyncpgDBClient):
    def _in_transaction(self) -> TransactionContext:
        return CancelSafeTransaction(TransactionWrapper(self), self._pool_init_lock)


def get_client_class(_: dict[str, Any]) -> type[Client]:
    return Client
