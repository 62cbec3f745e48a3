"""A diary is open to one practitioner, for as long as the patient allows, and every access is recorded."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from models.reminders import Reminder
from server.domain.errors import AfterglowError, Conflict, NotFound
from server.domain.sharing import Scope
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.diary import Diary
from server.shapes.replies import ReplyNew
from server.shapes.sharing import GrantNew
from server.usecases.diary import changes_after, mark_reply_read
from server.usecases.diary_read import read_diary
from server.usecases.erasing import erase_entry
from server.usecases.queue import queue
from server.usecases.review import mark_reviewed, preview, reply, review
from server.usecases.sharing import give_grant, revoke_grant
from tests.factories import (
    POISON,
    POISON_NAME,
    POISON_QUESTION,
    make_entry,
    make_grant,
    make_own_treatment,
    make_photo,
    make_treatment,
)
from tests.fakes import NOW, FakeClock


class TestGrants:
    async def test_a_repeated_grant_is_the_same_grant(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        new = GrantNew(id=uuid4(), treatment_id=treatment, photos=True, ends_at=NOW + timedelta(days=30))
        first = await give_grant(services, alice, new)
        assert await give_grant(services, alice, new) == first
        assert (first.practitioner_name, first.clinic_name) == ("Bob Berger", "Lindenhof")
        assert (await changes_after(alice, 0)).grants == [first]

    async def test_simultaneous_repeats_of_a_grant_are_one_grant(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        new = GrantNew(id=uuid4(), treatment_id=treatment, photos=True, ends_at=NOW + timedelta(days=30))
        grants = await asyncio.gather(*(give_grant(services, alice, new) for _ in range(5)))
        assert [grant.id for grant in (await changes_after(alice, 0)).grants] == [grants[0].id]

    @pytest.mark.parametrize("days", [0, -1, 181])
    async def test_a_grant_ends_within_180_days(
        self, services: Services, alice: Viewer, treatment: UUID, days: int
    ) -> None:
        new = GrantNew(id=uuid4(), treatment_id=treatment, photos=True, ends_at=NOW + timedelta(days=days))
        with pytest.raises(AfterglowError) as refused:
            await give_grant(services, alice, new)
        assert (refused.value.code, refused.value.facts) == ("grant-end", {"at": "ends_at"})
        assert refused.value.detail

    async def test_a_patient_without_a_clinic_has_nobody_to_share_with(
        self, services: Services, alice: Viewer
    ) -> None:
        own = await make_own_treatment(services, alice)
        with pytest.raises(Conflict) as refused:
            await make_grant(services, alice, own)
        assert refused.value.code == "nobody-to-share-with"
        assert refused.value.detail

    async def test_another_grant_under_the_same_id_is_refused(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        """Otherwise, the patient is told that something is shared which the stored grant excludes."""
        other = (await make_treatment(services, bob, patient=alice)).id
        first = await make_grant(services, alice, treatment, with_photos=False)
        for treatment_id, photos, notes in (
            (treatment, True, True),
            (treatment, False, False),
            (other, False, True),
            (treatment, False, True),
        ):
            new = GrantNew(
                id=first.id,
                treatment_id=treatment_id,
                photos=photos,
                notes=notes,
                ends_at=first.ends_at,
                everyone=(treatment_id, photos, notes) == (treatment, False, True),
            )
            with pytest.raises(Conflict) as refused:
                await give_grant(services, alice, new)
            assert refused.value.code == "id-taken"
        assert (await changes_after(alice, 0)).grants == [first]

    @pytest.mark.parametrize("call", ["give", "revoke"])
    async def test_the_reminders_of_the_patient_are_planned_again(
        self, services: Services, alice: Viewer, treatment: UUID, call: str
    ) -> None:
        grant = await make_grant(services, alice, treatment)
        await Reminder.all().delete()
        if call == "give":
            await make_grant(services, alice, treatment)
        else:
            await revoke_grant(services, alice, grant.id)
        assert set(await Reminder.all().values_list("person_id", flat=True)) == {alice.person_id}

    async def test_nobody_opens_or_closes_the_diary_of_another_patient(
        self, services: Services, alice: Viewer, dora: Viewer, treatment: UUID
    ) -> None:
        with pytest.raises(NotFound):
            await make_grant(services, dora, treatment)
        grant = await make_grant(services, alice, treatment)
        with pytest.raises(NotFound):
            await revoke_grant(services, dora, grant.id)

    async def test_a_repeated_revocation_changes_nothing(
        self, services: Services, clock: FakeClock, alice: Viewer, treatment: UUID
    ) -> None:
        grant = await make_grant(services, alice, treatment)
        first = await revoke_grant(services, alice, grant.id)
        clock.pass_time(hours=1)
        assert await revoke_grant(services, alice, grant.id) == first
        assert first.revoked_at == NOW


class TestReview:
    async def test_is_closed_without_a_grant(
        self, services: Services, alice: Viewer, bob: Viewer, erin: Viewer, treatment: UUID
    ) -> None:
        await make_entry(services, alice, treatment)
        for stranger in (bob, erin):
            with pytest.raises(NotFound):
                await review(services, stranger, treatment)

    async def test_a_colleague_of_the_same_clinic_needs_a_grant_of_their_own(
        self, services: Services, alice: Viewer, frida: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        for read in (review, read_diary):
            with pytest.raises(NotFound):
                await read(services, frida, treatment)
        assert (await changes_after(alice, 0)).access_records == []

    async def test_a_colleague_reads_what_is_shared_with_everyone_and_the_patient_reads_who_it_was(
        self, services: Services, alice: Viewer, bob: Viewer, frida: Viewer, treatment: UUID
    ) -> None:
        grant = await make_grant(services, alice, treatment, to_everyone=True)
        assert (grant.everyone, grant.practitioner_name, grant.clinic_name) == (
            True,
            "Bob Berger",
            "Lindenhof",
        )
        assert (await review(services, frida, treatment)).grant == grant
        await review(services, bob, treatment)
        changes = await changes_after(alice, 0)
        assert changes.grants == [grant]
        looked = {(record.practitioner_name, record.everyone_at) for record in changes.access_records}
        assert looked == {("Frida Falk", "Lindenhof"), ("Bob Berger", "Lindenhof")}

    async def test_shows_what_the_preview_showed(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        entry = await make_entry(services, alice, treatment, scores={"redness": 3})
        await make_photo(services, alice, entry.id)
        promised = await preview(services, alice, treatment, Scope(photos=True, notes=True))
        grant = await make_grant(services, alice, treatment)
        shown = await review(services, bob, treatment)
        assert shown.grant == grant
        own_record: dict[str, object] = {
            "grant": None,
            "clinic_patient_id": None,
            "series": [],
        }  # what the clinic knows without the diary
        assert shown.model_copy(update=own_record) == promised
        assert (shown.days_logged, shown.days_so_far, len(shown.photos)) == (1, 3, 1)
        assert [band.symptom for band in shown.bands if band.resolves_surely_hours == 72]

    async def test_leaves_photos_out_if_the_grant_excludes_them(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        entry = await make_entry(services, alice, treatment)
        await make_photo(services, alice, entry.id)
        await make_grant(services, alice, treatment, with_photos=False)
        assert (await review(services, bob, treatment)).photos == []
        assert Diary.model_validate_json((await read_diary(services, bob, treatment)).content).photos == []

    async def test_leaves_notes_and_questions_out_if_the_grant_excludes_them(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        """The server removes them, from each answer; Alice's own diary and a later grant have them."""
        await make_entry(services, alice, treatment, question=POISON_QUESTION)
        promised = await preview(services, alice, treatment, Scope(photos=True, notes=False))
        first = await make_grant(services, alice, treatment, with_notes=False)
        shown = await review(services, bob, treatment)
        own_record: dict[str, object] = {
            "grant": None,
            "clinic_patient_id": None,
            "series": [],
        }  # what the clinic knows without the diary
        assert shown.model_copy(update=own_record) == promised
        await read_diary(services, alice, treatment)
        diary = (await read_diary(services, bob, treatment)).content
        [item] = (await queue(services, bob)).items
        for text in (shown.model_dump_json(), diary.decode(), item.model_dump_json()):
            assert "poison" not in text.lower().replace(POISON_NAME.lower(), "")
        assert (shown.entries[0].document.scores, item.question_open) == ({"redness": 2, "warmth": 1}, False)
        assert Diary.model_validate_json(diary).entries == shown.entries
        await revoke_grant(services, alice, first.id)
        await make_grant(services, alice, treatment)
        assert POISON_QUESTION in (await review(services, bob, treatment)).model_dump_json()
        assert POISON_QUESTION in (await read_diary(services, bob, treatment)).content.decode()
        assert (await queue(services, bob)).items[0].question_open

    async def test_an_older_phone_that_does_not_mention_notes_shares_them_as_it_says(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        ends_at = (NOW + timedelta(days=7)).isoformat()
        fields = {"id": str(uuid4()), "treatment_id": str(treatment), "photos": False, "ends_at": ends_at}
        assert (await give_grant(services, alice, GrantNew.model_validate(fields))).notes

    async def test_names_a_finding_with_its_rule(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_entry(services, alice, treatment, signs=[{"sign": "pustules", "area": "chin"}])
        await make_grant(services, alice, treatment)
        [finding] = (await review(services, bob, treatment)).findings
        assert (finding.kind, finding.sign, finding.area) == ("reportable-sign", "pustules", "chin")
        assert (finding.rule_id, finding.cite) == ("call-pustules", "item 4")

    async def test_every_access_is_shown_to_the_patient(
        self, services: Services, clock: FakeClock, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        await review(services, bob, treatment)
        clock.pass_time(minutes=1)
        await review(services, bob, treatment)
        access_records = (await changes_after(alice, 0)).access_records
        assert [access.viewed_at for access in access_records] == [NOW, NOW + timedelta(minutes=1)]
        assert {access.practitioner_name for access in access_records} == {"Bob Berger"}

    async def test_is_closed_at_once_when_the_grant_is_revoked_or_ends(
        self, services: Services, clock: FakeClock, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        first = await make_grant(services, alice, treatment)
        await revoke_grant(services, alice, first.id)
        with pytest.raises(NotFound):
            await review(services, bob, treatment)
        await make_grant(services, alice, treatment)
        clock.pass_time(days=30)
        for read in (review, read_diary):
            with pytest.raises(NotFound):
                await read(services, bob, treatment)

    async def test_proposes_a_window_for_the_next_treatment(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        window = (await review(services, bob, treatment)).next_window
        assert window is not None
        assert window.opens_at == datetime(2026, 12, 16, 9, tzinfo=UTC)
        assert "too-early" in window.blocked_by


class TestReplies:
    async def test_reach_the_patient_once_and_are_read(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        new = ReplyNew(id=uuid4(), text="This is within what the sheet says.")
        written = await reply(services, bob, treatment, new)
        assert await reply(services, bob, treatment, new) == written
        await mark_reply_read(services, alice, written.id)
        [seen] = (await changes_after(alice, written.revision)).replies
        assert (seen.author_name, seen.read_at) == ("Bob Berger", NOW)

    async def test_name_the_entry_whose_question_they_answer(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        first = await make_entry(services, alice, treatment, question="Is this normal?")
        await make_entry(services, alice, treatment, question="May I swim?")
        await make_grant(services, alice, treatment)
        new = ReplyNew(id=uuid4(), entry_id=first.id, text="It is.")
        written = await reply(services, bob, treatment, new)
        assert await reply(services, bob, treatment, new) == written
        [received] = (await changes_after(alice, 0)).replies
        [seen] = (await review(services, bob, treatment)).replies
        assert (written.entry_id, received.entry_id, seen.entry_id) == (first.id, first.id, first.id)
        with pytest.raises(Conflict):  # the same id for another question
            await reply(services, bob, treatment, new.model_copy(update={"entry_id": None}))

    async def test_answer_no_entry_of_another_diary(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID, doras: UUID, dora: Viewer
    ) -> None:
        other = await make_entry(services, dora, doras, question=POISON_QUESTION)
        await make_grant(services, alice, treatment)
        for entry_id in (other.id, uuid4()):
            with pytest.raises(NotFound) as refused:
                await reply(services, bob, treatment, ReplyNew(id=uuid4(), entry_id=entry_id, text="hello"))
            assert refused.value.code == "entry-unknown"
        assert (await changes_after(alice, 0)).replies == []

    async def test_remain_with_the_id_of_an_entry_that_is_erased(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        """So that the phone does not take them for the answer to another question."""
        asked = await make_entry(services, alice, treatment, question="Is this normal?")
        await make_grant(services, alice, treatment)
        await reply(services, bob, treatment, ReplyNew(id=uuid4(), entry_id=asked.id, text="It is."))
        await erase_entry(services, alice, asked.id)
        [seen] = (await changes_after(alice, 0)).replies
        assert (seen.entry_id, seen.text) == (asked.id, "It is.")

    async def test_require_a_running_grant(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        with pytest.raises(NotFound):
            await reply(services, bob, treatment, ReplyNew(id=uuid4(), text="hello"))
        with pytest.raises(NotFound):
            await mark_reviewed(services, bob, treatment)

    async def test_are_read_by_their_patient_only(
        self, services: Services, alice: Viewer, dora: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        written = await reply(services, bob, treatment, ReplyNew(id=uuid4(), text="hello"))
        with pytest.raises(NotFound):
            await mark_reply_read(services, dora, written.id)

    async def test_another_reply_under_the_same_id_is_refused(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        reply_id = uuid4()
        await reply(services, bob, treatment, ReplyNew(id=reply_id, text="one thing"))
        with pytest.raises(Conflict):
            await reply(services, bob, treatment, ReplyNew(id=reply_id, text="another"))


async def test_no_text_of_the_diary_is_stored_with_a_reminder(
    services: Services, alice: Viewer, bob: Viewer, treatment: UUID
) -> None:
    await make_entry(services, alice, treatment)
    await make_grant(services, alice, treatment)
    await reply(services, bob, treatment, ReplyNew(id=uuid4(), text=POISON_QUESTION))
    planned = " ".join(str(document) for document in await Reminder.all().values_list("document", flat=True))
    assert planned
    assert not [word for word in POISON if word in planned]


class TestQueue:
    async def test_a_question_is_open_until_a_reply_answers_it(
        self, services: Services, clock: FakeClock, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        async def is_open() -> bool:
            return (await queue(services, bob)).items[0].question_open

        await make_grant(services, alice, treatment)
        first = await make_entry(services, alice, treatment, question="Is this normal?")
        clock.pass_time(hours=1)
        last = await make_entry(
            services, alice, treatment, occurred_at=clock.now(), question="And what about swimming?"
        )
        clock.pass_time(hours=1)
        assert await is_open()
        await reply(services, bob, treatment, ReplyNew(id=uuid4(), entry_id=first.id, text="It is."))
        assert await is_open()  # that was the other question
        await reply(services, bob, treatment, ReplyNew(id=uuid4(), entry_id=last.id, text="Not yet."))
        assert not await is_open()

    async def test_shows_nothing_of_a_diary_that_is_not_shared(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_entry(services, alice, treatment, signs=[{"sign": "pustules"}])
        [item] = (await queue(services, bob)).items
        assert (item.shared, item.findings, item.question_open, item.last_entry_at) == (
            False,
            [],
            False,
            None,
        )

    async def test_a_colleague_sees_nothing_of_a_diary_that_is_shared_with_another(
        self, services: Services, alice: Viewer, bob: Viewer, frida: Viewer, treatment: UUID
    ) -> None:
        """The record belongs to the clinic. Findings and questions are for the holder of the grant only."""
        await make_entry(services, alice, treatment, signs=[{"sign": "pustules"}], question=POISON_QUESTION)
        await make_grant(services, alice, treatment)
        [bobs] = (await queue(services, bob)).items
        assert (bobs.shared, len(bobs.findings), bobs.question_open) == (True, 1, True)
        [fridas] = (await queue(services, frida)).items
        assert (fridas.treatment_id, fridas.shared) == (treatment, False)
        assert (fridas.findings, fridas.question_open, fridas.last_entry_at) == ([], False, None)

    async def test_a_colleague_does_not_find_an_old_treatment_that_is_shared_with_another(
        self, services: Services, clock: FakeClock, alice: Viewer, bob: Viewer, frida: Viewer, treatment: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        clock.pass_time(days=25)
        assert [item.treatment_id for item in (await queue(services, bob)).items] == [treatment]
        assert (await queue(services, frida)).items == []

    async def test_lists_findings_then_questions_then_upcoming_treatments(
        self, services: Services, alice: Viewer, dora: Viewer, bob: Viewer, treatment: UUID, doras: UUID
    ) -> None:
        soon = await make_treatment(
            services, bob, patient_name="Next", next_treatment_at=NOW + timedelta(days=2)
        )
        late = await make_treatment(services, bob, patient_name="Plain")
        await make_entry(services, dora, doras, signs=[{"sign": "pustules"}], question="")
        await make_entry(services, alice, treatment, question=POISON_QUESTION)
        await make_grant(services, dora, doras)
        await make_grant(services, alice, treatment)
        items = (await queue(services, bob)).items
        assert [item.treatment_id for item in items] == [treatment, doras, soon.id, late.id]
        assert [item.question_open for item in items] == [True, False, False, False]

    async def test_a_resolved_finding_leaves_the_queue_and_has_an_end_in_the_review(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        pustules_at, gone_at = NOW - timedelta(hours=9), NOW - timedelta(hours=2)
        await make_entry(services, alice, treatment, signs=[{"sign": "pustules"}], occurred_at=pustules_at)
        await make_grant(services, alice, treatment)
        [item] = (await queue(services, bob)).items
        assert [finding.sign for finding in item.findings] == ["pustules"]
        await make_entry(services, alice, treatment, occurred_at=gone_at - timedelta(hours=1))
        [item] = (await queue(services, bob)).items
        assert [finding.sign for finding in item.findings] == ["pustules"]
        await make_entry(services, alice, treatment, occurred_at=gone_at, signs_gone=["pustules"])
        [item] = (await queue(services, bob)).items
        assert item.findings == []
        [finding] = (await review(services, bob, treatment)).findings
        assert (finding.sign, finding.ongoing, finding.resolved_at) == ("pustules", False, gone_at)

    async def test_a_question_is_closed_by_a_reply(
        self, services: Services, clock: FakeClock, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_entry(services, alice, treatment, question=POISON_QUESTION)
        await make_grant(services, alice, treatment)
        await reply(services, bob, treatment, ReplyNew(id=uuid4(), text="See you Monday."))
        await mark_reviewed(services, bob, treatment)
        [item] = (await queue(services, bob)).items
        assert (item.question_open, item.reviewed_at) == (False, NOW)

    async def test_a_new_treatment_does_not_hide_the_shared_diary_of_the_previous_one(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        await make_entry(services, alice, treatment, question=POISON_QUESTION)
        await make_grant(services, alice, treatment)
        new = await make_treatment(
            services, bob, patient_id=alice.person_id, treated_at_local="2026-11-20T10:00"
        )
        items = (await queue(services, bob)).items
        assert [(item.treatment_id, item.number_in_series) for item in items] == [(treatment, 1), (new.id, 2)]

    async def test_an_old_treatment_without_a_next_one_is_left_out(
        self, services: Services, bob: Viewer
    ) -> None:
        await make_treatment(services, bob, treated_at_local="2026-10-01T10:00")
        soon = NOW + timedelta(days=6)
        coming = await make_treatment(
            services, bob, treated_at_local="2026-10-01T10:00", next_treatment_at=soon
        )
        assert [item.treatment_id for item in (await queue(services, bob)).items] == [coming.id]

    async def test_lists_treatments_of_the_viewers_clinic_only(
        self, services: Services, erin: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        assert (await queue(services, erin)).items == []

    async def test_a_treatment_leaves_the_queue_after_three_weeks(
        self, services: Services, clock: FakeClock, bob: Viewer, treatment: UUID
    ) -> None:
        clock.pass_time(days=21)
        assert (await queue(services, bob)).items == []
