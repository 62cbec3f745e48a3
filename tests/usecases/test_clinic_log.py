"""The owner reads who has seen whose diary; only what happened through this clinic."""

import csv
import io
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from models.people import Clinic
from models.sharing import AccessRecord, Grant
from models.treatments import Treatment
from server.domain.errors import Invalid, NotFound
from server.domain.limits import MAX_LOG_PAGE
from server.domain.viewer import Viewer
from server.domain.vocabulary import AccessKind
from server.ports import Services
from server.shapes.clinics import ClinicLogQuery
from server.shapes.review import QueueQuery
from server.usecases.clinic_log import BATCH, clinic_log, clinic_log_csv
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
    for place in range(2 * MAX_LOG_PAGE + 1):
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
    assert [len(page.accesses) for page in pages] == [MAX_LOG_PAGE, MAX_LOG_PAGE, 1]
    seen = [each for page in pages for each in page.accesses]
    assert len({each.id for each in seen}) == 2 * MAX_LOG_PAGE + 1
    assert [each.viewed_at for each in seen] == sorted((each.viewed_at for each in seen), reverse=True)


async def test_a_page_does_not_cut_a_look_at_a_list_in_two(
    services: Services, mara: Viewer, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    grant = await Grant.get(id=(await make_grant(services, alice, treatment)).id)
    for place in range(MAX_LOG_PAGE + 20):
        await AccessRecord.create(
            id=uuid4(),
            grant_id=grant.id,
            patient_id=alice.person_id,
            practitioner_id=bob.person_id,
            kind=AccessKind.QUEUE,
            viewed_at=NOW - timedelta(minutes=max(0, place - 9) // MAX_LOG_PAGE),
            revision=0,
        )
    first = await clinic_log(mara, FIRST)
    second = await clinic_log(mara, ClinicLogQuery(after=first.next))
    assert [len(page.accesses) for page in (first, second)] == [MAX_LOG_PAGE + 9, 11]
    assert second.next is None


@pytest.mark.parametrize("at", ["yesterday", "2026-11-20T10:00:00"])
async def test_cannot_be_continued_from_a_cursor_that_is_none(mara: Viewer, at: str) -> None:
    with pytest.raises(Invalid):
        await clinic_log(mara, ClinicLogQuery(after=cursor_of(at, row_id=uuid4())))


class TestTheTable:
    async def taken(self, services: Services, viewer: Viewer) -> list[list[str]]:
        content = b"".join([piece async for piece in await clinic_log_csv(services, viewer)])
        assert content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))

    async def test_says_the_same_in_words_and_in_the_clinics_time(
        self, services: Services, clock: FakeClock, mara: Viewer, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        await queue(services, bob, QueueQuery())
        clock.pass_time(hours=11)
        await review(services, bob, treatment)
        assert await self.taken(services, mara) == [
            ["Date", "Time", "Viewed by", "Access", "Patient", "Treatment date"],
            ["2026-11-21", "00:00", "Bob Berger", "Diary opened", "Poison-Name Petrova", "2026-11-18"],
            ["2026-11-20", "13:00", "Bob Berger", "Seen in a list", "Poison-Name Petrova", "2026-11-18"],
        ]
        german = await self.taken(services, replace(mara, language="de"))
        assert (german[0][2], german[1][3]) == ("Angesehen von", "Tagebuch geöffnet")

    async def test_is_complete_and_no_cell_is_a_formula(
        self, services: Services, mara: Viewer, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        grant = await make_grant(services, alice, treatment)
        await Treatment.filter(id=treatment).update(patient_name="\u200b=1+1\u202e")
        await AccessRecord.bulk_create(
            AccessRecord(
                id=uuid4(), grant_id=grant.id, patient_id=alice.person_id, practitioner_id=bob.person_id,
                kind=AccessKind.EXPORT, viewed_at=NOW + timedelta(minutes=place // 60), revision=0,
            )
            for place in range(2 * BATCH + 1)
        )  # fmt: skip
        _, *rows = await self.taken(services, mara)
        assert len(rows) == 2 * BATCH + 1
        assert {(row[3], row[4]) for row in rows} == {("Copy taken", "'=1+1[U+202E]")}

    async def test_of_another_clinic_is_empty(
        self, services: Services, erin: Viewer, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        await review(services, bob, treatment)
        assert len(await self.taken(services, erin)) == 1

    async def test_needs_a_clinic(self, services: Services, mara: Viewer) -> None:
        with pytest.raises(NotFound):
            await clinic_log_csv(services, replace(mara, clinic_id=uuid4()))

    @pytest.mark.parametrize("language", ["en", "de"])
    def test_has_a_word_for_every_kind_of_access(self, services: Services, language: str) -> None:
        words = {services.messages(language, f"server.access.{kind}") for kind in AccessKind}
        assert len(words) == len(AccessKind)
