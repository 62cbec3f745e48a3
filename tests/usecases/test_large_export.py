"""An export of a large diary: 5,000 photos leave the memory as flat as a few do."""

import tracemalloc
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from models.diary import Entry, Photo
from server.domain.errors import NotFound
from server.domain.viewer import Viewer
from server.jobs.exports import prepare_next
from server.ports import Services
from server.usecases import exporting
from server.usecases.export_files import PART
from tests.factories import make_entry
from tests.fakes import NOW

PHOTOS = 5_000
IMAGE = bytes(100_000)
"""As large as a small photo: 5,000 of them are 500 MB."""
MOST = 100 * 2**20
"""Bytes that the whole export may take: rows, document and page of 5,000 photos, and some parts of 4 MiB."""


@dataclass(slots=True)
class CountingPhotos:
    """A photo store that has an image for every key, and remembers only the sizes of what it is given."""

    sizes: dict[str, int] = field(default_factory=dict)

    async def put(self, key: str, content: bytes, *, content_type: str) -> None:
        self.sizes[key] = len(content)

    async def get(self, key: str) -> bytes:
        if "exports/" in key:
            raise NotFound(code="photo-unknown")
        return bytes(IMAGE)

    async def stored_at(self, key: str) -> datetime:
        return NOW

    async def delete(self, key: str) -> None:
        self.sizes.pop(key, None)

    async def keys(self, *, prefix: str = "") -> AsyncIterator[str]:
        for key in list(self.sizes):
            if key.startswith(prefix):
                yield key


async def add_photos(entry: Entry, count: int) -> None:
    """Store the rows of as many photos, one a minute."""
    made = {
        "patient_id": entry.patient_id, "treatment_id": entry.treatment_id, "entry_id": entry.id, "angle": "front",
        "sha256": "ab" * 32, "content_type": "image/jpeg", "width": 1512, "height": 2016, "sharpness": 140.0,
        "brightness": 120.0, "revision": 1, "created_at": NOW,
    }  # fmt: skip
    rows = [Photo(id=uuid4(), taken_at=NOW + timedelta(minutes=number), **made) for number in range(count)]
    await Photo.bulk_create(rows, batch_size=500)


async def test_an_export_of_5_000_photos_is_written_part_by_part(
    services: Services, alice: Viewer, treatment: UUID
) -> None:
    written = await make_entry(services, alice, treatment)
    await add_photos(await Entry.get(id=written.id), PHOTOS)
    store = CountingPhotos()
    services = replace(services, photos=store)
    asked = await exporting.request_export(services, alice)
    tracemalloc.start()
    try:
        assert await prepare_next(services)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    shown = await exporting.show_export(services, alice, asked.id)
    assert (shown.state, shown.photos_done) == ("ready", PHOTOS)
    assert sum(store.sizes.values()) == shown.size > PHOTOS * len(IMAGE)
    assert max(store.sizes.values()) <= PART
    assert peak < MOST
