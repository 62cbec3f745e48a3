"""A phone with a wrong clock: nothing is refused permanently, and nothing is rewritten."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from models.diary import Entry
from models.reminders import Reminder
from models.treatments import Treatment
from server.domain.errors import Invalid
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.diary import Diary, PhotoUpload
from server.usecases.diary import changes_after, entry_history, write_entry
from server.usecases.diary_read import read_diary
from server.usecases.photos import take_photo
from server.usecases.planning import plan_for
from server.usecases.queue import queue
from server.usecases.review import review
from server.usecases.treatments import list_for_clinic
from tests.factories import content_digest, entry_write, make_entry, make_grant
from tests.fakes import NOW, PICTURE

OFFSETS = {"+1 h": timedelta(hours=1), "+2 days": timedelta(days=2), "-3 days": timedelta(days=-3)}


def milliseconds(length: timedelta) -> int:
    return length // timedelta(milliseconds=1)


@pytest.mark.parametrize("offset", OFFSETS.values(), ids=OFFSETS)
class TestMeasured:
    async def test_an_entry_made_now_is_stored_as_the_phone_sent_it(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID, offset: timedelta
    ) -> None:
        written = await make_entry(
            services, alice, treatment, occurred_at=NOW + offset, clock_offset_ms=milliseconds(offset)
        )
        assert written.occurred_at == NOW + offset
        await make_grant(services, alice, treatment)
        [shown] = (await review(services, bob, treatment)).entries
        assert "clock_offset_ms" in str(shown)
        [read] = Diary.model_validate_json((await read_diary(services, alice, treatment)).content).entries
        assert (read.occurred_at, read.document.clock_offset_ms) == (NOW + offset, milliseconds(offset))

    async def test_a_photo_is_stored_as_the_phone_sent_it(
        self, services: Services, alice: Viewer, treatment: UUID, offset: timedelta
    ) -> None:
        entry = await make_entry(
            services, alice, treatment, occurred_at=NOW + offset, clock_offset_ms=milliseconds(offset)
        )
        place = PhotoUpload.model_validate(
            {
                "entry_id": entry.id,
                "angle": "front",
                "taken_at": NOW + offset,
                "clock_offset_ms": milliseconds(offset),
            }
        )
        digest = content_digest(PICTURE)
        photo = await take_photo(services, alice, uuid4(), place, upload=PICTURE, digest=digest)
        assert (photo.taken_at, photo.clock_offset_ms) == (NOW + offset, milliseconds(offset))
        [read] = Diary.model_validate_json((await read_diary(services, alice, treatment)).content).photos
        assert read == photo

    async def test_a_repeated_upload_changes_nothing(
        self, services: Services, alice: Viewer, treatment: UUID, offset: timedelta
    ) -> None:
        write = entry_write(treatment, occurred_at=NOW + offset, clock_offset_ms=milliseconds(offset))
        entry_id = uuid4()
        answers = await asyncio.gather(*(write_entry(services, alice, entry_id, write) for _ in range(3)))
        assert answers[0] == answers[1] == answers[2]

    async def test_an_entry_that_is_truly_before_the_treatment_is_refused(
        self, services: Services, alice: Viewer, treatment: UUID, offset: timedelta
    ) -> None:
        """Both the phone's time and the corrected time are before the treatment."""
        treated_at = (await Treatment.get(id=treatment)).treated_at
        before = treated_at - abs(offset) - timedelta(minutes=1)
        with pytest.raises(Invalid) as refused:
            await make_entry(
                services, alice, treatment, occurred_at=before, clock_offset_ms=milliseconds(offset)
            )
        assert refused.value.code == "entry-before-treatment"
        assert not await Entry.exists()


class TestBounds:
    async def test_a_slow_clock_explains_entries_back_to_the_exact_time_of_treatment(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        offset = timedelta(days=-3)
        treated_at = (await Treatment.get(id=treatment)).treated_at
        await make_entry(
            services, alice, treatment, occurred_at=treated_at + offset, clock_offset_ms=milliseconds(offset)
        )
        with pytest.raises(Invalid):
            await make_entry(
                services,
                alice,
                treatment,
                occurred_at=treated_at + offset - timedelta(seconds=1),
                clock_offset_ms=milliseconds(offset),
            )

    async def test_a_time_that_was_typed_on_a_phone_with_a_fast_clock_is_accepted(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        """The corrected time would be before the treatment; the time that was typed is right."""
        occurred_at = (await Treatment.get(id=treatment)).treated_at + timedelta(hours=1)
        offset = milliseconds(timedelta(days=2))
        written = await make_entry(
            services, alice, treatment, occurred_at=occurred_at, clock_offset_ms=offset
        )
        assert written.occurred_at == occurred_at

    async def test_an_entry_in_the_future_is_accepted_if_the_clock_was_not_measured(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        written = await make_entry(services, alice, treatment, occurred_at=NOW + timedelta(days=2))
        assert (written.occurred_at, written.document.clock_offset_ms) == (NOW + timedelta(days=2), None)

    async def test_a_time_at_the_end_of_the_calendar_does_not_fail(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        offset = milliseconds(timedelta(days=-3))
        written = await make_entry(
            services, alice, treatment, occurred_at="9999-12-31T23:00:00Z", clock_offset_ms=offset
        )
        assert written.occurred_at.year == 9999


@pytest.mark.parametrize("name", ["localtime", "Factory", "posixrules", "Removed/Zone"])
class TestOddTimeZone:
    """A time zone database has names that no browser sends. Older rows that contain one must still open."""

    @pytest.fixture
    async def odd(self, services: Services, alice: Viewer, treatment: UUID, name: str) -> UUID:
        """Alice's treatment and her only entry, with a time zone that is refused today."""
        entry = await make_entry(services, alice, treatment)
        row = await Entry.get(id=entry.id)
        await Entry.filter(id=entry.id).update(document=row.document | {"time_zone": name})
        timeline = (await Treatment.get(id=treatment)).timeline | {"time_zone": name}
        await Treatment.filter(id=treatment).update(time_zone=name, timeline=timeline)
        return treatment

    async def test_the_diary_opens(self, services: Services, alice: Viewer, odd: UUID, name: str) -> None:
        changes = await changes_after(alice, 0)
        assert [treatment.time_zone for treatment in changes.treatments] == [name]
        [entry] = changes.entries
        assert entry.document.time_zone == name
        [version] = (await entry_history(alice, entry.id)).versions
        assert version.document == entry.document
        assert name.encode() in (await read_diary(services, alice, odd)).content

    async def test_it_is_shared_and_listed(
        self, services: Services, alice: Viewer, bob: Viewer, odd: UUID, name: str
    ) -> None:
        await make_grant(services, alice, odd)
        assert (await review(services, bob, odd)).days_logged == 1
        assert [item.time_zone for item in (await queue(services, bob)).items] == [name]
        assert [shown.time_zone for shown in (await list_for_clinic(bob)).treatments] == [name]

    async def test_its_reminders_are_planned(self, services: Services, alice: Viewer, odd: UUID) -> None:
        await Reminder.all().delete()
        await plan_for(services, alice.person_id)
        assert await Reminder.filter(treatment_id=odd).exists()

    async def test_the_entry_can_still_be_edited(self, services: Services, alice: Viewer, odd: UUID) -> None:
        [entry] = (await changes_after(alice, 0)).entries
        edit = entry_write(odd, note="edited", base_revision=entry.revision)
        assert (await write_entry(services, alice, entry.id, edit)).document.note == "edited"
