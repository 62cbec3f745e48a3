"""The photo lab: a photo can harm only its own process."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from server.adapters import photo_process
from server.adapters.photo_lab import ProcessLab
from server.adapters.photo_process import PhotoProcess
from server.domain.errors import AfterglowError, Invalid, TooLarge
from tests.adapters import pictures
from tests.adapters.pictures import face, saved

ALICE = UUID(int=1)
PHOTO = saved(face(4032, 3024), "JPEG")


@pytest.fixture
async def lab() -> AsyncIterator[ProcessLab]:
    lab = ProcessLab(workers=1)
    yield lab
    await lab.close()


async def test_a_photo_becomes_two_jpegs_with_sharpness_and_brightness(lab: ProcessLab) -> None:
    done = await lab.develop(PHOTO, person_id=ALICE)
    assert (done.display.width, done.display.height) == (2016, 1512)
    assert (done.thumbnail.width, done.thumbnail.height) == (320, 240)
    for picture in (done.display, done.thumbnail):
        assert picture.content_type == "image/jpeg"
        assert picture.content.startswith(b"\xff\xd8\xff")
    assert done.sharpness > 0
    assert 100 < done.brightness < 200


@pytest.mark.parametrize(
    ("upload", "error", "code"),
    [
        pytest.param(b"Dear diary", Invalid, "photo-format", id="text named .jpg"),
        pytest.param(PHOTO[: len(PHOTO) // 2], Invalid, "photo-unreadable", id="truncated"),
        pytest.param(saved(face(), "PNG")[:-30], Invalid, "photo-unreadable", id="truncated PNG"),
        pytest.param(saved(face(), "AVIF")[:-9], Invalid, "photo-unreadable", id="truncated AVIF"),
        pytest.param(bytes(20_000_000), TooLarge, "photo-too-large", id="20 MB"),
        pytest.param(pictures.webp_bomb(), TooLarge, "photo-too-large", id="WebP bomb"),
    ],
)
async def test_a_bad_upload_is_refused_and_the_next_photo_is_processed(
    lab: ProcessLab, upload: bytes, error: type[AfterglowError], code: str
) -> None:
    with pytest.raises(error) as refused:
        await lab.develop(upload, person_id=ALICE)
    assert refused.value.code == code
    assert (await lab.develop(saved(face(), "JPEG"), person_id=ALICE)).display.width == 96


async def test_a_cancelled_request_frees_its_worker(lab: ProcessLab) -> None:
    for _ in range(3):
        given_up = asyncio.create_task(lab.develop(PHOTO, person_id=ALICE))
        await asyncio.sleep(0)
        given_up.cancel()
        with pytest.raises(asyncio.CancelledError):
            await given_up
    assert (await lab.develop(PHOTO, person_id=ALICE)).display.width == 2016


async def test_more_photos_than_workers_wait_for_their_turn(lab: ProcessLab) -> None:
    done = await asyncio.gather(
        *(lab.develop(saved(face(side, side), "JPEG"), person_id=ALICE) for side in (64, 96, 128))
    )
    assert [each.display.width for each in done] == [64, 96, 128]


def test_a_worker_is_unusable_after_its_maximum_number_of_photos() -> None:
    worker = PhotoProcess(photos=2)
    worker.develop(saved(face(), "JPEG"))
    usable = [worker.usable]
    worker.develop(saved(face(), "JPEG"))
    usable.append(worker.usable)
    worker.close()
    assert usable == [True, False]


def test_the_environment_of_a_worker_holds_no_secrets() -> None:
    assert set(photo_process.LAB_ENVIRONMENT) == {"PATH", "LANG", "MALLOC_ARENA_MAX"}
