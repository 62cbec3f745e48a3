"""An entry is stored once, however often it is sent, and no text is ever lost."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from models.diary import Entry, EntryRevision
from models.people import Person
from models.revision import skip_revisions
from models.unit_of_work import unit_of_work
from server.domain.errors import AfterglowError, Conflict, NotFound
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.diary import EntryView
from server.usecases.diary import changes_after, entry_history, write_entry
from tests.factories import POISON_NOTE, document, entry_write, make_entry, make_own_treatment
from tests.fakes import NOW, FakeClock


async def revision_of(person: Viewer) -> int:
    revision: int = (await Person.get(id=person.person_id)).revision
    return revision


class TestWriting:
    async def test_stores_the_document(self, services: Services, alice: Viewer, treatment: UUID) -> None:
        entry = await make_entry(services, alice, treatment, scores={"redness": 3})
        assert entry.document == document(scores={"redness": 3})
        assert entry.revision == await revision_of(alice)
        assert not entry.edited

    async def test_a_repeated_upload_changes_nothing(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        entry_id, write = uuid4(), entry_write(treatment)
        first = await write_entry(services, alice, entry_id, write)
        assert await write_entry(services, alice, entry_id, write) == first
        assert await revision_of(alice) == first.revision
        assert await EntryRevision.all().count() == 0

    async def test_simultaneous_repeats_are_stored_once(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        entry_id, write = uuid4(), entry_write(treatment)
        answers = await asyncio.gather(*(write_entry(services, alice, entry_id, write) for _ in range(6)))
        assert {answer.revision for answer in answers} == {await revision_of(alice)}
        assert await Entry.all().count() == 1

    async def test_an_offset_from_utc_does_not_change_the_instant(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        entry = await make_entry(services, alice, treatment, occurred_at="2026-11-20T12:30:00+02:00")
        assert entry.occurred_at == NOW - timedelta(minutes=90)


class TestEditing:
    async def test_stores_the_previous_version(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        first = await make_entry(services, alice, treatment, note="as it was")
        edit = entry_write(treatment, note="as it is", base_revision=first.revision)
        second = await write_entry(services, alice, first.id, edit)
        assert second.edited
        history = (await entry_history(alice, first.id)).versions
        assert [version.document.note for version in history] == ["as it was", "as it is"]
        assert [version.revision for version in history] == [first.revision, second.revision]

    async def test_each_version_says_when_it_was_saved(
        self, services: Services, clock: FakeClock, alice: Viewer, treatment: UUID
    ) -> None:
        entry = await make_entry(services, alice, treatment, note="a")
        for note in "bc":
            clock.pass_time(hours=1)
            edit = entry_write(treatment, note=note, base_revision=entry.revision)
            entry = await write_entry(services, alice, entry.id, edit)
        history = (await entry_history(alice, entry.id)).versions
        saved = [(version.document.note, version.saved_at - NOW) for version in history]
        assert saved == [("a", timedelta(0)), ("b", timedelta(hours=1)), ("c", timedelta(hours=2))]

    async def test_edits_of_different_fields_on_two_phones_are_both_stored(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        first = await make_entry(services, alice, treatment, scores={"redness": 2}, note="")
        first_edit = entry_write(treatment, scores={"redness": 3}, note="", base_revision=first.revision)
        second_edit = entry_write(
            treatment, scores={"redness": 2}, note="on the train", base_revision=first.revision
        )
        await write_entry(services, alice, first.id, first_edit)
        merged = await write_entry(services, alice, first.id, second_edit)
        assert (merged.document.scores, merged.document.note) == ({"redness": 3}, "on the train")

    async def test_a_late_repeat_of_an_edit_is_recognized(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        """Another phone has edited the entry in the meantime, so the repeat must not restore the old text."""
        first = await make_entry(services, alice, treatment, note="a")
        lost = entry_write(treatment, note="b", base_revision=first.revision)
        seen = await write_entry(services, alice, first.id, lost)
        later = await write_entry(
            services, alice, first.id, entry_write(treatment, note="c", base_revision=seen.revision)
        )
        again = await write_entry(services, alice, first.id, lost)
        assert (again.document.note, again.revision) == ("c", later.revision)

    async def test_an_edit_of_a_version_that_a_restore_has_lost_is_based_on_the_one_before(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        first = await make_entry(services, alice, treatment, note="a", scores={"redness": 3})
        await unit_of_work(skip_revisions)
        lost = entry_write(treatment, note="a b", scores={"redness": 1}, base_revision=first.revision + 1_000)
        sent_again = await write_entry(services, alice, first.id, lost)
        assert (sent_again.document.note, sent_again.document.scores) == ("a b", {"redness": 1})
        another = entry_write(
            treatment, note="a", scores={"redness": 3}, acts=["wash"], base_revision=first.revision + 900
        )
        merged = await write_entry(services, alice, first.id, another)
        assert merged.document.note == "a b", "the server has not lost what the first phone sent again"
        assert (merged.document.scores, merged.document.acts) == ({"redness": 1}, ["wash"])

    async def test_a_text_that_does_not_fit_in_the_merge_is_in_the_history(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        first = await make_entry(services, alice, treatment, note="")
        for letter in "xy":
            write = entry_write(treatment, note=letter * 3_000, base_revision=first.revision)
            last = await write_entry(services, alice, first.id, write)
        notes = [version.document.note[:1] for version in (await entry_history(alice, first.id)).versions]
        assert set(notes) == {"", "x", "y"}
        assert last.document.note == "x" * 3_000

    async def test_the_time_of_an_entry_can_be_corrected(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        first = await make_entry(services, alice, treatment)
        moved = NOW - timedelta(hours=5)
        edit = entry_write(treatment, occurred_at=moved, base_revision=first.revision)
        assert (await write_entry(services, alice, first.id, edit)).occurred_at == moved

    async def test_an_entry_stays_with_its_treatment(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        first = await make_entry(services, alice, treatment)
        elsewhere = await make_own_treatment(services, alice)
        with pytest.raises(Conflict) as refused:
            await write_entry(services, alice, first.id, entry_write(elsewhere))
        assert refused.value.code == "entry-moved"


class TestAccess:
    async def test_nobody_writes_for_the_treatment_of_another_patient(
        self, services: Services, alice: Viewer, dora: Viewer, treatment: UUID
    ) -> None:
        with pytest.raises(NotFound) as refused:
            await make_entry(services, dora, treatment)
        assert refused.value.code == "treatment-unknown"
        assert await Entry.all().count() == 0
        assert await revision_of(dora) == 0

    async def test_nobody_overwrites_the_entry_of_another_patient(
        self, services: Services, alice: Viewer, dora: Viewer, treatment: UUID, doras: UUID
    ) -> None:
        alices = await make_entry(services, alice, treatment)
        with pytest.raises(NotFound):
            await write_entry(services, dora, alices.id, entry_write(doras, note="mine now"))
        assert (await Entry.get(id=alices.id)).document["note"] == POISON_NOTE

    async def test_nobody_reads_the_history_of_another_patients_entry(
        self, services: Services, alice: Viewer, dora: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        alices = await make_entry(services, alice, treatment)
        for stranger in (dora, bob):
            with pytest.raises(NotFound):
                await entry_history(stranger, alices.id)


async def test_an_entry_before_the_treatment_is_refused(
    services: Services, alice: Viewer, treatment: UUID
) -> None:
    with pytest.raises(AfterglowError) as refused:
        await make_entry(services, alice, treatment, occurred_at=NOW - timedelta(hours=52))
    assert refused.value.code == "entry-before-treatment"
    assert await Entry.all().count() == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"scores": {"redness": 7}},
        {"scores": {"redness": -1}},
        {"scores": {"joy": 1}},
        {"note": "with\x00nul"},
        {"note": "lone \ud800 surrogate"},
        {"note": "x" * 100_000},
        {"signs": [{"sign": "pimples"}]},
        {"mood": "fine"},
    ],
    ids=str,
)
def test_an_invalid_document_is_refused_by_the_shape(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        document(**changes)


@pytest.mark.parametrize("name", ["Europe/Atlantis", "localtime", "Factory", "posixrules", ""])
def test_a_time_zone_that_no_browser_knows_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="IANA name"):
        entry_write(uuid4(), time_zone=name)


class TestChanges:
    async def test_a_new_phone_receives_everything(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        entry = await make_entry(services, alice, treatment)
        changes = await changes_after(alice, 0)
        assert changes.revision == await revision_of(alice)
        assert [treatment.id for treatment in changes.treatments] == [treatment]
        assert changes.entries == [entry]

    async def test_only_changes_after_the_cursor_are_returned(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        await make_entry(services, alice, treatment)
        cursor = (await changes_after(alice, 0)).revision
        second = await make_entry(services, alice, treatment)
        changes = await changes_after(alice, cursor)
        assert (changes.treatments, changes.entries) == ([], [second])
        assert (await changes_after(alice, changes.revision)).entries == []

    async def test_an_exchange_with_nothing_new_is_one_look_up(
        self, services: Services, alice: Viewer, treatment: UUID, statements: list[str]
    ) -> None:
        await make_entry(services, alice, treatment)
        everything = await changes_after(alice, 0)
        statements.clear()
        nothing = await changes_after(alice, everything.revision)
        assert len(statements) == 1, statements
        assert nothing.revision == everything.revision
        assert not any(value for name, value in nothing if name != "revision")

    async def test_changes_contain_nothing_of_other_patients(
        self, services: Services, alice: Viewer, dora: Viewer, treatment: UUID, doras: UUID
    ) -> None:
        await make_entry(services, alice, treatment)
        changes = await changes_after(dora, 0)
        assert [treatment.id for treatment in changes.treatments] == [doras]
        assert changes.entries == []

    async def test_every_write_has_its_own_revision(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        """This also holds for simultaneous writes; if two shared a revision, a phone could miss one of them."""
        entries: list[EntryView] = await asyncio.gather(
            *(make_entry(services, alice, treatment, note=str(number)) for number in range(8))
        )
        assert len({entry.revision for entry in entries}) == 8
        assert max(entry.revision for entry in entries) == await revision_of(alice)
