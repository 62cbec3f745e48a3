"""The line before the photo lab."""

import asyncio
from uuid import UUID

import pytest

from server.adapters import photo_line
from server.adapters.photo_line import LineTooLong, PhotoLine

ALICE, BOB, DORA = UUID(int=1), UUID(int=2), UUID(int=3)


class Place:
    """The line, and in which order it gave turns."""

    def __init__(self, places: int = 1) -> None:
        self.line = PhotoLine(places)
        self.order: list[UUID] = []
        self.go_on = asyncio.Event()

    async def upload(self, person_id: UUID, size: int = 1) -> None:
        async with self.line.turn(person_id, size):
            self.order.append(person_id)
            await self.go_on.wait()

    async def start(self, *people: UUID) -> list[asyncio.Task[None]]:
        tasks = [asyncio.create_task(self.upload(person)) for person in people]
        await asyncio.sleep(0.01)
        return tasks


async def test_people_take_turns_however_many_photos_one_of_them_sends() -> None:
    place = Place()
    tasks = await place.start(ALICE, ALICE, ALICE, ALICE, BOB, DORA, BOB)
    place.go_on.set()
    await asyncio.gather(*tasks)
    assert place.order == [ALICE, BOB, DORA, ALICE, BOB, ALICE, ALICE]


async def test_one_person_has_one_turn_even_if_another_place_is_free() -> None:
    place = Place(places=2)
    tasks = await place.start(ALICE, ALICE)
    assert place.order == [ALICE]
    tasks += await place.start(BOB)
    assert place.order == [ALICE, BOB]
    place.go_on.set()
    await asyncio.gather(*tasks)
    assert place.order == [ALICE, BOB, ALICE]


async def test_a_cancelled_photo_gives_up_its_place_in_the_line_and_its_turn() -> None:
    place = Place()
    first, second, third = await place.start(ALICE, BOB, DORA)
    second.cancel()
    first.cancel()
    await asyncio.gather(first, second, return_exceptions=True)
    place.go_on.set()
    await third
    assert (place.order, place.line.waiting) == ([ALICE, DORA], 0)


async def test_a_turn_that_comes_with_the_cancellation_goes_to_the_next() -> None:
    place = Place()
    first, second, third = await place.start(ALICE, BOB, DORA)
    place.go_on.set()
    await asyncio.sleep(0)  # the first has ended its turn when the second is cancelled
    second.cancel()
    await asyncio.gather(first, second, third, return_exceptions=True)
    assert third.exception() is None
    assert place.line.waiting == 0


async def test_a_photo_cancelled_a_moment_ago_gets_no_turn() -> None:
    place = Place()
    first, second, third = await place.start(ALICE, BOB, DORA)
    first.cancel()
    second.cancel()  # neither has run since
    place.go_on.set()
    await asyncio.gather(first, second, third, return_exceptions=True)
    assert (third.exception(), place.order) == (None, [ALICE, DORA])


@pytest.mark.parametrize("limit", ["MAX_WAITING", "MAX_WAITING_EACH"])
async def test_a_long_line_is_refused_at_once(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_line, limit, 1)
    place = Place()
    tasks = await place.start(ALICE, BOB)
    with pytest.raises(LineTooLong):
        await place.upload(BOB)
    place.go_on.set()
    await asyncio.gather(*tasks)


async def test_waiting_uploads_may_hold_only_so_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_line, "MAX_WAITING_BYTES", 10)
    place = Place()
    tasks = await place.start(ALICE)
    tasks.append(asyncio.create_task(place.upload(BOB, 9)))
    await asyncio.sleep(0.01)
    with pytest.raises(LineTooLong):
        await place.upload(DORA, 9)
    place.go_on.set()
    await asyncio.gather(*tasks)
