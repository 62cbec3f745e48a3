"""Copy the whole database into a file while a server uses it, and a file into an empty database."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

import asyncpg  # type: ignore[import-untyped]  # it ships no types
from tortoise.backends.base.config_generator import expand_db_url

from server.adapters.backup_folder import BackupUnusable
from server.adapters.database import is_sqlite, sqlite_path

RESTORING = "restore_under_way"
"""A table that a PostgreSQL database has while it is restored: what is erased may still be in it."""


def copy_name(url: str) -> str:
    """Return the name of the file that holds the copy."""
    return "database.sqlite3" if is_sqlite(url) else "database.pgdump"


def copy_database(url: str, file: Path) -> None:
    """Write a copy as of one instant. Writers are not kept waiting. Raises `BackupUnusable`."""
    file.touch(mode=0o600)
    if not is_sqlite(url):
        _run_program("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={file}")
        return
    try:
        with closing(sqlite3.connect(sqlite_path(url), isolation_level=None, timeout=10)) as connection:
            connection.execute("VACUUM INTO ?", [str(file)])
    except sqlite3.Error as error:
        raise BackupUnusable(f"the database cannot be copied to {file}: {error}") from error


@contextmanager
def copied_database(url: str, folder: Path) -> Iterator[BinaryIO]:
    """Open a copy while the block runs. It is made in `folder` and has no name by then. Raises `BackupUnusable`."""
    remove_left_copy(url, folder)
    path = _copy_path(url, folder)
    try:
        copy_database(url, path)
        file = path.open("rb")
    finally:
        path.unlink(missing_ok=True)
    with file:
        yield file


def remove_left_copy(url: str, folder: Path) -> None:
    """Remove the copy of a backup that was killed."""
    _copy_path(url, folder).unlink(missing_ok=True)


def _copy_path(url: str, folder: Path) -> Path:
    return folder / f".{copy_name(url)}.copy"


async def load_postgres(file: BinaryIO, url: str) -> None:
    """Restore into an empty database, which cannot be served until `finish_loading`. Raises `BackupUnusable`."""
    await _execute(url, f"CREATE TABLE {RESTORING} (begun_at timestamptz DEFAULT now())")
    _run_program(
        "pg_restore",
        url,
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--dbname",
        "",
        source=file,
    )


async def finish_loading(url: str) -> None:
    await _execute(url, f"DROP TABLE {RESTORING}")


async def is_being_restored(url: str) -> bool:
    """Return whether a restore into this PostgreSQL database has begun and not ended."""
    return not is_sqlite(url) and RESTORING in await tables_of(url)


async def tables_of(url: str) -> list[str]:
    """Return the names of the tables of a PostgreSQL database."""
    return [
        row[0] for row in await _execute(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    ]


async def _execute(url: str, statement: str) -> list[tuple[str]]:
    try:
        connection = await asyncpg.connect(url.replace("postgres://", "postgresql://", 1))
    except (OSError, asyncpg.PostgresError) as error:
        raise BackupUnusable(f"the database cannot be opened: {error}") from error
    try:
        rows: list[tuple[str]] = await connection.fetch(statement)
        return rows
    finally:
        await connection.close()


def _run_program(program: str, url: str, *options: str, source: BinaryIO | None = None) -> None:
    """Run a program of PostgreSQL. The password is in its environment, because everybody sees its arguments."""
    path = shutil.which(program)
    if path is None:
        raise BackupUnusable(f"{program} is not installed: install the client programs of PostgreSQL")
    credentials = expand_db_url(url)["credentials"]
    names = {
        "PGHOST": "host",
        "PGPORT": "port",
        "PGUSER": "user",
        "PGPASSWORD": "password",
        "PGDATABASE": "database",
    }
    given = {name: str(credentials[key]) for name, key in names.items() if credentials.get(key)}
    words = [path, *(option or given["PGDATABASE"] for option in options)]
    environment = {**os.environ, **given}
    done = subprocess.run(  # noqa: S603 - our own arguments
        words, stdin=source, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[0]
        raise BackupUnusable(f"{program} has failed: {reason}")
