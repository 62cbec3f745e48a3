"""The queue: its sections and pages, what a row says of a diary, and the accesses that it is recorded as."""

from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from models.treatments import Treatment
from server.domain.errors import Invalid
from server.domain.local_time import local_date
from server.domain.queue_order import QueueSection
from server.domain.viewer import Viewer
from server.domain.vocabulary import AccessKind
from server.ports import Services
from server.shapes.review import QueueQuery
from server.usecases import diary, photos, queue, review, sharing
from server.usecases.diary_caches import summaries
from tests.factories import (
    POISON_QUESTION,
    make_entry,
    make_grant,
    make_patient,
    make_photo,
    make_treatment,
)
from tests.fakes import NOW, FakeClock

QUIET: dict[str, Any] = {"question": "", "scores": {"redness": 0}}


async def sections(services: Services, viewer: Viewer) -> dict[UUID, QueueSection]:
    return {item.treatment_id: item.section for item in (await queue.queue(services, viewer)).items}


async def shared_treatment(services: Services, bob: Viewer, **entry: Any) -> UUID:
    """Return the treatment of a new patient who has logged something and shares it with Bob."""
    patient = await make_patient()
    treatment_id = (await make_treatment(services, bob, patient=patient)).id
    await make_entry(services, patient, treatment_id, **(QUIET | entry))
    await make_grant(services, patient, treatment_id)
    return treatment_id


