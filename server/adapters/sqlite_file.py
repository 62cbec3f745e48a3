"""Look at the file of SQLite before the database is opened, and keep a second server away from it.

Opening a damaged file hangs Tortoise's connection. Here every trouble becomes one sentence.
"""

import fcntl
import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

PATIENCE = 15.0
"""Seconds after which a file that does not answer is given up."""
CHECK_SECONDS = 5.0
"""Seconds for which the pages are checked. A large database starts with the rest unchecked."""
LOCK_SECONDS = 3.0
SPACE = 1 << 20
"""Bytes that must fit beside the database."""
INSTRUCTIONS = 10_000
"""SQLite's instructions between two looks at the clock."""


class DatabaseUnusable(RuntimeError):
    """SQLite's file cannot be used. The message is one sentence that names the file and what to do."""


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Keep other servers off this file while the block runs. Raises `DatabaseUnusable`.

    The lock belongs to this process and ends with it, also after a SIGKILL. Its children do not inherit it.
    """
    with _lock_file(path) as lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise DatabaseUnusable(f"another Afterglow already serves {path}: stop it first") from error
        yield


def _lock_file(path: Path) -> IO[str]:
    try:
        return path.with_name(f"{path.name}.lock").open("w")
    except OSError as error:
        raise DatabaseUnusable(f"nothing can be written beside {path}: {error.strerror}") from error


def probe(path: Path, *, photos: Path | None, patience: float = PATIENCE) -> None:
    """Return if SQLite can use the file, or will create it. Raises `DatabaseUnusable`.

    `photos` is the folder whose photos belong to this database, None if they are not in a folder.
    """
    if not path.exists() or path.stat().st_size == 0:
        if photos and _has_files(photos):
            raise DatabaseUnusable(
                f"there are photos in {photos}, but the database {path} is empty: restore it from a backup"
            )
        return
    _within(patience, path, lambda: _examine(path))


def _has_files(folder: Path) -> bool:
    return any(file.is_file() for file in folder.glob("[!.]*/**/*"))


def _within(seconds: float, path: Path, examine: Callable[[], None]) -> None:
    """Run `examine` in a thread of its own, which a hanging disk may keep for good."""
    troubles: list[Exception] = []

    def run() -> None:
        try:
            examine()
        except Exception as trouble:
            troubles.append(trouble)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise DatabaseUnusable(f"{path} did not answer within {seconds:g} seconds: check the disk")
    if troubles:
        raise _sentence(troubles[0], path)


def _sentence(trouble: Exception, path: Path) -> DatabaseUnusable:
    if isinstance(trouble, DatabaseUnusable):
        return trouble
    if isinstance(trouble, OSError):
        return DatabaseUnusable(f"nothing can be written beside {path}: {trouble.strerror}")
    if "locked" in str(trouble):
        return DatabaseUnusable(f"{path} is locked: stop the other program that uses it")
    return DatabaseUnusable(f"{path} is damaged ({trouble}): restore it from a backup")


def _examine(path: Path) -> None:
    with tempfile.TemporaryFile(dir=path.parent) as file:
        file.write(bytes(SPACE))
        file.flush()
        os.fsync(file.fileno())
    with closing(sqlite3.connect(path, timeout=LOCK_SECONDS, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
        _check_pages(connection)


def _check_pages(connection: sqlite3.Connection) -> None:
    end = time.monotonic() + CHECK_SECONDS
    connection.set_progress_handler(lambda: time.monotonic() > end, INSTRUCTIONS)
    try:
        [fault] = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise
        return
    if fault != "ok":
        raise sqlite3.DatabaseError(fault.splitlines()[-1])
