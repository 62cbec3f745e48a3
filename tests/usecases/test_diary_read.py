"""The cached read returns the same diary as a plain query, to the same people."""

from uuid import UUID

import pytest

from models.diary import Entry, Photo
from server.domain.errors import NotFound
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.diary import Diary, Eyes, EyesMark, PointInPhoto
from server.usecases.diary_caches import diaries
from server.usecases.diary_read import read_diary
from server.usecases.diary_views import entry_view, photo_view
from server.usecases.photo_eyes import mark_eyes
from server.usecases.sharing import revoke_grant
from tests.factories import make_entry, make_grant, make_photo


async def plain_read(treatment_id: UUID) -> Diary:
    return Diary(
        entries=[
            entry_view(entry)
            for entry in await Entry.filter(treatment_id=treatment_id).order_by("occurred_at", "id")
        ],
        photos=[
            photo_view(photo)
            for photo in await Photo.filter(treatment_id=treatment_id).order_by("taken_at", "id")
        ],
    )


@pytest.fixture
async def _filled(services: Services, alice: Viewer, treatment: UUID) -> None:
    odd = 'quotes " and \\ and \u2028 and emoji 🌿 and <script>'
    for minute, note in enumerate(("plain", odd, "")):
        entry = await make_entry(
            services, alice, treatment, note=note, occurred_at=f"2026-11-19T10:0{minute}:00.123456Z"
        )
        await make_photo(services, alice, entry.id)


@pytest.mark.usefixtures("_filled")
class TestReading:
    async def test_returns_what_the_plain_query_returns(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        fast = await read_diary(services, alice, treatment)
        assert Diary.model_validate_json(fast.content) == await plain_read(treatment)

    async def test_returns_marked_eyes_and_removed_marks(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        first, second, _ = await Photo.filter(treatment_id=treatment).order_by("taken_at", "id")
        eyes = Eyes(left=PointInPhoto(x=0.3, y=0.4), right=PointInPhoto(x=0.6, y=0.4))
        for photo in (first, second):
            await mark_eyes(alice, photo.id, EyesMark(eyes=eyes))
        await mark_eyes(alice, second.id, EyesMark(eyes=None))
        fast = Diary.model_validate_json((await read_diary(services, alice, treatment)).content)
        assert [photo.eyes for photo in fast.photos] == [eyes, None, None]
        assert fast == await plain_read(treatment)

    async def test_returns_the_same_bytes_until_something_changes(
        self, services: Services, alice: Viewer, treatment: UUID
    ) -> None:
        first = await read_diary(services, alice, treatment)
        assert await read_diary(services, alice, treatment) is first
        await make_entry(services, alice, treatment)
        second = await read_diary(services, alice, treatment)
        assert second.etag != first.etag
        assert Diary.model_validate_json(second.content) == await plain_read(treatment)

    async def test_a_cached_diary_is_not_returned_to_a_stranger(
        self, services: Services, alice: Viewer, dora: Viewer, bob: Viewer, erin: Viewer, treatment: UUID
    ) -> None:
        await read_diary(services, alice, treatment)
        for stranger in (dora, bob, erin):
            with pytest.raises(NotFound):
                await read_diary(services, stranger, treatment)

    async def test_a_grant_opens_the_diary_and_revoking_closes_it(
        self, services: Services, alice: Viewer, bob: Viewer, treatment: UUID
    ) -> None:
        grant = await make_grant(services, alice, treatment)
        shown = await read_diary(services, bob, treatment)
        assert Diary.model_validate_json(shown.content) == await plain_read(treatment)
        await revoke_grant(services, alice, grant.id)
        with pytest.raises(NotFound):
            await read_diary(services, bob, treatment)

    async def test_the_cache_is_bounded(
        self, services: Services, alice: Viewer, treatment: UUID, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(diaries, "limit", 10)
        answer = await read_diary(services, alice, treatment)
        assert (diaries.weight, len(diaries)) == (0, 0)
        assert Diary.model_validate_json(answer.content).entries


async def test_an_empty_diary_can_be_read(services: Services, alice: Viewer, treatment: UUID) -> None:
    answer = await read_diary(services, alice, treatment)
    assert Diary.model_validate_json(answer.content) == Diary(entries=[], photos=[])