class TestSections:
    async def test_each_patient_stands_where_something_is_to_be_done(
        self, services: Services, bob: Viewer
    ) -> None:
        tonight, soon = NOW + timedelta(hours=3), NOW + timedelta(days=3)
        today = (await make_treatment(services, bob, next_treatment_at=tonight)).id
        week = (await make_treatment(services, bob, next_treatment_at=soon)).id
        waiting = (await make_treatment(services, bob)).id
        asks = await shared_treatment(services, bob, question=POISON_QUESTION)
        reacts = await shared_treatment(services, bob, signs=[{"sign": "pustules"}])
        calm = await shared_treatment(services, bob)
        page = await queue.queue(services, bob)
        assert [(item.treatment_id, item.section) for item in page.items] == [
            (today, QueueSection.TODAY),
            (asks, QueueSection.REPLY),
            (reacts, QueueSection.LOOK),
            (week, QueueSection.WEEK),
            (waiting, QueueSection.WAITING),
            (calm, QueueSection.CALM),
        ]
        assert [(each.section, each.count) for each in page.counts][:2] == [("today", 1), ("reply", 1)]

    async def test_a_reviewed_diary_is_seen_today_and_calm_tomorrow_until_something_is_logged(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID, clock: FakeClock
    ) -> None:
        await make_entry(services, alice, treatment, **QUIET, signs=[{"sign": "pustules"}])
        await make_grant(services, alice, treatment)
        assert (await sections(services, bob))[treatment] is QueueSection.LOOK
        await review.mark_reviewed(services, bob, treatment)
        assert (await sections(services, bob))[treatment] is QueueSection.SEEN
        clock.pass_time(days=1)
        assert (await sections(services, bob))[treatment] is QueueSection.CALM
        again = clock.now() - timedelta(minutes=5)
        await make_entry(services, alice, treatment, **QUIET, signs=[{"sign": "pustules"}], occurred_at=again)
        assert (await sections(services, bob))[treatment] is QueueSection.LOOK

    async def test_each_row_counts_the_day_as_the_sheet_does(
        self, services: Services, bob: Viewer, treatment: UUID, clock: FakeClock
    ) -> None:
        [row] = (await queue.queue(services, bob)).items
        treated = local_date(row.treated_at, ZoneInfo(row.time_zone))
        since = (local_date(clock.now(), ZoneInfo(row.time_zone)) - treated).days
        assert row.day == since + 1  # "Calm days" counts from day 1
        clock.pass_time(days=2)
        [row] = (await queue.queue(services, bob)).items
        assert row.day == since + 3

    async def test_a_question_is_owed_again_on_the_day_after_a_review(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID, clock: FakeClock
    ) -> None:
        await make_entry(services, alice, treatment)
        await make_grant(services, alice, treatment)
        await review.mark_reviewed(services, bob, treatment)
        assert (await sections(services, bob))[treatment] is QueueSection.SEEN
        clock.pass_time(days=1)
        assert (await sections(services, bob))[treatment] is QueueSection.REPLY

    async def test_an_earlier_session_stands_only_where_something_is_open(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        await make_entry(services, alice, treatment, **QUIET)
        await make_grant(services, alice, treatment)
        planned: dict[str, Any] = {
            "next_treatment_at": NOW + timedelta(days=2),
            "treated_at_local": "2026-11-20T10:00",
        }
        newest = await make_treatment(services, bob, patient_id=alice.person_id, patient_name=None, **planned)
        assert await sections(services, bob) == {newest.id: QueueSection.WEEK}

    async def test_the_row_names_the_usual_number_of_sessions(self, services: Services, bob: Viewer) -> None:
        recorded = await make_treatment(services, bob)
        timeline = (await Treatment.get(id=recorded.id)).timeline
        [item] = (await queue.queue(services, bob)).items
        wanted = (timeline["series"] or {}).get("treatments")
        assert item.sessions_usual == (tuple(wanted) if wanted else None)


class TestWhatIsShared:
    async def test_findings_question_and_photo_come_only_with_a_grant_that_includes_them(
        self, services: Services, bob: Viewer, frida: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        entry = await make_entry(services, alice, treatment, signs=[{"sign": "pustules"}])
        photo = await make_photo(services, alice, entry.id)
        await make_grant(services, alice, treatment, with_photos=False, with_notes=False)
        [item] = (await queue.queue(services, bob)).items
        assert ([each.sign for each in item.findings], item.question, item.photo_id) == (
            ["pustules"],
            "",
            None,
        )
        assert item.section is QueueSection.LOOK
        grant = await make_grant(services, alice, treatment)
        [item] = (await queue.queue(services, bob)).items
        assert (item.question, item.photo_id) == (POISON_QUESTION, photo.id)
        [fridas] = (await queue.queue(services, frida)).items
        assert (fridas.shared, fridas.findings, fridas.question, fridas.photo_id) == (False, [], "", None)
        await sharing.revoke_grant(services, alice, grant.id)
        [item] = (await queue.queue(services, bob)).items
        assert (item.question, item.photo_id) == ("", None)

    async def test_a_long_question_is_cut(self, services: Services, bob: Viewer) -> None:
        await shared_treatment(services, bob, question="why? " * 100)
        [item] = (await queue.queue(services, bob)).items
        assert len(item.question) == queue.LONGEST_QUESTION


class TestAccess:
    async def test_a_list_and_its_thumbnails_are_one_access_in_ten_minutes(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID, clock: FakeClock
    ) -> None:
        entry = await make_entry(services, alice, treatment)
        photo = await make_photo(services, alice, entry.id)
        await make_grant(services, alice, treatment)
        await queue.queue(services, bob)
        await queue.queue(services, bob)
        await photos.show_photo(services, bob, photo.id, "thumbnail")
        assert await kinds(alice) == [AccessKind.QUEUE]
        await photos.show_photo(services, bob, photo.id, "display")
        assert await kinds(alice) == [AccessKind.QUEUE, AccessKind.PHOTOS]
        clock.pass_time(minutes=11)
        await queue.queue(services, bob)
        assert await kinds(alice) == [AccessKind.QUEUE, AccessKind.PHOTOS, AccessKind.QUEUE]

    async def test_only_the_diaries_of_the_page_are_recorded(
        self, services: Services, bob: Viewer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(queue, "MAX_PAGE", 1)
        people = [await make_patient(), await make_patient()]
        for person in people:
            treatment = await make_treatment(services, bob, patient=person)
            await make_entry(services, person, treatment.id, **QUIET)
            await make_grant(services, person, treatment.id)
        page = await queue.queue(services, bob)
        assert len(page.items) == 1
        assert sorted([len(await kinds(person)) for person in people]) == [0, 1]
        await queue.queue(services, bob, QueueQuery(after=page.next))
        assert [len(await kinds(person)) for person in people] == [1, 1]

    async def test_two_diaries_of_one_patient_are_two_accesses_at_one_revision(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        again = await make_treatment(
            services, bob, patient_id=alice.person_id, patient_name=None, treated_at_local="2026-11-20T10:00"
        )
        for treatment_id in (treatment, again.id):
            await make_entry(services, alice, treatment_id, signs=[{"sign": "pustules"}])
            await make_grant(services, alice, treatment_id)
        before = (await diary.changes_after(alice, 0)).revision
        await queue.queue(services, bob)
        changes = await diary.changes_after(alice, before)
        assert changes.revision == before + 1
        assert {record.treatment_id for record in changes.access_records} == {treatment, again.id}

    async def test_looking_at_the_list_does_not_assess_the_diary_again(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        await make_entry(services, alice, treatment)
        await make_grant(services, alice, treatment)
        await queue.queue(services, bob)
        revision = (await diary.changes_after(alice, 0)).revision
        assert summaries.get(treatment, revision=revision) is not None


async def kinds(patient: Viewer) -> list[AccessKind]:
    return [record.kind for record in (await diary.changes_after(patient, 0)).access_records]


class TestPaging:
    async def test_pages_together_are_the_whole_queue_in_order(
        self, services: Services, bob: Viewer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for number in range(5):
            await make_treatment(services, bob, next_treatment_at=NOW + timedelta(days=1 + number % 2))
        whole = [item.treatment_id for item in (await queue.queue(services, bob)).items]
        monkeypatch.setattr(queue, "MAX_PAGE", 2)
        seen: list[UUID] = []
        after: str | None = None
        while after is not None or not seen:
            page = await queue.queue(services, bob, QueueQuery(after=after))
            seen += [item.treatment_id for item in page.items]
            assert [each.count for each in page.counts] == [5]
            after = page.next
        assert seen == whole

    @pytest.mark.parametrize("after", ["x", "W10=", "bnVsbA==", "WyJhIiwgImIiLCAiYyJd"])
    async def test_an_invented_cursor_is_refused(self, services: Services, bob: Viewer, after: str) -> None:
        with pytest.raises(Invalid):
            await queue.queue(services, bob, QueueQuery(after=after))


async def test_the_name_of_the_clinics_record_is_shown(services: Services, bob: Viewer) -> None:
    await make_treatment(services, bob, patient_name="Anna")
    assert [item.patient_name for item in (await queue.queue(services, bob)).items] == ["Anna"]


async def test_a_row_dates_each_finding_as_the_review_does(
    services: Services, bob: Viewer, alice: Viewer, treatment: UUID
) -> None:
    for hours, sign in ((3, "open-skin"), (1, "pustules")):
        at = NOW - timedelta(hours=hours)
        await make_entry(
            services, alice, treatment, **QUIET, signs=[{"sign": sign, "area": "chin"}], occurred_at=at
        )
    await make_grant(services, alice, treatment)
    [row] = (await queue.queue(services, bob)).items
    findings = (await review.review(services, bob, treatment)).findings
    listed = [(each.symptom, each.sign, each.since_at) for each in row.findings]
    assert listed == [(each.symptom, each.sign, each.since_at) for each in findings]
    assert len({since for _, _, since in listed}) > 1
