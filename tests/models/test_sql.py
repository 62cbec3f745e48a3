"""Raw SQL returns the same rows on both databases, inside and outside a unit of work."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID, uuid4

from models.people import Clinic
from models.revision import next_revision
from models.sql import fetch_by_key, fetch_rows, instant
from models.unit_of_work import unit_of_work
from tests.factories import make_patient

NOW = datetime(2026, 11, 20, 12, 0, 0, 123456, tzinfo=UTC)
BY_ID = "SELECT id, name, created_at FROM clinic WHERE id = $1"


async def add_clinic() -> UUID:
    return (await Clinic.create(id=uuid4(), name="Lindenhof", time_zone="UTC", created_at=NOW)).id


async def test_a_row_is_found_by_its_key(db: str) -> None:
    clinic_id = await add_clinic()
    for read in (fetch_rows, fetch_by_key):
        [row] = await read(BY_ID, [clinic_id])
        assert (str(row["id"]), row["name"], instant(row["created_at"])) == (str(clinic_id), "Lindenhof", NOW)


async def test_instants_are_compared_as_instants(db: str) -> None:
    await add_clinic()
    later, earlier = NOW.replace(microsecond=123457), NOW.replace(microsecond=0)
    count = "SELECT COUNT(*) AS n FROM clinic WHERE created_at > $1"
    assert [(await fetch_by_key(count, [moment]))[0]["n"] for moment in (earlier, NOW, later)] == [1, 0, 0]


async def test_only_the_unit_of_work_itself_sees_its_writes_before_it_commits(db: str) -> None:
    written, go_on = asyncio.Event(), asyncio.Event()

    async def write_and_look() -> int:
        clinic_id = await add_clinic()
        count = len(await fetch_by_key(BY_ID, [clinic_id]))
        written.set()
        await go_on.wait()
        return count

    unit = asyncio.create_task(unit_of_work(write_and_look))
    await written.wait()
    everything = "SELECT id FROM clinic"
    meanwhile = await fetch_by_key(everything)
    go_on.set()
    assert (await unit, meanwhile) == (1, [])
    assert len(await fetch_by_key(everything)) == 1


async def test_a_returning_clause_returns_its_rows(db: str) -> None:
    patient = await make_patient()
    assert await unit_of_work(lambda: next_revision(patient.person_id)) == 1
    numbers = await asyncio.gather(
        *(unit_of_work(lambda: next_revision(patient.person_id)) for _ in range(9))
    )
    assert sorted(numbers) == list(range(2, 11))
