"""Every image is compared with its hash in the database, and files without a row are result."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from models.diary import Photo
from models.server_state import WEEK, claim_verification, server_state
from server.domain.errors import NotFound
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.diary import PhotoView
from server.usecases.erasing import erase_photo
from server.usecases.exporting import request_export
from server.usecases.photo_images import image_key, image_keys, photo_key
from server.usecases.verifying import SAFE_AGE, ImageFault, verify_photos
from tests.factories import make_entry, make_photo
from tests.fakes import NOW, FakeClock, MemoryPhotos, fake_services

JPEG = b"\xff\xd8 an image \xff\xd9"


@pytest.fixture
async def photo(services: Services, alice: Viewer, treatment: UUID) -> PhotoView:
    return await make_photo(services, alice, (await make_entry(services, alice, treatment)).id)


async def keys(photo: PhotoView) -> list[str]:
    return image_keys(await Photo.get(id=photo.id))


async def test_intact_images_are_sound(services: Services, photo: PhotoView) -> None:
    result = await verify_photos(services)
    assert (result.checked, result.hashed, result.faults, result.orphans) == (2, 0, [], [])


async def test_a_missing_and_a_damaged_image_are_named(
    services: Services, photo: PhotoView, store: MemoryPhotos
) -> None:
    display, thumbnail = sorted(await keys(photo))
    del store.images[display]
    store.images[thumbnail] = (b"x" + store.images[thumbnail][0][1:], "image/jpeg")
    result = await verify_photos(services)
    assert sorted(result.faults, key=lambda fault: fault.size) == [
        ImageFault(photo.treatment_id, photo.id, "display", "missing"),
        ImageFault(photo.treatment_id, photo.id, "thumbnail", "damaged"),
    ]
    assert thumbnail in store.images, "a fault changes nothing"
    state = await server_state()
    assert (state.unsound_photos, state.verified_at) == (2, NOW)


async def test_an_image_of_before_gets_its_hash_unless_it_is_cut(
    services: Services, photo: PhotoView, store: MemoryPhotos
) -> None:
    await Photo.filter(id=photo.id).update(display_sha256=None, thumbnail_sha256=None)
    row = await Photo.get(id=photo.id)
    store.images[image_key(row, "display")] = (JPEG, "image/jpeg")
    store.images[image_key(row, "thumbnail")] = (JPEG[:-3], "image/jpeg")
    result = await verify_photos(services)
    assert (result.hashed, [fault.size for fault in result.faults]) == (1, ["thumbnail"])
    store.images[image_key(row, "display")] = (JPEG + b"x", "image/jpeg")
    assert {fault.size for fault in (await verify_photos(services)).faults} == {"display", "thumbnail"}


async def test_a_photo_that_is_erased_meanwhile_is_no_fault(
    services: Services, alice: Viewer, photo: PhotoView
) -> None:
    @dataclass
    class ErasedWhileReading(MemoryPhotos):
        async def get(self, key: str) -> bytes:
            await erase_photo(services, alice, photo.id)
            raise NotFound

    assert (await verify_photos(fake_services(photos=ErasedWhileReading()))).faults == []


async def test_files_without_a_row_are_listed_and_go_only_when_asked(
    services: Services, alice: Viewer, photo: PhotoView, store: MemoryPhotos, clock: FakeClock
) -> None:
    orphan = photo_key(alice.person_id, uuid4(), "a" * 64, "display")
    gone_export = f"{alice.person_id}/exports/{uuid4()}/0"
    export = f"{alice.person_id}/exports/{(await request_export(services, alice)).id}/0"
    for key in (orphan, gone_export, export, "backups/of-somebody-else"):
        await store.put(key, b"image", content_type="image/jpeg")
    clock.moment += SAFE_AGE
    assert (await verify_photos(services, sweep=True)).orphans == [], "a row may still come"
    clock.moment += timedelta(seconds=1)
    before = set(store.images)
    assert set((await verify_photos(services)).orphans) == {orphan, gone_export}
    assert set(store.images) == before
    assert set((await verify_photos(services, sweep=True)).orphans) == {orphan, gone_export}
    assert set(store.images) == before - {orphan, gone_export}


async def test_a_file_that_is_deleted_during_the_search_is_no_orphan(alice: Viewer, clock: FakeClock) -> None:
    class DeletedAfterListing(MemoryPhotos):
        async def keys(self, *, prefix: str = "") -> AsyncIterator[str]:
            yield photo_key(alice.person_id, uuid4(), "a" * 64, "display")

    result = await verify_photos(fake_services(photos=DeletedAfterListing(), clock=clock), sweep=True)
    assert result.orphans == []


async def test_one_process_verifies_once_a_week_and_another_after_one_that_was_cut(db: str) -> None:
    assert await claim_verification(NOW)
    assert not await claim_verification(NOW + timedelta(hours=6))
    assert await claim_verification(NOW + timedelta(hours=7)), "the first has not ended"
    from_then = NOW + timedelta(hours=7)
    await (await server_state()).update_from_dict({"verified_at": from_then + timedelta(minutes=1)}).save()
    assert not await claim_verification(from_then + WEEK)
    assert await claim_verification(from_then + WEEK + timedelta(seconds=1))
