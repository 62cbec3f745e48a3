"""A photo is checked, processed and stored before its row is written."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from models.diary import Photo
from models.people import Person
from models.sharing import AccessRecord
from server.domain.errors import AfterglowError, Conflict, Invalid, NotFound
from server.domain.viewer import Viewer
from server.domain.vocabulary import MAX_PHOTOS_PER_ENTRY, Angle, Area, Place
from server.ports import Services
from server.shapes.diary import Diary, PhotoUpload, PhotoView
from server.usecases.diary_read import read_diary
from server.usecases.photos import preview_photo, show_photo, take_photo
from server.usecases.sharing import revoke_grant
from tests.factories import content_digest, make_entry, make_grant, make_photo
from tests.fakes import NOW, PICTURE, FakeClock, FakeLab, MemoryPhotos


@pytest.fixture
async def entry_id(services: Services, alice: Viewer, treatment: UUID) -> UUID:
    return (await make_entry(services, alice, treatment)).id


def place(into: UUID, **changes: Any) -> PhotoUpload:
    fields = {"entry_id": into, "angle": Angle.FRONT, "taken_at": NOW - timedelta(hours=1)}
    return PhotoUpload.model_validate(fields | changes)


async def send(
    services: Services, person: Viewer, at: PhotoUpload, photo_id: UUID, upload: bytes = PICTURE
) -> PhotoView:
    return await take_photo(services, person, photo_id, at, upload=upload, digest=content_digest(upload))


class TestPreview:
    async def test_shows_the_photo_in_display_size_and_stores_nothing(
        self, services: Services, alice: Viewer, store: MemoryPhotos, lab: FakeLab
    ) -> None:
        preview = await preview_photo(services, alice, PICTURE, digest=content_digest(PICTURE))
        assert (preview.content[:5], preview.content_type, lab.developed) == (b"displ", "image/jpeg", 1)
        assert store.images == {}

    async def test_an_upload_that_was_damaged_on_its_way_is_refused_before_it_is_processed(
        self, services: Services, alice: Viewer, lab: FakeLab
    ) -> None:
        with pytest.raises(Invalid) as refused:
            await preview_photo(services, alice, PICTURE, digest=content_digest(b"another photo"))
        assert (refused.value.code, lab.developed) == ("photo-damaged", 0)


class FullAfterOne(MemoryPhotos):
    """A store that is full once it holds an image."""

    async def put(self, key: str, content: bytes, *, content_type: str) -> None:
        if self.images:
            raise OSError(28, "No space left on device")
        await super().put(key, content, content_type=content_type)


class TestUpload:
    async def test_a_photo_of_which_only_one_image_could_be_stored_leaves_none(
        self, services: Services, alice: Viewer, entry_id: UUID
    ) -> None:
        full = FullAfterOne()
        with pytest.raises(OSError, match="No space"):
            await send(replace(services, photos=full), alice, place(entry_id), uuid4())
        assert (full.images, await Photo.all().count()) == ({}, 0)

    async def test_stores_two_sizes_and_their_properties(
        self, services: Services, alice: Viewer, store: MemoryPhotos, treatment: UUID, entry_id: UUID
    ) -> None:
        photo = await make_photo(services, alice, entry_id)
        assert (photo.width, photo.height, photo.treatment_id) == (1512, 2016, treatment)
        assert sorted(content[:5] for content, _type in store.images.values()) == [b"displ", b"thumb"]

    async def test_a_repeated_upload_returns_the_row_without_processing(
        self, services: Services, alice: Viewer, lab: FakeLab, entry_id: UUID
    ) -> None:
        photo_id = uuid4()
        first = await send(services, alice, place(entry_id), photo_id)
        assert await send(services, alice, place(entry_id), photo_id) == first
        assert lab.developed == 1
        assert (await Person.get(id=alice.person_id)).revision == first.revision

    async def test_simultaneous_repeats_create_one_row(
        self, services: Services, alice: Viewer, entry_id: UUID
    ) -> None:
        photo_id = uuid4()
        both = await asyncio.gather(*(send(services, alice, place(entry_id), photo_id) for _ in range(3)))
        assert both[0] == both[1] == both[2]
        assert await Photo.all().count() == 1

    async def test_another_photo_under_the_same_id_is_refused(
        self, services: Services, alice: Viewer, entry_id: UUID
    ) -> None:
        photo_id = uuid4()
        await send(services, alice, place(entry_id), photo_id)
        before = await show_photo(services, alice, photo_id, "display")
        with pytest.raises(Conflict):
            await send(services, alice, place(entry_id), photo_id, PICTURE + b"another")
        assert await show_photo(services, alice, photo_id, "display") == before

    async def test_only_one_of_two_simultaneous_photos_with_the_same_id_is_stored(
        self, services: Services, alice: Viewer, store: MemoryPhotos, entry_id: UUID
    ) -> None:
        photo_id = uuid4()
        sent = (send(services, alice, place(entry_id), photo_id, PICTURE + mark) for mark in (b"a", b"b"))
        answers = await asyncio.gather(*sent, return_exceptions=True)
        assert sorted(type(answer).__name__ for answer in answers) == ["Conflict", "PhotoView"]
        assert len(store.images) == 2
        assert await show_photo(services, alice, photo_id, "display")

    async def test_a_full_disk_leaves_no_row(
        self, services: Services, alice: Viewer, store: MemoryPhotos, entry_id: UUID
    ) -> None:
        store.refuses = True
        with pytest.raises(OSError, match="space"):
            await make_photo(services, alice, entry_id)
        assert await Photo.all().count() == 0

    async def test_an_entry_holds_a_limited_number_of_photos(
        self, services: Services, alice: Viewer, entry_id: UUID
    ) -> None:
        for _ in range(MAX_PHOTOS_PER_ENTRY):
            await make_photo(services, alice, entry_id)
        with pytest.raises(AfterglowError) as refused:
            await make_photo(services, alice, entry_id)
        assert refused.value.code == "too-many-photos"


class TestBadInput:
    """Each bad input has its own problem code and changes nothing."""

    @pytest.mark.parametrize(
        ("digest", "code"),
        [
            (None, "photo-digest-missing"),
            ("md5=:AAAA:", "photo-digest-missing"),
            ("sha-256=:not base64:", "photo-digest-missing"),
            ("sha-256=:AAA:", "photo-damaged"),
            (content_digest(PICTURE + b"cut off"), "photo-damaged"),
        ],
    )
    async def test_a_missing_or_different_digest_is_refused(
        self, services: Services, alice: Viewer, entry_id: UUID, digest: str | None, code: str
    ) -> None:
        with pytest.raises(AfterglowError) as refused:
            await take_photo(services, alice, uuid4(), place(entry_id), upload=PICTURE, digest=digest)
        assert refused.value.code == code
        assert await Photo.all().count() == 0

    async def test_the_digest_may_be_one_of_several(
        self, services: Services, alice: Viewer, entry_id: UUID
    ) -> None:
        digest = f"sha-512=:AAAA:, {content_digest(PICTURE)}"
        photo = await take_photo(services, alice, uuid4(), place(entry_id), upload=PICTURE, digest=digest)
        assert await Photo.filter(id=photo.id).exists()

    async def test_a_text_that_claims_to_be_an_image_is_refused(
        self, services: Services, alice: Viewer, store: MemoryPhotos, entry_id: UUID
    ) -> None:
        with pytest.raises(AfterglowError) as refused:
            await make_photo(services, alice, entry_id, upload=b"just words")
        assert refused.value.code == "photo-unreadable"
        assert store.images == {}

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"angle": Angle.CLOSE_UP}, "photo-area"),
            ({"entry_id": uuid4()}, "entry-unknown"),
        ],
    )
    async def test_a_close_up_without_an_area_and_an_unknown_entry_are_refused(
        self, services: Services, alice: Viewer, entry_id: UUID, changes: dict[str, Any], code: str
    ) -> None:
        with pytest.raises(AfterglowError) as refused:
            await send(services, alice, place(entry_id, **changes), uuid4())
        assert refused.value.code == code

    async def test_a_close_up_with_its_area_is_accepted(
        self, services: Services, alice: Viewer, entry_id: UUID
    ) -> None:
        photo = await send(services, alice, place(entry_id, angle=Angle.CLOSE_UP, area=Area.CHIN), uuid4())
        assert (photo.area, photo.place) == (Area.CHIN, None)

    async def test_several_close_ups_of_an_entry_have_their_places(
        self, services: Services, alice: Viewer, treatment: UUID, entry_id: UUID
    ) -> None:
        for where in (Place.CHEEKS_LEFT, Place.CHEEKS_RIGHT, Place.CHEEKS_LEFT):
            at = place(entry_id, angle=Angle.CLOSE_UP, area=Area.CHEEKS, place=where)
            photo = await send(services, alice, at, uuid4())
            assert photo.place is where
        diary = Diary.model_validate_json((await read_diary(services, alice, treatment)).content)
        assert sorted(str(photo.place) for photo in diary.photos) == [
            "cheeks-left",
            "cheeks-left",
            "cheeks-right",
        ]

    @pytest.mark.parametrize(
        "changes",
        [
            {"angle": Angle.FRONT, "place": Place.CHIN},
            {"angle": Angle.CLOSE_UP, "place": Place.CHIN},
            {"angle": Angle.CLOSE_UP, "area": Area.CHEEKS, "place": Place.CHIN},
        ],
    )
    def test_a_place_off_the_area_is_refused(self, changes: dict[str, Any]) -> None:
        with pytest.raises(ValidationError, match="must lie on its area"):
            place(uuid4(), **changes)

    @pytest.mark.parametrize("where", Place)
    def test_the_name_of_a_place_begins_with_its_area(self, where: Place) -> None:
        assert where.value == where.area.value or where.startswith(f"{where.area}-")

    def test_the_longest_area_that_fits_counts(self) -> None:
        assert Place.UNDER_EYE_LEFT.area is Area.UNDER_EYE
        assert Place.EYES_LEFT.area is Area.EYES


class TestAccess:
    @pytest.fixture
    async def photo_id(self, services: Services, alice: Viewer, entry_id: UUID) -> UUID:
        return (await make_photo(services, alice, entry_id)).id

    async def test_the_patient_sees_it(self, services: Services, alice: Viewer, photo_id: UUID) -> None:
        content, media_type = await show_photo(services, alice, photo_id, "thumbnail")
        assert content.startswith(b"thumbnail:")
        assert media_type == "image/jpeg"

    async def test_nobody_else_sees_it(
        self, services: Services, dora: Viewer, bob: Viewer, erin: Viewer, photo_id: UUID
    ) -> None:
        for stranger in (dora, bob, erin):
            with pytest.raises(NotFound) as refused:
                await show_photo(services, stranger, photo_id, "display")
            assert refused.value.code == "photo-unknown"

    async def test_the_practitioner_sees_it_while_the_grant_runs(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID, photo_id: UUID
    ) -> None:
        grant = await make_grant(services, alice, treatment)
        assert await show_photo(services, bob, photo_id, "display")
        assert await AccessRecord.filter(practitioner_id=bob.person_id).count() == 1
        await revoke_grant(services, alice, grant.id)
        with pytest.raises(NotFound):
            await show_photo(services, bob, photo_id, "display")

    async def test_a_grant_without_photos_does_not_show_it(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID, photo_id: UUID
    ) -> None:
        await make_grant(services, alice, treatment, with_photos=False)
        with pytest.raises(NotFound):
            await show_photo(services, bob, photo_id, "display")

    async def test_nobody_adds_a_photo_to_the_entry_or_replaces_the_photo_of_another_patient(
        self, services: Services, dora: Viewer, doras: UUID, entry_id: UUID, photo_id: UUID
    ) -> None:
        with pytest.raises(NotFound):
            await send(services, dora, place(entry_id), uuid4())
        own = (await make_entry(services, dora, doras)).id
        with pytest.raises(NotFound):
            await send(services, dora, place(own), photo_id)

    async def test_photos_opened_together_count_as_one_access(
        self,
        services: Services,
        clock: FakeClock,
        alice: Viewer,
        bob: Viewer,
        treatment: UUID,
        photo_id: UUID,
    ) -> None:
        await make_grant(services, alice, treatment)
        for _ in range(3):
            await show_photo(services, bob, photo_id, "thumbnail")
        clock.pass_time(minutes=11)
        await show_photo(services, bob, photo_id, "thumbnail")
        assert await AccessRecord.all().count() == 2
