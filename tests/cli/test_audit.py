"""`afterglow audit`: what an operator sees of the log, and of a change to it."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.connection import get_connection

from server.adapters.database import database
from tests.cli.test_commands import run
from tests.factories import make_clinic, make_practitioner

T = TypeVar("T")


def on_database(home: Path, work: Callable[[], Awaitable[T]]) -> T:
    async def with_database() -> T:
        EXECUTOR_CACHE.clear()
        async with database(f"sqlite://{home / 'afterglow.sqlite3'}", everywhere=False):
            return await work()

    result = asyncio.run(with_database())
    EXECUTOR_CACHE.clear()
    return result


def audit(home: Path, *words: str) -> tuple[int, list[str]]:
    done = run("audit", *words, data_dir=str(home))
    return done.exit_code, done.stdout.splitlines()


async def somebody() -> UUID:
    return (await make_practitioner(await make_clinic())).person_id


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with two events in the log: the operator has made two links for Bob."""
    assert run("migrate", data_dir=str(tmp_path)).exit_code == 0
    bob = on_database(tmp_path, somebody)
    for _ in range(2):
        assert run("people", "sign-in-link", str(bob), data_dir=str(tmp_path)).exit_code == 0
    return tmp_path


def test_an_untouched_log_is_verified_and_its_head_printed(home: Path) -> None:
    code, lines = audit(home, "verify")
    assert (code, lines[0]) == (0, "2 events verified, 0 of their details were erased.")
    head = lines[1].removeprefix("Head: ")
    assert head.startswith("2:")
    assert audit(home, "verify", "--head", head) == (0, lines)


def test_a_change_ends_with_1_and_says_where(home: Path) -> None:
    async def change() -> None:
        connection = get_connection("default")
        await connection.execute_script("DROP TRIGGER audit_event_update")
        await connection.execute_script("UPDATE audit_event SET kind = 'sign-in' WHERE position = 2")

    on_database(home, change)
    code, lines = audit(home, "verify")
    assert (code, lines[0]) == (1, "The audit log is not as it was written: event 2 was changed.")


def test_a_head_of_another_log_ends_with_1(home: Path) -> None:
    code, lines = audit(home, "verify", "--head", "7:of-another-log")
    assert code == 1
    assert "the head 7:of-another-log is not in the chain" in lines[0]


def test_the_export_has_every_event_as_a_line_of_json(home: Path) -> None:
    code, lines = audit(home, "export")
    events = [json.loads(line) for line in lines]
    assert (code, [event["position"] for event in events]) == (0, [1, 2])
    assert {event["kind"] for event in events} == {"operator-link"}
    assert events[1]["previous"] == events[0]["hash"]
