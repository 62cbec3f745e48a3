"""Connect to SQLite or PostgreSQL, and pin every setting that durability depends on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tortoise.backends.base.config_generator import expand_db_url
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext

from models.unit_of_work import finish_units_of_work

MODEL_MODULES = [
    "models.people",
    "models.clinic_patients",
    "models.treatments",
    "models.annotations",
    "models.diary",
    "models.reply_templates",
    "models.treatment_presets",
    "models.sharing",
    "models.share_links",
    "models.reminders",
    "models.erasures",
    "models.exports",
    "models.audit",
    "models.server_state",
]
MIGRATIONS = "models.migrations"

SQLITE_PRAGMAS: dict[str, str | int] = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "busy_timeout": 10_000,  # milliseconds
    "secure_delete": "ON",
}
PINNED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 10_000,
    "secure_delete": 1,
}
"""How SQLite reports the pragmas above."""

POSTGRES_SETTINGS = {"timezone": "UTC", "synchronous_commit": "on", "jit": "off"}


class DatabaseNotAsPinned(RuntimeError):
    """The database ignored a setting on which durability depends; it must not be used."""


def is_sqlite(url: str) -> bool:
    return url.startswith("sqlite:")


def sqlite_path(url: str) -> Path:
    return Path(expand_db_url(url)["credentials"]["file_path"])


def config(url: str, **pragmas: str | int) -> dict[str, Any]:
    """Return Tortoise's configuration for `sqlite://relative/file`, `sqlite:///absolute/file` or `postgres://…`."""
    return {
        "connections": {"default": _connection(url, pragmas)},
        "apps": {
            "models": {"models": MODEL_MODULES, "default_connection": "default", "migrations": MIGRATIONS}
        },
        "use_tz": True,
        "timezone": "UTC",
    }


def _connection(url: str, pragmas: dict[str, str | int]) -> dict[str, Any]:
    credentials = dict(expand_db_url(url)["credentials"])
    if is_sqlite(url):
        credentials |= SQLITE_PRAGMAS | pragmas
        return {"engine": "server.adapters.sqlite_engine", "credentials": credentials}
    credentials.setdefault("maxsize", 10)
    credentials["reset"] = _skip_reset
    credentials["server_settings"] = POSTGRES_SETTINGS | {"application_name": "afterglow"}
    return {"engine": "server.adapters.asyncpg_engine", "credentials": credentials}


async def _skip_reset(_connection: object) -> None:
    """Save a round trip: a connection has no session state to reset when it returns to the pool.

    (An open transaction is rolled back by asyncpg before this is called.)
    """


@asynccontextmanager
async def database(url: str, *, everywhere: bool = True) -> AsyncIterator[None]:
    """Keep the database open while the block runs, and then wait for running units of work.

    `everywhere`: also open it to tasks that do not descend from the current one, such as requests.
    Raises `DatabaseNotAsPinned`.
    """
    context = TortoiseContext()
    async with context:
        await context.init(config=config(url), _enable_global_fallback=everywhere)
        try:
            await check_pinned()
            yield
        finally:
            await finish_units_of_work()


async def check_pinned() -> None:
    """Connect and read the settings back: SQLite silently ignores WAL on some file systems.

    Raises `DatabaseNotAsPinned`.
    """
    connection = get_connection("default")
    if connection.capabilities.dialect != "sqlite":
        await connection.execute_query("SELECT 1")
        return
    for pragma, wanted in PINNED.items():
        _, rows = await connection.execute_query(f"PRAGMA {pragma}")
        actual = next(iter(dict(rows[0]).values()))
        if actual != wanted:
            raise DatabaseNotAsPinned(f"SQLite reports {pragma} = {actual} instead of {wanted}")
