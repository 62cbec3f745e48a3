"""Erasing an entry, a photo or a treatment: what goes, what a clinic keeps, and what later writes get."""

from collections.abc import Awaitable
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

import pytest

from models.diary import Entry, EntryRevision, Photo, Reply
from models.erasures import Erasure
from models.reminders import Reminder
from models.sharing import AccessRecord, Grant
from models.treatments import Treatment
from server.domain.errors import Gone, NotFound, PasskeyNotFresh
from server.domain.viewer import Viewer
from server.jobs.housekeeping import tidy
from server.ports import Developed, Services
from server.shapes.changes import Changes
from server.shapes.diary import PhotoUpload
from server.shapes.replies import ReplyNew
from server.shapes.treatments import SelfTreatment
from server.usecases import diary, erasing, erasure_previews, photos, review, treatments
from server.usecases.diary_caches import diaries, summaries
from server.usecases.diary_read import read_diary
from server.usecases.invitations import accept_invitation, invite_patient
from server.usecases.queue import queue
from tests.factories import (
    TIME_ZONE,
    TREATED_LOCAL,
    content_digest,
    entry_write,
    make_entry,
    make_grant,
    make_own_treatment,
    make_photo,
)
from tests.fakes import PICTURE, FakeLab, MemoryPhotos


async def changes(viewer: Viewer, after: int = 0) -> Changes:
    return await diary.changes_after(viewer, after)


async def erasures(viewer: Viewer, after: int = 0) -> set[tuple[str, UUID]]:
    return {(erasure.kind, erasure.id) for erasure in (await changes(viewer, after)).erasures}


async def expect(code: str, call: Awaitable[object]) -> None:
    with pytest.raises((Gone, NotFound)) as refused:
        await call
    assert refused.value.code == code


@pytest.fixture
async def entry(services: Services, alice: Viewer, treatment: UUID) -> UUID:
    """An entry of Alice's that was edited once."""
    entry_id = (await make_entry(services, alice, treatment)).id
    await diary.write_entry(services, alice, entry_id, entry_write(treatment, note="second"))
    return entry_id


