"""SQLite's engine: reads go beside the writer."""

import asyncio
import sqlite3
import time

import pytest
from tortoise.connection import get_connection

from models.people import Person
from models.sql import fetch_rows
from models.unit_of_work import unit_of_work
from server.adapters.database import sqlite_path
from server.adapters.sqlite_engine import Client
from tests.factories import make_patient

SOON = 1.0
"""Seconds; a writer waits for ten times as long."""


@pytest.fixture(autouse=True)
def only_sqlite(db: str) -> None:
    if not db.startswith("sqlite"):
        pytest.skip("of SQLite")


async def rename(person_id: object, name: str) -> None:
    await Person.filter(id=person_id).update(display_name=name)


async def test_a_writer_in_another_process_stops_no_reader(db: str) -> None:
    alice = (await make_patient()).person_id
    other = sqlite3.connect(sqlite_path(db), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(unit_of_work(lambda: rename(alice, "Alina")))
    await asyncio.sleep(0.1)  # it waits for the lock by now
    try:
        started = time.monotonic()
        assert (await Person.get(id=alice)).display_name != "Alina"
        assert len(await fetch_rows("SELECT id FROM person")) == 1
        assert await Person.filter(id=alice).count() == 1
        assert time.monotonic() - started < SOON
        assert not writing.done()
    finally:
        other.execute("ROLLBACK")
        other.close()
    await writing
    assert (await Person.get(id=alice)).display_name == "Alina"


async def test_a_transaction_reads_what_it_has_written_and_nobody_else_does(db: str) -> None:
    alice = (await make_patient()).person_id
    written, seen = asyncio.Event(), asyncio.Event()

    async def write_and_read() -> str:
        await rename(alice, "Alina")
        written.set()
        await seen.wait()
        return str((await Person.get(id=alice)).display_name)

    writing = asyncio.create_task(unit_of_work(write_and_read))
    await written.wait()
    assert (await Person.get(id=alice)).display_name != "Alina"
    seen.set()
    assert await writing == "Alina"
    assert (await Person.get(id=alice)).display_name == "Alina"


async def test_what_reads_cannot_write(db: str) -> None:
    client = get_connection("default")
    assert isinstance(client, Client)
    assert client._beside is not None
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await client._beside.execute("DELETE FROM person")
