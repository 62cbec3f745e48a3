"""The review of a course of six sessions with 180 entries and 300 photos, and its PDF with six photos.

On SQLite in a temporary folder and on PostgreSQL if it can be started here. Each call of the review also records the
access, as in the product. Times are wall-clock and medians; the PDF is set by a process that already runs.
"""

import asyncio
import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle
from uuid import UUID, uuid4

from PIL import Image

from models.diary import Entry, Photo
from models.unit_of_work import unit_of_work
from server.adapters.database import database, is_sqlite
from server.adapters.migrations import migrate
from server.adapters.typesetting import TypesettingPool
from server.domain.viewer import Viewer
from server.domain.vocabulary import Angle, Symptom
from server.ports import Services
from server.usecases.photo_images import photo_key
from server.usecases.review import review
from server.usecases.review_exports import review_pdf
from tests.bench.sheets import Measure
from tests.factories import (
    document,
    make_clinic,
    make_grant,
    make_patient,
    make_practitioner,
    make_treatment,
)
from tests.fakes import NOW, fake_services
from tests.postgres import NoPostgres, running_postgres

SESSIONS, ENTRIES, PHOTOS = 6, 30, 50
"""Entries and photos of each session."""
ROUNDS = 60
ANGLES = (Angle.FRONT, Angle.LEFT)


def run(url: str | None = None) -> bool:
    """Return whether every measurement is within its limit: on the empty database at `url`, or on both kinds."""
    if url is not None:
        return _report(asyncio.run(_measure(url)))
    with tempfile.TemporaryDirectory() as folder:
        measures = asyncio.run(_measure(f"sqlite://{folder}/review.sqlite3"))
    on_postgres = _on_postgres()  # in its own process: Tortoise prepares the models for one kind of database
    return _report(measures) and on_postgres


def _on_postgres() -> bool:
    try:
        with running_postgres() as url:
            command = [sys.executable, "-m", "tests.bench.review", url]
            return subprocess.run(command, check=False).returncode == 0  # noqa: S603 - our own arguments
    except NoPostgres as reason:
        print(f"the review on PostgreSQL was not measured: {reason}")
        return True


def _report(measures: list[Measure]) -> bool:
    reports = [measure.report() for measure in measures]
    return all(reports)


async def _measure(url: str) -> list[Measure]:
    await migrate(url)
    services = fake_services()
    async with database(url, everywhere=False):
        bob, sessions = await six_sessions(services)
        turns = cycle(sessions)
        took = await _median(lambda: _reviewed(services, bob, next(turns)), rounds=ROUNDS)
        kind = "SQLite" if is_sqlite(url) else "PostgreSQL"
        measures = [Measure(f"the review of a course of six, {kind}", took * 1000, 30, "ms")]
        return [*measures, *await _pdf(services, bob, sessions[-1])] if is_sqlite(url) else measures


async def _reviewed(services: Services, bob: Viewer, treatment_id: UUID) -> int:
    """Return the size of the answer, which is written as JSON like every answer."""
    return len((await review(services, bob, treatment_id)).model_dump_json())


async def _median(work: Callable[[], Awaitable[object]], *, rounds: int) -> float:
    """Return seconds. The first call, which fills caches and starts processes, does not count."""
    await work()
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        await work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


async def _pdf(services: Services, bob: Viewer, treatment_id: UUID) -> list[Measure]:
    pool = TypesettingPool()
    try:
        ready = replace(services, typeset=pool)
        took = await _median(lambda: review_pdf(ready, bob, treatment_id), rounds=5)
        size = len((await review_pdf(ready, bob, treatment_id)).content)
    finally:
        await pool.close()
    return [
        Measure("the PDF of a review with six photos", took, 1, "s"),
        Measure("its size", size / 1_000_000, 2, "MB"),
    ]


async def six_sessions(services: Services) -> tuple[Viewer, list[UUID]]:
    """Create a patient with six sessions, all shared. Return the practitioner and the sessions, oldest first."""
    bob = await make_practitioner(await make_clinic())
    alice = await make_patient("Alice Albrecht")
    picture = _picture()
    sessions: list[UUID] = []
    for number in range(SESSIONS):
        treated_at = NOW - timedelta(days=35 * (SESSIONS - number))
        made = await make_treatment(
            services, bob, patient=alice, treated_at_local=treated_at.replace(tzinfo=None)
        )
        entries = _entries(alice.person_id, made.id, treated_at)
        photos = [_photo(entries[place % ENTRIES], place) for place in range(PHOTOS)]
        await unit_of_work(lambda: Entry.bulk_create(entries))  # noqa: B023 - it is awaited here
        await unit_of_work(lambda: Photo.bulk_create(photos))  # noqa: B023
        for photo in photos:
            key = photo_key(alice.person_id, photo.id, photo.sha256, "display")
            await services.photos.put(key, picture, content_type="image/jpeg")
        await make_grant(services, alice, made.id)
        sessions.append(made.id)
    return bob, sessions


def _entries(patient_id: UUID, treatment_id: UUID, treated_at: datetime) -> list[Entry]:
    """Return an entry a day with every symptom, a note, a product and, once, a sign and a question."""
    return [_entry(patient_id, treatment_id, treated_at, day) for day in range(ENTRIES)]


def _entry(patient_id: UUID, treatment_id: UUID, treated_at: datetime, day: int) -> Entry:
    at = treated_at + timedelta(days=day, hours=3)
    written = document(
        scores={symptom: max(0, 4 - day // 2 + place % 2) % 5 for place, symptom in enumerate(Symptom)},
        signs=[{"sign": "pustules", "area": "chin"}] if day == 4 else [],
        products=["serum", "sunscreen"],
        activities=["a walk"],
        note="Slept well.",
        question="Is this normal?" if day == 5 else "",
    )
    return Entry(
        id=uuid4(), patient_id=patient_id, treatment_id=treatment_id, occurred_at=at, revision=1,
        document=written.model_dump(mode="json"), write_sha256=f"{day:064x}", created_at=at,
    )  # fmt: skip


def _photo(entry: Entry, place: int) -> Photo:
    return Photo(
        id=uuid4(), patient_id=entry.patient_id, treatment_id=entry.treatment_id, entry_id=entry.id,
        angle=ANGLES[place % 2], taken_at=entry.occurred_at, sha256=f"{place:064x}", content_type="image/jpeg",
        width=2016, height=1512, sharpness=120.5, brightness=131.25, revision=1, created_at=entry.occurred_at,
    )  # fmt: skip


def _picture() -> bytes:
    """Return a photo in the size in which photos are stored, with grain, which compresses badly."""
    written = io.BytesIO()
    Image.effect_noise((1512, 2016), 60).convert("RGB").save(written, "JPEG", quality=85)
    return written.getvalue()


if __name__ == "__main__":
    sys.exit(not run(*sys.argv[1:2]))
