"""A unit of work is atomic, even if its caller is cancelled."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from tortoise.transactions import in_transaction

from models.people import Clinic
from models.unit_of_work import finish_units_of_work, unit_of_work

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


async def add_clinic(name: str = "Lindenhof") -> UUID:
    clinic = await Clinic.create(id=uuid4(), name=name, time_zone="Europe/Berlin", created_at=NOW)
    return clinic.id


async def test_returns_the_result_of_the_work(db: str) -> None:
    clinic_id = await unit_of_work(add_clinic)
    assert await Clinic.filter(id=clinic_id).exists()


async def test_an_error_rolls_everything_back(db: str) -> None:
    async def half() -> None:
        await add_clinic()
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        await unit_of_work(half)
    assert await Clinic.all().count() == 0


async def test_the_work_finishes_after_its_caller_was_cancelled(db: str) -> None:
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        await add_clinic("first half")
        reached.set()
        await go_on.wait()
        await add_clinic("second half")

    caller = asyncio.create_task(unit_of_work(slow))
    await reached.wait()
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    go_on.set()
    await finish_units_of_work()
    assert await Clinic.all().count() == 2


@pytest.mark.parametrize("steps", range(8))
async def test_a_task_cancelled_while_it_enters_a_transaction_leaves_no_lock(db: str, steps: int) -> None:
    """Cancel at every point where the event loop can switch tasks, more times than the pool has connections."""

    async def enter() -> None:
        async with in_transaction():
            await add_clinic("never")
            await asyncio.sleep(3600)

    for _ in range(12):
        task = asyncio.create_task(enter())
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
    await asyncio.wait_for(unit_of_work(add_clinic), 10)
    assert await Clinic.all().count() == 1


async def test_simultaneous_units_of_work_are_all_committed(db: str) -> None:
    await asyncio.gather(*(unit_of_work(add_clinic) for _ in range(25)))
    assert await Clinic.all().count() == 25
