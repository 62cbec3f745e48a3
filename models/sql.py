"""Raw SQL for the few places where one round trip matters, written once with PostgreSQL's placeholders."""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, LiteralString
from uuid import UUID

from tortoise.connection import get_connection

_PLACEHOLDER = re.compile(r"\$(\d+)")


@cache
def _for_sqlite(statement: str) -> str:
    return _PLACEHOLDER.sub(r"?\1", statement)


async def fetch_rows(statement: LiteralString, values: Sequence[object] = ()) -> list[dict[str, Any]]:
    """Run a statement with placeholders `$1` … and return its rows, including those of RETURNING.

    Inside a unit of work, it takes part in the transaction.
    """
    connection = get_connection("default")
    if connection.capabilities.dialect == "sqlite":
        return await connection.execute_query_dict(
            _for_sqlite(statement), [_plain(value) for value in values]
        )
    return await connection.execute_query_dict(statement, list(values))


async def fetch_by_key(statement: LiteralString, values: Sequence[object] = ()) -> list[dict[str, Any]]:
    """Like `fetch_rows`, for look-ups of a few committed rows by key. Inside a unit of work, there is no difference.

    On SQLite, the query runs in the calling thread: it takes 20 µs, and switching to the connection's thread
    takes ten times as long.
    """
    read = getattr(get_connection("default"), "read_now", None)
    if read is None:
        return await fetch_rows(statement, values)
    rows: list[dict[str, Any]] = read(_for_sqlite(statement), [_plain(value) for value in values])
    return rows


def instant(value: datetime | str) -> datetime:
    """Parse an instant of raw SQL: SQLite returns text, PostgreSQL a datetime, both in UTC."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _plain(value: object) -> object:
    return str(value) if isinstance(value, UUID) else value