class TestAnEntry:
    async def test_goes_with_its_versions_and_photos_and_nothing_else(
        self, services: Services, store: MemoryPhotos, alice: Viewer, treatment: UUID, entry: UUID
    ) -> None:
        other = (await make_entry(services, alice, treatment)).id
        other_photo = await make_photo(services, alice, other, upload=PICTURE + b"other")
        await make_photo(services, alice, entry)
        await erasing.erase_entry(services, alice, entry)
        assert [row.id for row in await Entry.all()] == [other]
        assert [row.id for row in await Photo.all()] == [other_photo.id]
        assert await EntryRevision.all().count() == 0
        assert {str(other_photo.id) in key for key in store.images} == {True}
        assert [row.pending_files for row in await Erasure.all()] == [[], []]

    async def test_is_removed_from_the_persons_other_phones(
        self, services: Services, alice: Viewer, entry: UUID
    ) -> None:
        photo = await make_photo(services, alice, entry)
        cursor = (await changes(alice)).revision
        await erasing.erase_entry(services, alice, entry)
        received = await changes(alice, cursor)
        assert await erasures(alice, cursor) == {("entry", entry), ("photo", photo.id)}
        assert {erasure.revision for erasure in received.erasures} == {received.revision}
        assert (received.entries, received.photos) == ([], [])
        assert await erasures(alice, received.revision) == set()

    async def test_a_later_edit_of_another_phone_is_refused_for_good(
        self, services: Services, alice: Viewer, treatment: UUID, entry: UUID
    ) -> None:
        await erasing.erase_entry(services, alice, entry)
        for _ in range(2):
            write = entry_write(treatment, note="written offline", base_revision=3)
            await expect("erased", diary.write_entry(services, alice, entry, write))
        assert await Entry.all().count() == 0

    async def test_a_later_photo_for_it_is_refused_and_not_stored(
        self, services: Services, store: MemoryPhotos, alice: Viewer, entry: UUID
    ) -> None:
        await erasing.erase_entry(services, alice, entry)
        await expect("erased", make_photo(services, alice, entry))
        assert store.images == {}

    async def test_erasing_it_again_changes_nothing(
        self, services: Services, alice: Viewer, entry: UUID
    ) -> None:
        await erasing.erase_entry(services, alice, entry)
        before = await changes(alice)
        await erasing.erase_entry(services, alice, entry)
        assert await changes(alice) == before

    async def test_a_stranger_gets_the_answer_for_an_unknown_entry(
        self, services: Services, alice: Viewer, dora: Viewer, bob: Viewer, entry: UUID
    ) -> None:
        for stranger in (dora, bob):
            await expect("entry-unknown", erasing.erase_entry(services, stranger, entry))
            await expect("entry-unknown", erasure_previews.preview_entry(stranger, entry))
        await expect("entry-unknown", erasing.erase_entry(services, alice, uuid4()))
        await erasing.erase_entry(services, alice, entry)
        for stranger in (dora, bob):
            await expect("entry-unknown", erasing.erase_entry(services, stranger, entry))
        assert await erasures(dora) == set()

    async def test_the_practitioner_no_longer_sees_it_and_the_access_log_stays(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID, entry: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        await queue(services, bob)
        assert b"second" in (await read_diary(services, bob, treatment)).content
        await erasing.erase_entry(services, alice, entry)
        assert (await read_diary(services, bob, treatment)).content == b'{"entries":[],"photos":[]}'
        assert (await review.review(services, bob, treatment)).entries == []
        assert [record.kind for record in (await changes(alice)).access_records] == [
            "queue",
            "diary",
            "diary",
        ]

    async def test_no_cache_of_this_process_holds_it(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID, entry: UUID
    ) -> None:
        await make_grant(services, alice, treatment)
        await queue(services, bob)
        for person in (alice, bob):
            await read_diary(services, person, treatment)
        assert (len(diaries), summaries.weight > 0) == (1, True)
        await erasing.erase_entry(services, alice, entry)
        assert len(diaries) == 0
        assert summaries.get(treatment) is None

    async def test_a_photo_that_is_being_processed_meanwhile_leaves_nothing(
        self, services: Services, store: MemoryPhotos, alice: Viewer, entry: UUID
    ) -> None:
        class Lab(FakeLab):
            async def develop(self, upload: bytes, *, person_id: UUID) -> Developed:
                await erasing.erase_entry(services, alice, entry)
                return await super().develop(upload, person_id=person_id)

        await expect("erased", make_photo(replace(services, lab=Lab()), alice, entry))
        assert store.images == {}
        assert await Photo.all().count() == 0


class TestAPhoto:
    async def test_goes_with_its_images(
        self, services: Services, store: MemoryPhotos, alice: Viewer, entry: UUID
    ) -> None:
        photo = await make_photo(services, alice, entry)
        await erasing.erase_photo(services, alice, photo.id)
        assert (await Photo.all().count(), store.images) == (0, {})
        assert await erasures(alice) == {("photo", photo.id)}
        assert await Entry.filter(id=entry).exists()
        await expect("photo-unknown", photos.show_photo(services, alice, photo.id, "display"))

    async def test_stays_erased_when_another_phone_sends_it_again(
        self, services: Services, store: MemoryPhotos, alice: Viewer, entry: UUID
    ) -> None:
        photo = await make_photo(services, alice, entry)
        await erasing.erase_photo(services, alice, photo.id)
        place = PhotoUpload(entry_id=entry, angle=photo.angle, taken_at=photo.taken_at)
        upload = photos.take_photo(
            services, alice, photo.id, place, upload=PICTURE, digest=content_digest(PICTURE)
        )
        await expect("erased", upload)
        assert store.images == {}

    async def test_of_somebody_else_is_unknown(
        self, services: Services, alice: Viewer, dora: Viewer, entry: UUID
    ) -> None:
        photo = await make_photo(services, alice, entry)
        await expect("photo-unknown", erasing.erase_photo(services, dora, photo.id))
        await expect("photo-unknown", erasure_previews.preview_photo(dora, photo.id))
        await erasing.erase_photo(services, alice, photo.id)
        await expect("photo-unknown", erasing.erase_photo(services, dora, photo.id))

    async def test_is_erased_by_housekeeping_if_the_store_failed(
        self, services: Services, alice: Viewer, entry: UUID
    ) -> None:
        class Failing(MemoryPhotos):
            fails = True

            async def delete(self, key: str) -> None:
                if self.fails:
                    raise OSError("the store cannot be reached")
                await super().delete(key)

        store = Failing()
        failing = replace(services, photos=store)
        photo = await make_photo(failing, alice, entry)
        with pytest.raises(OSError, match="reached"):
            await erasing.erase_photo(failing, alice, photo.id)
        assert len(store.images) == 2
        store.fails = False
        assert (await tidy(failing))["erased_files"] == 1
        assert store.images == {}
        assert (await tidy(failing))["erased_files"] == 0


@dataclass(frozen=True, slots=True)
class Shared:
    """A diary that Bob has read and answered."""

    entry_id: UUID
    reply_id: UUID


@pytest.fixture
async def shared(services: Services, alice: Viewer, bob: Viewer, treatment: UUID, entry: UUID) -> Shared:
    await make_grant(services, alice, treatment)
    await review.review(services, bob, treatment)
    written = await review.reply(services, bob, treatment, ReplyNew(id=uuid4(), text="All as expected."))
    return Shared(entry, written.id)


class TestATreatmentOfAClinic:
    async def test_loses_its_diary_and_its_patient_but_not_the_clinics_record(
        self, services: Services, alice: Viewer, treatment: UUID, shared: Shared
    ) -> None:
        before = await Treatment.get(id=treatment)
        photo = await make_photo(services, alice, shared.entry_id)
        assert await Reminder.filter(treatment_id=treatment).exists()
        await erasing.erase_treatment(services, alice, treatment)
        after = await Treatment.get(id=treatment)
        assert (after.patient_id, before.patient_id) == (None, alice.person_id)
        for column in (
            "patient_name",
            "record",
            "timeline",
            "treated_at",
            "next_treatment_at",
            "reviewed_at",
        ):
            assert getattr(after, column) == getattr(before, column)
        assert (
            await Entry.all().count() == await Photo.all().count() == await EntryRevision.all().count() == 0
        )
        assert not await Reminder.filter(treatment_id=treatment).exists()
        assert await erasures(alice) == {
            ("entry", shared.entry_id),
            ("photo", photo.id),
            ("treatment", treatment),
        }

    async def test_closes_to_the_practitioner_whose_reply_and_accesses_stay(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID, shared: Shared
    ) -> None:
        await erasing.erase_treatment(services, alice, treatment)
        for read in (review.review(services, bob, treatment), read_diary(services, bob, treatment)):
            await expect("treatment-unknown", read)
        assert (await treatments.show_to_clinic(bob, treatment)).joined is False
        assert (await Reply.get(id=shared.reply_id)).text == "All as expected."
        assert await AccessRecord.all().count() == 1
        assert (await Grant.get()).revoked_at is not None

    async def test_disappears_from_the_patients_own_view(
        self, services: Services, alice: Viewer, treatment: UUID, shared: Shared
    ) -> None:
        await erasing.erase_treatment(services, alice, treatment)
        received = await changes(alice)
        assert (received.treatments, received.entries, received.replies) == ([], [], [])
        assert len(received.access_records) == 1
        await expect("reply-unknown", diary.mark_reply_read(services, alice, shared.reply_id))
        await expect("treatment-unknown", read_diary(services, alice, treatment))

    async def test_refuses_what_other_phones_send_later(
        self, services: Services, alice: Viewer, treatment: UUID, shared: Shared
    ) -> None:
        await erasing.erase_treatment(services, alice, treatment)
        await expect("erased", make_entry(services, alice, treatment))
        await expect("erased", make_grant(services, alice, treatment))
        await erasing.erase_treatment(services, alice, treatment)

    async def test_needs_a_fresh_passkey(self, services: Services, alice: Viewer, treatment: UUID) -> None:
        with pytest.raises(PasskeyNotFresh):
            await erasing.erase_treatment(services, replace(alice, passkey_answered_at=None), treatment)
        assert (await Treatment.get(id=treatment)).patient_id == alice.person_id

    async def test_is_unknown_to_everybody_else(
        self, services: Services, dora: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        for stranger in (dora, bob, replace(dora, passkey_answered_at=None)):
            await expect("treatment-unknown", erasing.erase_treatment(services, stranger, treatment))
            await expect("treatment-unknown", erasure_previews.preview_treatment(stranger, treatment))

    async def test_can_be_joined_again_by_an_invitation(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID, shared: Shared
    ) -> None:
        """The old entries remain erased, and the old grant does not open the new diary."""
        await erasing.erase_treatment(services, alice, treatment)
        link = await invite_patient(services, bob, treatment)
        await accept_invitation(services, alice, link.url.partition("#")[2])
        assert await erasures(alice) == {("entry", shared.entry_id)}
        await make_entry(services, alice, treatment)
        await expect("treatment-unknown", read_diary(services, bob, treatment))


class TestATreatmentWithoutAClinic:
    async def test_goes_completely(self, services: Services, alice: Viewer) -> None:
        own = await make_own_treatment(services, alice)
        await make_entry(services, alice, own)
        await erasing.erase_treatment(services, alice, own)
        assert await Treatment.all().count() == await Entry.all().count() == 0
        assert await Reminder.all().count() == 0

    async def test_is_not_started_again_by_a_late_upload(self, services: Services, alice: Viewer) -> None:
        own = await make_own_treatment(services, alice)
        await erasing.erase_treatment(services, alice, own)
        again = SelfTreatment.model_validate(
            {"id": own, "sheet_key": "calm-days", "treated_at_local": TREATED_LOCAL, "time_zone": TIME_ZONE}
        )
        await expect("erased", treatments.start_alone(services, alice, again))


class TestThePreview:
    async def test_counts_what_goes_and_what_the_clinic_keeps(
        self, services: Services, alice: Viewer, treatment: UUID, shared: Shared
    ) -> None:
        photo = await make_photo(services, alice, shared.entry_id)
        await make_own_treatment(services, alice)
        of_entry = await erasure_previews.preview_entry(alice, shared.entry_id)
        of_photo = await erasure_previews.preview_photo(alice, photo.id)
        of_treatment = await erasure_previews.preview_treatment(alice, treatment)
        of_account = await erasure_previews.preview_account(alice)
        counts = [
            (
                shown.erases.entries,
                shown.erases.earlier_versions,
                shown.erases.photos,
                shown.erases.treatments,
            )
            for shown in (of_entry, of_photo, of_treatment, of_account)
        ]
        assert counts == [(1, 1, 1, 0), (0, 0, 1, 0), (1, 1, 1, 0), (1, 1, 1, 1)]
        for shown in (of_entry, of_photo, of_treatment, of_account):
            [clinic] = shown.clinics
            assert (clinic.clinic_name, clinic.treatments, clinic.replies) == ("Lindenhof", 1, 1)
            assert (clinic.access_records, clinic.reactions) == (1, 0)

    async def test_names_no_clinic_where_there_is_none(self, services: Services, alice: Viewer) -> None:
        own = await make_own_treatment(services, alice)
        shown = await erasure_previews.preview_treatment(alice, own)
        assert (shown.erases.treatments, shown.clinics) == (1, [])
