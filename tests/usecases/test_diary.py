"""An entry arrives once, however often it is sent, and nothing that was said is lost."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from models.diary import Entry, EntryRevision
from models.people import Person
from server.domain.errors import AfterglowError, Conflict, NotFound
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.diary import EntryView
from server.usecases.diary import changes_after, entry_history, write_entry
from tests.factories import POISON_NOTE, document, entry_write, make_entry, make_own_treatment
from tests.fakes import NOW


async def revision_of(person: Viewer) -> int:
    revision: int = (await Person.get(id=person.person_id)).revision
    return revision


class TestWriting:
    async def test_keeps_what_was_said(self, services: Services, alice: Viewer, treatment: UUID) -> None:
        kept = await make_entry(services, alice, treatment, scores={"redness": 3})
        assert kept.document == document(scores={"redness": 3})
        assert kept.revision == await revision_of(alice)
        assert not kept.edited

    async def test_the_same_write_twice_changes_nothing(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        entry_id, write = uuid4(), entry_write(treatment)
        first = await write_entry(services, alice, entry_id, write)
        assert await write_entry(services, alice, entry_id, write) == first
        assert await revision_of(alice) == first.revision
        assert await EntryRevision.all().count() == 0

    async def test_the_same_write_many_times_at_once_arrives_once(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        entry_id, write = uuid4(), entry_write(treatment)
        answers = await asyncio.gather(*(write_entry(services, alice, entry_id, write) for _ in range(6)))
        assert {answer.revision for answer in answers} == {await revision_of(alice)}
        assert await Entry.all().count() == 1

    async def test_another_zone_of_the_clock_is_the_same_moment(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        kept = await make_entry(services, alice, treatment, occurred_at="2026-11-20T12:30:00+02:00")
        assert kept.occurred_at == NOW - timedelta(minutes=90)


class TestEditing:
    async def test_keeps_what_stood_before(self, services: Services, alice: Viewer, treatment: UUID) -> None:
        first = await make_entry(services, alice, treatment, note="as it was")
        edit = entry_write(treatment, note="as it is", base_revision=first.revision)
        second = await write_entry(services, alice, first.id, edit)
        assert second.edited
        history = (await entry_history(alice, first.id)).versions
        assert [version.document.note for version in history] == ["as it was", "as it is"]
        assert [version.revision for version in history] == [first.revision, second.revision]

    async def test_two_phones_that_changed_different_things_both_win(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        first = await make_entry(services, alice, treatment, scores={"redness": 2}, note="")
        one = entry_write(treatment, scores={"redness": 3}, note="", base_revision=first.revision)
        other = entry_write(
            treatment, scores={"redness": 2}, note="on the train", base_revision=first.revision
        )
        await write_entry(services, alice, first.id, one)
        merged = await write_entry(services, alice, first.id, other)
        assert (merged.document.scores, merged.document.note) == ({"redness": 3}, "on the train")

    async def test_an_edit_whose_answer_was_lost_is_known_when_it_comes_again_later(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        """Sent again after the other phone has gone on: it must not bring its old words back."""
        first = await make_entry(services, alice, treatment, note="a")
        lost = entry_write(treatment, note="b", base_revision=first.revision)
        seen = await write_entry(services, alice, first.id, lost)
        later = await write_entry(
            services, alice, first.id, entry_write(treatment, note="c", base_revision=seen.revision)
        )
        again = await write_entry(services, alice, first.id, lost)
        assert (again.document.note, again.revision) == ("c", later.revision)

    async def test_a_text_for_which_there_is_no_room_is_in_the_history(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        first = await make_entry(services, alice, treatment, note="")
        for letter in "xy":
            write = entry_write(treatment, note=letter * 3_000, base_revision=first.revision)
            last = await write_entry(services, alice, first.id, write)
        told = [version.document.note[:1] for version in (await entry_history(alice, first.id)).versions]
        assert set(told) == {"", "x", "y"}
        assert last.document.note == "x" * 3_000

    async def test_the_time_of_an_entry_can_be_put_right(
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


class TestWhoseItIs:
    async def test_nobody_writes_about_anothers_treatment(
        self, services: Services, alice: Viewer, dora: Viewer, treatment: UUID
    ) -> None:
        with pytest.raises(NotFound) as refused:
            await make_entry(services, dora, treatment)
        assert refused.value.code == "treatment-unknown"
        assert await Entry.all().count() == 0
        assert await revision_of(dora) == 0

    async def test_nobody_writes_over_anothers_entry(
        self, services: Services, alice: Viewer, dora: Viewer, treatment: UUID, doras: UUID
    ) -> None:
        hers = await make_entry(services, alice, treatment)
        with pytest.raises(NotFound):
            await write_entry(services, dora, hers.id, entry_write(doras, note="mine now"))
        assert (await Entry.get(id=hers.id)).document["note"] == POISON_NOTE

    async def test_nobody_reads_anothers_history(
        self, services: Services, alice: Viewer, dora: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        hers = await make_entry(services, alice, treatment)
        for stranger in (dora, bob):
            with pytest.raises(NotFound):
                await entry_history(stranger, hers.id)


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
def test_what_is_no_entry_is_not_even_a_shape(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        document(**changes)


@pytest.mark.parametrize("name", ["Europe/Atlantis", "localtime", "Factory", "posixrules", ""])
def test_a_time_zone_that_no_browser_knows_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="IANA name"):
        entry_write(uuid4(), time_zone=name)


class TestChanges:
    async def test_give_everything_to_a_new_phone(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        entry = await make_entry(services, alice, treatment)
        changes = await changes_after(alice, 0)
        assert changes.revision == await revision_of(alice)
        assert [one.id for one in changes.treatments] == [treatment]
        assert changes.entries == [entry]

    async def test_give_only_what_came_after_the_cursor(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        await make_entry(services, alice, treatment)
        cursor = (await changes_after(alice, 0)).revision
        second = await make_entry(services, alice, treatment)
        changes = await changes_after(alice, cursor)
        assert (changes.treatments, changes.entries) == ([], [second])
        assert (await changes_after(alice, changes.revision)).entries == []

    async def test_are_ones_own(
        self, services: Services, alice: Viewer, dora: Viewer, treatment: UUID, doras: UUID
    ) -> None:
        await make_entry(services, alice, treatment)
        changes = await changes_after(dora, 0)
        assert [one.id for one in changes.treatments] == [doras]
        assert changes.entries == []

    async def test_number_every_write_differently(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        """Also when they come at once: a cursor that skips one would lose it for good."""
        kept: list[EntryView] = await asyncio.gather(
            *(make_entry(services, alice, treatment, note=str(number)) for number in range(8))
        )
        assert len({entry.revision for entry in kept}) == 8
        assert max(entry.revision for entry in kept) == await revision_of(alice)
