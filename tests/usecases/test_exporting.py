"""An export: everything of one patient in a ZIP file, for the device that asked, for an hour."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from models.exports import Export
from server.domain.errors import NotFound, PasskeyNotFresh
from server.domain.viewer import Viewer
from server.jobs.exports import prepare_next
from server.jobs.housekeeping import tidy
from server.ports import Developed, Rendition, Services
from server.shapes.people import MeChange
from server.shapes.replies import ReplyNew
from server.usecases import diary, erasing, exporting, people, review
from server.usecases.export_files import PART
from tests.factories import POISON_NAME, entry_write, make_entry, make_grant, make_photo
from tests.fakes import FakeClock, FakeLab, MemoryPhotos


async def prepared(services: Services, viewer: Viewer) -> UUID:
    asked = await exporting.request_export(services, viewer)
    assert asked.state == "preparing"
    assert await prepare_next(services)
    return asked.id


async def download(services: Services, viewer: Viewer, export_id: UUID) -> bytes:
    file = await exporting.open_export(services, viewer, export_id)
    return b"".join([part async for part in file.read(services, 0, file.size - 1)])


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
async def entry(services: Services, alice: Viewer, bob: Viewer, treatment: UUID) -> UUID:
    """An edited entry with a photo, shared and answered."""
    written = await make_entry(services, alice, treatment, note="first <b>note</b>")
    edit = entry_write(treatment, note="second <b>note</b>", base_revision=written.revision)
    entry_id = (await diary.write_entry(services, alice, written.id, edit)).id
    await make_photo(services, alice, entry_id)
    await make_grant(services, alice, treatment)
    await review.reply(services, bob, treatment, ReplyNew(id=uuid4(), text="All as expected."))
    return entry_id


class TestTheFile:
    async def test_contains_the_data_the_photos_and_a_page(
        self, services: Services, alice: Viewer, entry: UUID
    ) -> None:
        files = unpacked(await download(services, alice, await prepared(services, alice)))
        data: dict[str, Any] = json.loads(files["data.json"])
        assert data["person"]["display_name"] == POISON_NAME
        [written] = data["diary"]["entries"]
        assert (written["id"], written["document"]["note"]) == (str(entry), "second <b>note</b>")
        [history] = data["earlier_versions"]
        assert [version["document"]["note"] for version in history["versions"]] == [
            "first <b>note</b>",
            "second <b>note</b>",
        ]
        assert [reply["text"] for reply in data["diary"]["replies"]] == ["All as expected."]
        [photo] = data["files"]
        assert photo["file"].startswith("photos/2026-11-20-front-")
        assert files[photo["file"]].startswith(b"display:")
        page = files["diary.html"].decode()
        assert f'src="{photo["file"]}"' in page
        assert "second &lt;b&gt;note&lt;/b&gt;" in page
        assert "<b>" not in page

    async def test_is_in_the_persons_language(self, services: Services, alice: Viewer, entry: UUID) -> None:
        await people.change_me(alice, MeChange(language="de"))
        files = unpacked(await download(services, alice, await prepared(services, alice)))
        assert "Notiz" in files["diary.html"].decode()
        assert 'lang="de"' in files["diary.html"].decode()

    async def test_of_an_empty_diary_has_data_and_a_page(self, services: Services, alice: Viewer) -> None:
        files = unpacked(await download(services, alice, await prepared(services, alice)))
        assert set(files) == {"data.json", "diary.html", "fhir.json"}
        assert "fhir.json" in files["diary.html"].decode()

    async def test_holds_nothing_of_other_people(
        self, services: Services, alice: Viewer, dora: Viewer, doras: UUID, entry: UUID
    ) -> None:
        other = await make_entry(services, dora, doras, note="of Dora alone")
        await make_photo(services, dora, other.id)
        files = unpacked(await download(services, alice, await prepared(services, alice)))
        assert len(files) == 4
        for word in (b"of Dora alone", str(other.id).encode(), b"Dora", b"poison-practice-note"):
            assert [name for name, content in files.items() if word in content] == []

    async def test_can_be_read_from_any_byte(
        self, services: Services, store: MemoryPhotos, alice: Viewer, treatment: UUID
    ) -> None:
        class LargeLab(FakeLab):
            async def develop(self, upload: bytes, *, person_id: UUID) -> Developed:
                small = Rendition(b"small", "image/jpeg", 240, 320)
                large = Rendition(bytes(range(256)) * 40_000, "image/jpeg", 1512, 2016)
                return Developed(display=large, thumbnail=small, sharpness=1.0, brightness=1.0)

        entry = await make_entry(services, alice, treatment)
        await make_photo(replace(services, lab=LargeLab()), alice, entry.id)
        export_id = await prepared(services, alice)
        file = await exporting.open_export(services, alice, export_id)
        whole = await download(services, alice, export_id)
        assert len(whole) == file.size > 2 * PART
        assert len([key for key in store.images if "/exports/" in key]) == 3
        for first, last in ((0, 0), (PART - 1, PART), (5, 2 * PART + 7), (file.size - 1, file.size - 1)):
            part = b"".join([each async for each in file.read(services, first, last)])
            assert part == whole[first : last + 1]


class TestWhoMayHaveIt:
    async def test_needs_a_fresh_passkey(self, services: Services, alice: Viewer) -> None:
        with pytest.raises(PasskeyNotFresh):
            await exporting.request_export(services, replace(alice, passkey_answered_at=None))

    async def test_is_the_device_that_asked(self, services: Services, alice: Viewer, dora: Viewer) -> None:
        export_id = await prepared(services, alice)
        for other in (dora, replace(alice, auth_session_id=uuid4())):
            with pytest.raises(NotFound) as refused:
                await exporting.show_export(services, other, export_id)
            assert refused.value.code == "export-unknown"
            with pytest.raises(NotFound):
                await exporting.open_export(services, other, export_id)

    async def test_has_an_hour(
        self, services: Services, store: MemoryPhotos, alice: Viewer, clock: FakeClock
    ) -> None:
        export_id = await prepared(services, alice)
        clock.moment += timedelta(hours=1, seconds=-1)
        assert await download(services, alice, export_id)
        clock.moment += timedelta(seconds=1)
        with pytest.raises(NotFound):
            await exporting.open_export(services, alice, export_id)
        assert (await tidy(services))["exports"] == 1
        assert (await Export.all().count(), store.images) == (0, {})


class TestPreparing:
    async def test_a_repeated_request_returns_the_same_export(
        self, services: Services, alice: Viewer
    ) -> None:
        asked = await exporting.request_export(services, alice)
        assert await exporting.request_export(services, alice) == asked
        with pytest.raises(NotFound):
            await exporting.open_export(services, alice, asked.id)

    async def test_reports_progress(self, services: Services, alice: Viewer, entry: UUID) -> None:
        shown = await exporting.show_export(services, alice, await prepared(services, alice))
        assert (shown.state, shown.photos_done, shown.photos_total) == ("ready", 1, 1)
        assert shown.size > 0

    async def test_is_taken_over_when_a_worker_has_crashed(
        self, services: Services, alice: Viewer, clock: FakeClock
    ) -> None:
        await exporting.request_export(services, alice)
        assert await exporting.claim_export(services) is not None
        assert await exporting.claim_export(services) is None
        clock.moment += exporting.LEASE
        assert await prepare_next(services)
        assert not await prepare_next(services)

    async def test_fails_after_three_attempts_and_leaves_nothing(
        self, services: Services, store: MemoryPhotos, alice: Viewer, clock: FakeClock
    ) -> None:
        asked = await exporting.request_export(services, alice)
        store.refuses = True
        for _ in range(exporting.MAX_ATTEMPTS):
            assert await prepare_next(services)
            clock.moment += exporting.LEASE
        shown = await exporting.show_export(services, alice, asked.id)
        assert (shown.state, store.images) == ("failed", {})
        assert not await prepare_next(services)
        fresh = replace(alice, passkey_answered_at=clock.now())
        assert (await exporting.request_export(services, fresh)).id != asked.id


class TestErasing:
    async def test_anything_ends_the_exports_that_may_contain_it(
        self, services: Services, store: MemoryPhotos, alice: Viewer, entry: UUID
    ) -> None:
        export_id = await prepared(services, alice)
        await erasing.erase_entry(services, alice, entry)
        with pytest.raises(NotFound):
            await exporting.open_export(services, alice, export_id)
        assert store.images == {}

    async def test_during_the_preparation_gives_it_up(
        self, services: Services, store: MemoryPhotos, alice: Viewer, entry: UUID
    ) -> None:
        await exporting.request_export(services, alice)
        export = await exporting.claim_export(services)
        assert export is not None
        await erasing.erase_entry(services, alice, entry)
        assert not await exporting.prepare_export(services, export)
        assert store.images == {}
