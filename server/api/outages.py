"""What an exception of a driver or of the system says about the server's own trouble, without its text.

Drivers wrap each other's exceptions, so the whole chain is looked at. Only codes are read: texts may hold values.
"""

import errno
import sqlite3
from collections.abc import Iterator, Mapping

from server.api.problems import NotReady
from server.domain.errors import AfterglowError, DiskFull

AGAIN_AFTER = 5
"""Seconds after which a client may try again."""
FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT})
FULL_SQLSTATE = "53100"
AWAY_SQLSTATES = ("08", "57P0", "53300", "57014", "55P03", "25006")
"""Connection lost, server shutting down, too many connections, statement or lock timed out, read-only standby."""
AWAY_SQLITE = frozenset(
    {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
)
_PRIMARY = 0xFF
"""SQLite's extended codes hold the primary code in their lowest byte."""


def chain_of(error: BaseException) -> Iterator[BaseException]:
    """Give the exception and what led to it, each once."""
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or following.__context__


def codes_of(error: BaseException) -> Mapping[str, str | int]:
    """Return the first errno, SQLSTATE and SQLite code in the chain: what a log may hold."""
    codes: dict[str, str | int] = {}
    for one in chain_of(error):
        if isinstance(one, OSError) and one.errno is not None:
            codes.setdefault("errno", errno.errorcode.get(one.errno, one.errno))
        if isinstance(state := getattr(one, "sqlstate", None), str):
            codes.setdefault("sqlstate", state)
        if isinstance(name := getattr(one, "sqlite_errorname", None), str):
            codes.setdefault("sqlite", name)
    return codes


def outage_of(error: BaseException) -> AfterglowError | None:
    """Return the problem that a client is told, or None for an exception that is a fault of ours."""
    for one in chain_of(error):
        if _is_full(one):
            return DiskFull("There is no room left to store this.", retry_after=60)
        if _is_away(one):
            return NotReady("The database does not answer.", retry_after=AGAIN_AFTER)
    return None


def _is_full(error: BaseException) -> bool:
    return (
        (isinstance(error, OSError) and error.errno in FULL_ERRNOS)
        or getattr(error, "sqlstate", None) == FULL_SQLSTATE
        or _sqlite_code(error) == sqlite3.SQLITE_FULL
    )


def _is_away(error: BaseException) -> bool:
    state = getattr(error, "sqlstate", None)
    return (
        isinstance(error, ConnectionError | TimeoutError)
        or (isinstance(state, str) and state.startswith(AWAY_SQLSTATES))
        or _sqlite_code(error) in AWAY_SQLITE
        or type(error).__name__ in ("DBConnectionError", "InterfaceError")  # of Tortoise and asyncpg
    )


def _sqlite_code(error: BaseException) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return code & _PRIMARY if isinstance(code, int) else None
