"""Migrate a database to the current schema, with safeguards against data loss in Tortoise's migrations.

On SQLite, Tortoise rebuilds tables with foreign keys on: rebuilding a parent deletes its children, and plain
indexes are lost. On PostgreSQL, two processes may migrate at once.
"""

import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped]  # it ships no types
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext
from tortoise.migrations.autodetector import MigrationAutodetector
from tortoise.migrations.executor import MigrationExecutor

import models.migrations
from models.audit_guard import guard_audit
from server.adapters.clock import SYSTEM_CLOCK
from server.adapters.database import MIGRATIONS, config, is_sqlite, sqlite_path

ADVISORY_LOCK = 0x_AF7E_61_0E
"""An arbitrary number; every process of Afterglow must use the same one."""


class MigrationFailed(RuntimeError):
    """A migration failed. The message names the copy of the database that was made before it."""


async def migrate(url: str, *, package: str = MIGRATIONS, step_by_step: bool = False) -> list[str]:
    """Bring the database up to date and return the names of the migrations that were applied.

    An empty database gets its tables from the models, which is ten times faster: a migrated schema equals a new one.
    `step_by_step` runs the migrations there, too.
    """
    at_once = package == MIGRATIONS and not step_by_step
    if is_sqlite(url):
        return await _migrate_sqlite(url, package, at_once=at_once)
    async with _exclusive(url), _context(config(url)) as context:
        return await _apply(context, package, at_once=at_once)


async def pending(url: str) -> list[str]:
    """Return the names of the migrations that have not been applied to this database."""
    async with _context(config(url)):
        return await _pending(MIGRATIONS)


async def from_a_newer_version(url: str) -> list[str]:
    """Return the names of the migrations of this database that this version does not know."""
    async with _context(config(url)):
        applied = await _executor(MIGRATIONS).recorder.applied_migrations()
    return sorted({key.name for key in applied} - set(migration_names()))


def migration_names() -> list[str]:
    """Return the names of all migrations that this version knows, oldest first."""
    return sorted(module.name for module in pkgutil.iter_modules(models.migrations.__path__))


async def _migrate_sqlite(url: str, package: str, *, at_once: bool) -> list[str]:
    """1. foreign keys off  2. copy the database unless it is empty  3. migrate  4. check every reference
    5. recreate the indexes that a rebuild has lost."""
    path = sqlite_path(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)  # it holds health data: only the owner of the process may read it
    async with _context(config(url, foreign_keys="OFF")) as context:
        if not await _pending(package):
            return []
        copy = await _copy(path)
        try:
            applied = await _apply(context, package, at_once=at_once)
            await _check_references()
        except Exception as error:
            raise MigrationFailed(_what_to_do(error, path, copy)) from error
        await context.generate_schemas(safe=True)
        return applied


def _what_to_do(error: Exception, path: Path, copy: Path | None) -> str:
    if copy is None:
        return f"the new database {path} could not be created: {error}"
    return f"the migration stopped: {error}. The copy made beforehand is at {copy}; restore it to {path}."


async def _copy(path: Path) -> Path | None:
    if not await _has_tables():
        return None
    copy = path.with_name(f"{path.name}.before-{SYSTEM_CLOCK.now():%Y%m%dT%H%M%S%f}")
    await get_connection("default").execute_query("VACUUM INTO ?", [str(copy)])
    copy.chmod(0o600)
    return copy


async def _has_tables() -> bool:
    connection = get_connection("default")
    if connection.capabilities.dialect == "sqlite":
        query = "SELECT 1 FROM sqlite_master WHERE name = 'person'"
    else:
        query = "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'person'"
    return bool(await connection.execute_query_dict(query))


async def _check_references() -> None:
    broken = await get_connection("default").execute_query_dict("PRAGMA foreign_key_check")
    if broken:
        tables = ", ".join(sorted({str(row["table"]) for row in broken}))
        raise MigrationFailed(f"{len(broken)} rows refer to missing rows, in {tables}")


@asynccontextmanager
async def _context(settings: dict[str, Any]) -> AsyncIterator[TortoiseContext]:
    context = TortoiseContext()
    async with context:
        await context.init(config=settings)
        yield context


@asynccontextmanager
async def _exclusive(url: str) -> AsyncIterator[None]:
    """Hold an advisory lock: a second process waits, and then has nothing left to migrate."""
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


async def _apply(context: TortoiseContext, package: str, *, at_once: bool) -> list[str]:
    names = await _pending(package)
    is_new = at_once and not await _has_tables()
    if is_new:
        await context.generate_schemas(safe=True)
    await _executor(package).migrate(direction="forward", fake=is_new)
    if package == MIGRATIONS:
        await guard_audit()
    return names


async def write_migration() -> list[str]:
    """For developers: write migrations for model changes that have none yet into models/migrations/.

    Return the paths of the new files.
    """
    settings = config("sqlite://:memory:")
    async with _context(settings) as context:
        if context.apps is None:
            return []
        for model in context.apps.get_models_iterable():
            model._meta.table_description = (
                ""  # taken from the docstring; a semicolon in it would break Tortoise's SQL
            )
        written = await MigrationAutodetector(context.apps, settings["apps"]).write()
    for name in written:
        _remove_orjson(Path(name))
    return written


def _remove_orjson(file: Path) -> None:
    """Remove orjson: Tortoise imports it in the file if it is installed, but a migration must load without it."""
    text = file.read_text()
    text = text.replace("from orjson import loads\n", "").replace("decoder=loads", "decoder=JSON_LOADS")
    file.write_text(text.replace("import JSON_DUMPS", "import JSON_DUMPS, JSON_LOADS"))
