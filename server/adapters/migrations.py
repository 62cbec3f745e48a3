"""Bringing a database to the tables of this version, wrapped against what Tortoise's migrations do to data.

On SQLite Tortoise rebuilds tables with foreign keys on: the rebuild of a parent cascades and deletes its
children, and plain indexes vanish. On PostgreSQL two processes may start at once.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped]  # it ships no types
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext
from tortoise.migrations.autodetector import MigrationAutodetector
from tortoise.migrations.executor import MigrationExecutor

from server.adapters.database import MIGRATIONS, config, is_sqlite, sqlite_path

ADVISORY_LOCK = 0x_AF7E_61_0E
"""Any number will do, as long as all of ours take the same."""


class MigrationFailed(RuntimeError):
    """The sentence says where the untouched copy is."""


async def migrate(url: str, *, package: str = MIGRATIONS) -> list[str]:
    """Bring the database up to date and give the names of the migrations that were applied."""
    if is_sqlite(url):
        return await _migrate_sqlite(url, package)
    async with _only_one(url), _context(config(url)):
        return await _apply(package)


async def pending(url: str) -> list[str]:
    """The migrations that this database still lacks."""
    async with _context(config(url)):
        return await _pending(MIGRATIONS)


async def _migrate_sqlite(url: str, package: str) -> list[str]:
    """1. foreign keys off  2. a copy, if there is something to lose  3. migrate  4. check every reference
    5. put back the indexes that a rebuild has lost."""
    path = sqlite_path(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)  # faces and notes: for the owner of the process only
    async with _context(config(url, foreign_keys="OFF")) as context:
        if not await _pending(package):
            return []
        copy = await _copy(path)
        try:
            applied = await _apply(package)
            await _check_references()
        except Exception as error:
            raise MigrationFailed(_what_to_do(error, path, copy)) from error
        await context.generate_schemas(safe=True)
        return applied


def _what_to_do(error: Exception, path: Path, copy: Path | None) -> str:
    if copy is None:
        return f"the new database {path} could not be made: {error}"
    return f"the migration stopped: {error}. The database as it was is at {copy}; put it back at {path}."


async def _copy(path: Path) -> Path | None:
    connection = get_connection("default")
    tables = await connection.execute_query_dict("SELECT name FROM sqlite_master WHERE name = 'person'")
    if not tables:
        return None
    copy = path.with_name(f"{path.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
    await connection.execute_query("VACUUM INTO ?", [str(copy)])
    copy.chmod(0o600)
    return copy


async def _check_references() -> None:
    broken = await get_connection("default").execute_query_dict("PRAGMA foreign_key_check")
    if broken:
        tables = ", ".join(sorted({str(row["table"]) for row in broken}))
        raise MigrationFailed(f"{len(broken)} rows lost what they refer to, in {tables}")


@asynccontextmanager
async def _context(settings: dict[str, Any]) -> AsyncIterator[TortoiseContext]:
    context = TortoiseContext()
    async with context:
        await context.init(config=settings)
        yield context


@asynccontextmanager
async def _only_one(url: str) -> AsyncIterator[None]:
    """Whoever comes second waits, and then finds nothing left to do."""
    connection = await asyncpg.connect(url.replace("postgres://", "postgresql://", 1))
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", ADVISORY_LOCK)
        yield
    finally:
        await connection.close()


def _executor(package: str) -> MigrationExecutor:
    apps = config("sqlite://:memory:")["apps"]
    return MigrationExecutor(
        get_connection("default"), {name: app | {"migrations": package} for name, app in apps.items()}
    )


async def _pending(package: str) -> list[str]:
    return [step.migration.name for step in await _executor(package).plan()]


async def _apply(package: str) -> list[str]:
    names = await _pending(package)
    await _executor(package).migrate(direction="forward")
    return names


async def write_migration() -> list[str]:
    """For developers: what the models say and no migration does yet, as a new file in models/migrations/."""
    settings = config("sqlite://:memory:")
    async with _context(settings) as context:
        if context.apps is None:
            return []
        for model in context.apps.get_models_iterable():
            model._meta.table_description = ""  # from the docstring: a semicolon in it breaks Tortoise's SQL
        written = await MigrationAutodetector(context.apps, settings["apps"]).write()
    for name in written:
        _free_of_accidents(Path(name))
    return written


def _free_of_accidents(file: Path) -> None:
    """Tortoise writes down the JSON library it happened to find; ours must load without it."""
    text = file.read_text()
    text = text.replace("from orjson import loads\n", "").replace("decoder=loads", "decoder=JSON_LOADS")
    file.write_text(text.replace("import JSON_DUMPS", "import JSON_DUMPS, JSON_LOADS"))
