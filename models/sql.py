"""Raw SQL for the few places where one round trip counts. Written once, with PostgreSQL's placeholders."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, LiteralString
from uuid import UUID

from tortoise.connection import get_connection

_PLACEHOLDER = re.compile(r"\$(\d+)")


@cache
def _for_sqlite(statement: str) -> str:
    return _PLACEHOLDER.sub(r"?\1", statement)


async def rows_of(statement: LiteralString, values: Sequence[object] = ()) -> list[dict[str, Any]]:
    """Run a statement with `$1` … placeholders and give its rows, also those of RETURNING.

    Inside a unit of work it takes part in its transaction.
    """
    connection = get_connection("default")
    if connection.capabilities.dialect == "sqlite":
        return await connection.execute_query_dict(
            _for_sqlite(statement), [_plain(value) for value in values]
        )
    return await connection.execute_query_dict(statement, list(values))


def _plain(value: object) -> object:
    return str(value) if isinstance(value, UUID) else value
