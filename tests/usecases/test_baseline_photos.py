"""Baseline photos belong to the clinic's record: the clinic and the patient see them, and they go with the patient."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from models.annotations import Annotation
from models.diary import Photo
from server.domain.errors import AfterglowError, Conflict, Gone, Invalid, NotFound
from server.domain.limits import MAX_BASELINE_PHOTOS
from server.domain.viewer import Viewer
from server.domain.vocabulary import AccessKind, Angle
from server.ports import Services
from server.shapes.annotations import AnnotationWrite
from server.shapes.diary import PhotoPlace
from server.shapes.record_history import Withdrawing
from server.usecases import annotations, diary, erasing, record_corrections
from server.usecases.baseline_photos import add_baseline_photo, baseline_photos, remove_baseline_photo
from server.usecases.diary_read import read_diary
from server.usecases.erasure_previews import preview_treatment
from server.usecases.export_content import export_document
from server.usecases.export_page import ExportPage
from server.usecases.photo_comparison import earlier_photos, photo_comparison
from server.usecases.photos import show_photo
from server.usecases.review import review
from tests.factories import (
    content_digest,
    join,
    make_baseline,
    make_entry,
    make_grant,
    make_passkey,
    make_photo,
    make_treatment,
)
from tests.fakes import NOW, PICTURE, FakeLab, MemoryPhotos
from tests.usecases.test_photo_comparison import another, kinds, photographed, shown

MISTAKE = Withdrawing(reason="The wrong patient.")


async def ids_of(viewer: Viewer, treatment_id: UUID) -> list[UUID]:
    return [photo.id for photo in (await baseline_photos(viewer, treatment_id)).photos]


async def on_phone(patient: Viewer, after: int = 0) -> list[UUID]:
    return [photo.id for photo in (await diary.changes_after(patient, after)).photos]


async def refusal(work: Any) -> str:
    with pytest.raises(AfterglowError) as refused:
        await work
    return refused.value.code


class TestTaking:
    async def test_everyone_of_the_clinic_sees_it_and_no_access_is_recorded(
        self, services: Services, alice: Viewer, bob: Viewer, frida: Viewer, treatment: UUID
    ) -> None:
        photo = await make_baseline(services, bob, treatment)
        assert (photo.entry_id, photo.treatment_id) == (None, treatment)
        assert await ids_of(frida, treatment) == [photo.id]
        assert (await show_photo(services, frida, photo.id, "display"))[0].startswith(b"displ")
        assert await kinds(alice) == []

    async def test_the_patient_gets_it_with_the_next_changes(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        before = (await diary.changes_after(alice, 0)).revision
        photo = await make_baseline(services, bob, treatment)
        assert await on_phone(alice, before) == [photo.id]
        assert await show_photo(services, alice, photo.id, "thumbnail")
        assert b'"entry_id":null' in (await read_diary(services, alice, treatment)).content

    async def test_a_patient_who_joins_later_gets_it_then(
        self, services: Services, bob: Viewer, dora: Viewer
    ) -> None:
        recorded = await make_treatment(services, bob)
        photo = await make_baseline(services, bob, recorded.id)
        assert await refusal(show_photo(services, dora, photo.id, "display")) == "photo-unknown"
        await join(dora, recorded.id)
        assert await on_phone(dora) == [photo.id]
        assert await show_photo(services, dora, photo.id, "display")

    async def test_a_repeated_upload_is_stored_once(
        self, services: Services, bob: Viewer, treatment: UUID, lab: FakeLab
    ) -> None:
        photo_id = uuid4()
        first = await make_baseline(services, bob, treatment, photo_id=photo_id)
        assert await make_baseline(services, bob, treatment, photo_id=photo_id) == first
        assert (lab.developed, await Photo.all().count()) == (1, 1)

    async def test_a_full_disk_leaves_no_row(
        self, services: Services, bob: Viewer, treatment: UUID, store: MemoryPhotos
    ) -> None:
        store.refuses = True
        with pytest.raises(OSError, match="space"):
            await make_baseline(services, bob, treatment)
        assert await ids_of(bob, treatment) == []


class TestRefusals:
    async def test_another_clinic_and_a_stranger_find_nothing(
        self, services: Services, bob: Viewer, erin: Viewer, dora: Viewer, treatment: UUID
    ) -> None:
        photo = await make_baseline(services, bob, treatment)
        for stranger in (erin, dora):
            assert await refusal(make_baseline(services, stranger, treatment)) == "treatment-unknown"
            assert await refusal(baseline_photos(stranger, treatment)) == "treatment-unknown"
            assert await refusal(earlier_photos(services, stranger, treatment)) == "treatment-unknown"
            assert (
                await refusal(remove_baseline_photo(services, stranger, treatment, photo.id))
                == "treatment-unknown"
            )
            assert await refusal(show_photo(services, stranger, photo.id, "display")) == "photo-unknown"

    async def test_neither_a_photo_of_the_diary_nor_of_another_record_is_reached(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        entry = await make_entry(services, alice, treatment)
        of_diary = (await make_photo(services, alice, entry.id)).id
        other = await make_treatment(services, bob)
        of_other = (await make_baseline(services, bob, other.id)).id
        for photo_id in (of_diary, of_other, uuid4()):
            with pytest.raises(NotFound):
                await remove_baseline_photo(services, bob, treatment, photo_id)
        for photo_id in (of_diary, of_other):
            with pytest.raises(NotFound):
                await make_baseline(services, bob, treatment, photo_id=photo_id)
        assert await Photo.all().count() == 2

    async def test_a_withdrawn_record_takes_no_photo(
        self, services: Services, bob: Viewer, treatment: UUID
    ) -> None:
        await record_corrections.withdraw_treatment(services, bob, treatment, MISTAKE)
        assert await refusal(make_baseline(services, bob, treatment)) == "treatment-withdrawn"

    async def test_what_is_no_picture_or_damaged_is_refused(
        self, services: Services, bob: Viewer, treatment: UUID, store: MemoryPhotos
    ) -> None:
        front = PhotoPlace(angle=Angle.FRONT, taken_at=NOW)
        at = (treatment, uuid4())
        for upload, digest, code in (
            (b"no picture", content_digest(b"no picture"), "photo-unreadable"),
            (PICTURE, content_digest(b"another"), "photo-damaged"),
            (PICTURE, None, "photo-digest-missing"),
        ):
            with pytest.raises(Invalid) as refused:
                await add_baseline_photo(services, bob, at, front, upload=upload, digest=digest)
            assert refused.value.code == code
        assert await refusal(make_baseline(services, bob, treatment, angle=Angle.CLOSE_UP)) == "photo-area"
        assert (store.images, await ids_of(bob, treatment)) == ({}, [])

    async def test_a_record_holds_a_limited_number_of_photos(
        self, services: Services, bob: Viewer, treatment: UUID
    ) -> None:
        for _ in range(MAX_BASELINE_PHOTOS):
            await make_baseline(services, bob, treatment)
        assert await refusal(make_baseline(services, bob, treatment)) == "too-many-photos"

    async def test_another_photo_under_the_same_id_is_refused(
        self, services: Services, bob: Viewer, treatment: UUID
    ) -> None:
        photo = await make_baseline(services, bob, treatment)
        other = PICTURE + b"another"
        front = PhotoPlace(angle=Angle.FRONT, taken_at=NOW)
        at = (treatment, photo.id)
        with pytest.raises(Conflict) as refused:
            await add_baseline_photo(services, bob, at, front, upload=other, digest=content_digest(other))
        assert refused.value.code == "id-taken"


class TestRemoving:
    async def test_takes_it_from_the_record_the_phone_and_the_store_and_it_cannot_return(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID, store: MemoryPhotos
    ) -> None:
        photo = await make_baseline(services, bob, treatment)
        for _ in range(2):
            await remove_baseline_photo(services, bob, treatment, photo.id)
        assert (await ids_of(bob, treatment), store.images) == ([], {})
        assert [each.id for each in (await diary.changes_after(alice, 0)).erasures] == [photo.id]
        with pytest.raises(Gone):
            await make_baseline(services, bob, treatment, photo_id=photo.id)

    async def test_also_before_the_patient_has_joined(
        self, services: Services, bob: Viewer, frida: Viewer, store: MemoryPhotos
    ) -> None:
        recorded = await make_treatment(services, bob)
        photo = await make_baseline(services, bob, recorded.id)
        await remove_baseline_photo(services, frida, recorded.id, photo.id)
        assert store.images == {}
        with pytest.raises(Gone):
            await make_baseline(services, bob, recorded.id, photo_id=photo.id)

    async def test_the_patient_cannot_take_one_photo_out_of_the_record(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        photo = await make_baseline(services, bob, treatment)
        assert await refusal(erasing.erase_photo(services, alice, photo.id)) == "photo-unknown"
        assert await ids_of(bob, treatment) == [photo.id]


class TestLeaving:
    async def test_goes_with_the_treatment_that_its_patient_erases(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID, store: MemoryPhotos
    ) -> None:
        await make_passkey(alice)
        await make_baseline(services, bob, treatment)
        assert (await preview_treatment(alice, treatment)).erases.photos == 1
        await erasing.erase_treatment(services, alice, treatment)
        assert (await ids_of(bob, treatment), store.images) == ([], {})
        assert await refusal(make_baseline(services, bob, treatment)) == "patient-left"

    async def test_goes_with_the_account_and_so_do_images_that_were_left_behind(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID, store: MemoryPhotos
    ) -> None:
        await make_passkey(alice)
        await make_baseline(services, bob, treatment)
        await erasing.erase_account(services, alice)
        assert (await Photo.all().count(), store.images) == (0, {})

    async def test_a_withdrawn_record_shows_its_photos_to_the_clinic_alone(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        photo = await make_baseline(services, bob, treatment)
        await record_corrections.withdraw_treatment(services, bob, treatment, MISTAKE)
        changes = await diary.changes_after(alice, 0)
        assert (changes.photos, [each.id for each in changes.erasures]) == ([], [photo.id])
        assert await refusal(show_photo(services, alice, photo.id, "thumbnail")) == "photo-unknown"
        assert b'"photos":[]' in (await read_diary(services, alice, treatment)).content
        assert await show_photo(services, bob, photo.id, "thumbnail")
        await remove_baseline_photo(services, bob, treatment, photo.id)
        assert await ids_of(bob, treatment) == []

    async def test_is_in_the_export_of_its_patient(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        photo = await make_baseline(services, bob, treatment)
        document = await export_document(services, alice.person_id)
        assert [each.photo_id for each in document.files] == [photo.id]
        assert "Before the treatment, taken at the clinic" in ExportPage(document, services.messages).html()


class TestComparing:
    async def test_is_part_of_the_review_and_of_the_comparison(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        baseline = await make_baseline(services, bob, treatment)
        healing = await photographed(services, alice, treatment)
        await make_grant(services, alice, treatment)
        assert shown(await photo_comparison(services, bob, treatment)) == {treatment: [baseline.id, healing]}
        assert [photo.id for photo in (await review(services, bob, treatment)).photos] == [
            baseline.id,
            healing,
        ]

    async def test_one_can_draw_on_it(
        self, services: Services, bob: Viewer, alice: Viewer, treatment: UUID
    ) -> None:
        photo = await make_baseline(services, bob, treatment)
        write = AnnotationWrite(base_revision=0, strokes=[])
        await annotations.annotate(services, bob, photo.id, write)
        assert await Annotation.filter(photo_id=photo.id).count() == 1
        assert await refusal(annotations.annotate(services, alice, photo.id, write)) == "photo-unknown"

    async def test_the_earlier_session_shows_through_with_the_clinics_own_photo(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        later = await another(services, bob, alice, treatment, hours_ago=1)
        baseline = await make_baseline(services, bob, treatment)
        await photographed(services, alice, treatment)  # from the front, too
        await make_grant(services, alice, treatment)
        assert shown(await earlier_photos(services, bob, later)) == {treatment: [baseline.id]}
        assert await kinds(alice) == []

    async def test_without_one_a_photo_of_the_diary_does_while_a_grant_opens_it(
        self, services: Services, alice: Viewer, bob: Viewer, frida: Viewer, treatment: UUID
    ) -> None:
        later = await another(services, bob, alice, treatment, hours_ago=1)
        await make_baseline(services, bob, treatment, angle=Angle.LEFT, taken_at=NOW - timedelta(days=1))
        healing = await photographed(services, alice, treatment)
        await make_grant(services, alice, treatment)
        (left, front) = shown(await earlier_photos(services, bob, later))[treatment]
        assert (front, await kinds(alice)) == (healing, [AccessKind.PHOTOS])
        assert shown(await earlier_photos(services, frida, later)) == {treatment: [left]}
        assert shown(await earlier_photos(services, bob, treatment)) == {}
