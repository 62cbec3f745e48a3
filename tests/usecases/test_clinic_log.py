"""The owner reads who has seen whose diary; only what happened through this clinic."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from models.people import Clinic
from models.sharing import AccessRecord, Grant
from server.domain.errors import Invalid
from server.domain.viewer import Viewer
from server.domain.vocabulary import AccessKind
from server.ports import Services
from server.shapes.clinics import ClinicLogQuery
from server.shapes.review import QueueQuery
from server.usecases.clinic_log import PAGE, clinic_log
from server.usecases.cursors import cursor_of
from server.usecases.queue import queue
from server.usecases.review import review
from tests.factories import make_grant, make_practitioner
from tests.fakes import NOW, FakeClock

FIRST = ClinicLogQuery()


@pytest.fixture
async def mara(lindenhof: Clinic) -> Viewer:
    """The owner of Bob's clinic."""
    return await make_practitioner(lindenhof, "Mara Lindner", is_owner=True)


async def test_says_who_has_seen_whose_diary_when_and_how_the_newest_first(
    services: Services, clock: FakeClock, mara: Viewer, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await make_grant(services, alice, treatment)
    await queue(services, bob, QueueQuery())
    clock.pass_time(hours=1)
    await review(services, bob, treatment)
    log = await clinic_log(mara, FIRST)
    assert [(each.practitioner_name, each.kind, each.viewed_at) for each in log.accesses] == [
        ("Bob Berger", AccessKind.DIARY, NOW + timedelta(hours=1)),
        ("Bob Berger", AccessKind.QUEUE, NOW),
    ]
    assert {(each.patient_name, each.time_zone) for each in log.accesses} == {
        ("Poison-Name Petrova", "Europe/Berlin")
    }
    assert log.next is None


async def test_has_nothing_of_another_clinic(
    services: Services, mara: Viewer, erin: Viewer, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await make_grant(services, alice, treatment)
    await review(services, bob, treatment)
    assert len((await clinic_log(mara, FIRST)).accesses) == 1
    assert (await clinic_log(erin, FIRST)).accesses == []


async def test_comes_in_pages_that_leave_nothing_out_even_at_one_moment(
    services: Services, mara: Viewer, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    grant = await Grant.get(id=(await make_grant(services, alice, treatment)).id)
    for place in range(2 * PAGE + 1):
        await AccessRecord.create(
            id=uuid4(),
            grant_id=grant.id,
            patient_id=alice.person_id,
            practitioner_id=bob.person_id,
            viewed_at=NOW + timedelta(minutes=place // 60),
            revision=0,
        )
    pages = [await clinic_log(mara, FIRST)]
    while pages[-1].next is not None:
        pages.append(await clinic_log(mara, ClinicLogQuery(after=pages[-1].next)))
    assert [len(page.accesses) for page in pages] == [PAGE, PAGE, 1]
    seen = [each for page in pages for each in page.accesses]
    assert len({each.id for each in seen}) == 2 * PAGE + 1
    assert [each.viewed_at for each in seen] == sorted((each.viewed_at for each in seen), reverse=True)


@pytest.mark.parametrize("at", ["yesterday", "2026-11-20T10:00:00"])
async def test_cannot_be_continued_from_a_cursor_that_is_none(mara: Viewer, at: str) -> None:
    with pytest.raises(Invalid):
        await clinic_log(mara, ClinicLogQuery(after=cursor_of(at, row_id=uuid4())))
