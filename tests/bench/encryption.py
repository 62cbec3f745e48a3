"""What encryption adds to the intake of a 12-megapixel photo: developed, then both images stored durably.

The encryption alone (looking up the key, encrypting both images) and the whole intake alternate within one run.
"""

import asyncio
import statistics
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from server.adapters.data_key_ring import DataKeyRing
from server.adapters.database import database
from server.adapters.master_keys import MasterKeys
from server.adapters.migrations import migrate
from server.adapters.photo_lab import ProcessLab
from server.adapters.photo_store_local import LocalPhotoStore
from server.adapters.photo_vault import PhotoVault
from server.ports import PhotoStore, Rendition
from tests.bench.photos import photo, seconds
from tests.factories import make_patient
from tests.fakes import MemoryPhotos

ROUNDS = 20
LIMIT = 0.05


def stores(photos: PhotoStore, images: list[Rendition], folder: str) -> Callable[[], Awaitable[None]]:
    async def store() -> None:
        for number, image in enumerate(images):
            await photos.put(f"{folder}/{number}", image.content, content_type=image.content_type)

    return store


async def measure(home: Path) -> float:
    """Print and return the part of encryption in the intake."""
    ring, lab, upload = DataKeyRing(MasterKeys(home)), ProcessLab(workers=1), photo(None)
    await ring.check()
    patient = await make_patient()
    folder = str(patient.person_id)
    disk, memory = LocalPhotoStore(home / "photos"), MemoryPhotos()
    developed = await lab.develop(upload, person_id=patient.person_id)
    images = [developed.display, developed.thumbnail]

    async def intake() -> None:
        made = await lab.develop(upload, person_id=patient.person_id)
        await stores(PhotoVault(disk, ring), [made.display, made.thumbnail], folder)()

    await stores(PhotoVault(memory, ring), images, folder)()  # makes the key
    whole, sealed, in_clear = [], [], []
    for _ in range(ROUNDS):
        whole.append(await seconds(intake))
        sealed.append(await seconds(stores(PhotoVault(memory, ring), images, folder)))
        in_clear.append(await seconds(stores(memory, images, folder)))
    await lab.close()
    cost = statistics.median(sealed) - statistics.median(in_clear)
    part = cost / statistics.median(whole)
    size = sum(len(image.content) for image in images) // 1024
    print(
        f"encryption of a photo: {cost * 1000:.2f} ms for {size} kB, {part:.2%} of an intake of"
        f" {statistics.median(whole) * 1000:.0f} ms (limit: {LIMIT:.0%})"
    )
    return part


async def _run(home: Path) -> float:
    url = f"sqlite://{home / 'afterglow.sqlite3'}"
    await migrate(url)
    async with database(url):
        return await measure(home)


def run() -> bool:
    """Return whether the limit is kept."""
    with tempfile.TemporaryDirectory() as home:
        return asyncio.run(_run(Path(home))) <= LIMIT
