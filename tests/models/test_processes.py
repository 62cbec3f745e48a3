"""Several processes on one database, one of them killed: no acknowledged write is lost."""

import subprocess
import sys
from pathlib import Path
from uuid import UUID

from models.people import Person
from tests.factories import make_patient

ROOT = Path(__file__).parent.parent.parent
COUNT_UP = """
import asyncio, sys
from uuid import UUID
from models.people import Person
from models.revision import next_revision
from models.unit_of_work import unit_of_work
from server.adapters.database import database

async def read_then_write():
    await Person.get(id=UUID(sys.argv[2]))
    return await next_revision(UUID(sys.argv[2]))

async def main():
    async with database(sys.argv[1]):
        for _ in range(int(sys.argv[3])):
            print(await unit_of_work(read_then_write), flush=True)

asyncio.run(main())
"""


def counting(url: str, person_id: UUID, times: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", COUNT_UP, url, str(person_id), str(times)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own arguments


async def test_processes_that_read_before_they_write_wait_for_each_other(db: str) -> None:
    patient = await make_patient()
    processes = [counting(db, patient.person_id, 40) for _ in range(3)]
    given = [int(line) for process in processes for line in process.communicate()[0].split()]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert sorted(given) == list(range(1, 121))


async def test_acknowledged_writes_survive_kill_9(db: str) -> None:
    patient = await make_patient()
    process = counting(db, patient.person_id, 1_000_000)
    assert process.stdout is not None
    given = [int(process.stdout.readline()) for _ in range(25)]
    process.kill()
    process.communicate()
    assert (await Person.get(id=patient.person_id)).revision >= given[-1]
