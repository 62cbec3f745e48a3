"""One door for the server's own trouble: what a client is told, and what the log says."""

import errno
import json
import sqlite3

import pytest
from httpx2 import ASGITransport, AsyncClient
from starlette.types import Receive, Scope, Send
from tortoise.exceptions import DBConnectionError, OperationalError

from models.sql import fetch_rows
from server.api.metric_sources import Places
from server.api.metrics import Metrics
from server.api.outages import outage_of
from server.api.request_log import RequestLogMiddleware
from tests.fakes import fake_services

POISON = "poison-value"


class PostgresError(Exception):
    """Like asyncpg's."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__(POISON)
        self.sqlstate = sqlstate


def sqlite(code: int, name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(POISON)
    error.sqlite_errorcode = code
    error.sqlite_errorname = name
    return error


def wrapped(error: Exception) -> OperationalError:
    """Wrap an exception as Tortoise does."""
    try:
        try:
            raise error  # noqa: TRY301 - as Tortoise does
        except Exception as inner:
            raise OperationalError(inner)  # noqa: B904 - as Tortoise does
    except OperationalError as outer:
        return outer


async def refusal_of(error: Exception) -> tuple[int, str, str | None]:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        raise error

    door = RequestLogMiddleware(
        app, metrics=Metrics(fake_services(), Places()), new_id=fake_services().new_id
    )
    async with AsyncClient(transport=ASGITransport(app=door), base_url="http://localhost") as client:
        answer = await client.get("/")
    assert POISON not in answer.text
    return answer.status_code, answer.json()["code"], answer.headers.get("retry-after")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, POISON), {"errno": "ENOSPC"}),
        (OSError(errno.EDQUOT, POISON), {"errno": "EDQUOT"}),
        (wrapped(sqlite(sqlite3.SQLITE_FULL, "SQLITE_FULL")), {"sqlite": "SQLITE_FULL"}),
        (wrapped(PostgresError("53100")), {"sqlstate": "53100"}),
    ],
)
async def test_a_full_disk_is_told_and_logged_by_its_code(
    error: Exception, code: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert await refusal_of(error) == (507, "disk-full", "60")
    logged = capsys.readouterr().err
    assert POISON not in logged
    assert json.loads(logged.splitlines()[0]).items() >= code.items()


@pytest.mark.parametrize(
    "error",
    [
        ConnectionResetError(errno.ECONNRESET, POISON),
        TimeoutError(),
        DBConnectionError(POISON),
        wrapped(PostgresError("08006")),
        wrapped(PostgresError("57P01")),
        wrapped(PostgresError("57014")),
        wrapped(PostgresError("53300")),
        wrapped(sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT, "SQLITE_BUSY_SNAPSHOT")),
        wrapped(sqlite(sqlite3.SQLITE_READONLY, "SQLITE_READONLY")),
    ],
)
async def test_a_database_that_is_away_is_to_be_asked_again(error: Exception) -> None:
    assert await refusal_of(error) == (503, "not-ready", "5")


@pytest.mark.parametrize(
    "error", [KeyError(POISON), wrapped(PostgresError("42703")), FileNotFoundError(POISON)]
)
async def test_a_fault_of_ours_stays_unexpected(error: Exception) -> None:
    assert await refusal_of(error) == (500, "unexpected", None)


async def test_what_the_real_driver_raises_is_known(db: str) -> None:
    if not db.startswith("sqlite"):
        pytest.skip("of SQLite's driver")
    await fetch_rows("PRAGMA query_only = ON")
    with pytest.raises(OperationalError) as caught:
        await fetch_rows("DELETE FROM person")
    refused = outage_of(caught.value)
    assert refused is not None
    assert refused.code == "not-ready"
