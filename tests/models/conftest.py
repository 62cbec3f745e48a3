"""An empty database on either kind."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import asyncpg  # type: ignore[import-untyped]  # it ships no types
import pytest
import pytest_asyncio
from tortoise.backends.base.executor import EXECUTOR_CACHE


@pytest_asyncio.fixture
async def empty_url(request: pytest.FixtureRequest, database_kind: str, tmp_path: Path) -> AsyncIterator[str]:
    """Yield the address of a database without tables."""
    EXECUTOR_CACHE.clear()
    if database_kind == "sqlite":
        yield f"sqlite://{tmp_path}/old.db"
        return
    server = str(request.getfixturevalue("postgres_url"))
    connection = await asyncpg.connect(server.replace("postgres://", "postgresql://", 1))
    name = f"forward_{uuid4().hex}"
    await connection.execute(f"CREATE DATABASE {name}")
    yield server.rpartition("/")[0] + f"/{name}"
    await connection.execute(f"DROP DATABASE {name}")
    await connection.close()
