"""Search a clinic's list of 20,000 patients, and load the queue of 500 shared diaries as it is sent.

On SQLite in a temporary folder, or on the database whose address is the first argument (`python -m tests.bench.patients
postgres://…`), which must be empty. Times are wall-clock, the best of several rounds.
"""

import asyncio
import gzip
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from random import Random
from typing import Any
from uuid import UUID

from models.clinic_patients import ClinicPatient, PatientWord
from models.sql import fetch_rows
from models.unit_of_work import unit_of_work
from server.adapters.database import database, is_sqlite
from server.adapters.migrations import migrate
from server.domain.name_search import sort_key, words_of
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.patients import PatientsQuery
from server.usecases.patients import list_patients
from server.usecases.queue import queue
from tests.bench.queue_rows import opened_clinic
from tests.bench.sheets import Measure
from tests.factories import make_clinic, make_practitioner
from tests.fakes import NOW, fake_services

PATIENTS, ROUNDS = 20_000, 7
QUEUE_BYTES = 40 * 1024
FIRST = (
    "Anna",
    "Jürgen",
    "Mei",
    "Søren",
    "Amina",
    "Zoë",
    "Karl-Heinz",
    "Łucja",
    "Seán",
    "Ayşe",
    "Olga",
    "Tom",
)
LAST = ("Müller", "Schmidt", "Tanaka", "Kjærgård", "O'Brien", "Öztürk", "Weiß", "Nguyễn", "Novák", "Strauß")
SEARCHES: tuple[dict[str, Any], ...] = (
    {},
    {"search": "mueller"},
    {"search": "schm ann"},
    {"search": "a"},
    {"search": "a m o"},
    {"search": "nobody at all"},
    {"sort": "name"},
    {"sort": "next-session", "search": "s"},
    {"not_joined": True, "treated_weeks": 8, "sort": "name"},
    {"search": "m", "sort": "name", "planned": True},
)


def run(url: str | None = None) -> bool:
    """Return whether every measurement is within its limit."""
    with tempfile.TemporaryDirectory() as folder:
        measures = asyncio.run(_measure(url or f"sqlite://{folder}/patients.sqlite3"))
    if url is None:
        with tempfile.TemporaryDirectory() as folder:
            measures += asyncio.run(_queue(f"sqlite://{folder}/queue.sqlite3"))
    reports = [measure.report() for measure in measures]
    return all(reports)


async def _measure(url: str) -> list[Measure]:
    await migrate(url)
    services = fake_services()
    async with database(url, everywhere=False):
        bob = await make_practitioner(await make_clinic())
        await unit_of_work(lambda: _fill(services, bob))
        await fetch_rows("ANALYZE" if is_sqlite(url) else "ANALYZE clinic_patient, patient_word")
        print(f"20,000 patients: the search uses {await _plan(bob, sqlite=is_sqlite(url))}")
        return [await _searched(services, bob, query) for query in SEARCHES]


async def _searched(services: Services, bob: Viewer, query: dict[str, Any]) -> Measure:
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        await list_patients(services, bob, PatientsQuery(**query))
        took.append((time.perf_counter() - start) * 1000)
    words = ", ".join(f"{name} {value}" for name, value in query.items()) or "the first page"
    return Measure(f"20,000 patients: {words}"[:48], min(took), 50, "ms")


async def _plan(bob: Viewer, *, sqlite: bool) -> str:
    """Return the index by which a word is found. Raises `LookupError` if there is none."""
    statement = "SELECT patient_id FROM patient_word WHERE clinic_id = $1 AND word >= $2 AND word < $3"
    prefix = "EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN "
    rows = await fetch_rows(prefix + statement, [bob.clinic_id, b"muller", b"muller\xff"])
    lines = " ".join(str(value) for row in rows for value in row.values())
    index = next((word for word in lines.split() if word.startswith("idx_patient_wor")), None)
    if index is None:
        raise LookupError(f"no index is used: {lines}")
    return index


def _names(random: Random) -> Iterator[str]:
    while True:
        yield f"{random.choice(FIRST)} {random.choice(LAST)}{random.choice(('', '-Meyer', ' ' + random.choice(FIRST)))}"


async def _fill(services: Services, bob: Viewer) -> None:
    random = Random(9)  # noqa: S311 - not a secret
    rows = [_patient(services.new_id(), bob, name, random) for name in islice(_names(random), PATIENTS)]
    await ClinicPatient.bulk_create(rows, batch_size=1_000)
    words = (
        PatientWord(patient_id=row.id, clinic_id=row.clinic_id, word=word)
        for row in rows
        for word in words_of(row.name, row.number)
    )
    await PatientWord.bulk_create(words, batch_size=1_000)


def _patient(patient_id: UUID, bob: Viewer, name: str, random: Random) -> ClinicPatient:
    planned = NOW + timedelta(days=random.randint(-60, 60)) if random.random() < 0.3 else None
    return ClinicPatient(
        id=patient_id, clinic_id=bob.clinic_id, name=name, folded_name=sort_key(name), visits=1,
        number=str(random.randint(1, 99_999)), next_treatment_at=planned,
        last_treated_at=NOW - timedelta(minutes=random.randint(0, 2_000_000)),
    )  # fmt: skip


async def _queue(url: str) -> list[Measure]:
    """Measure one page of the queue of 500 patients who all share: its time and its size as it is sent."""
    async with opened_clinic(url) as (services, bob):
        took, size = [], 0
        for _ in range(ROUNDS):
            start = time.perf_counter()
            content = (await queue(services, bob)).model_dump_json().encode()
            took.append((time.perf_counter() - start) * 1000)
            size = len(content)
    return [
        Measure("the queue of 500 patients", min(took), 100, "ms"),
        Measure("one page of it, as sent", size / 1024, QUEUE_BYTES / 1024, "KB"),
        Measure("one page of it, compressed", len(gzip.compress(content)) / 1024, QUEUE_BYTES / 1024, "KB"),
    ]


if __name__ == "__main__":
    sys.exit(not run(*sys.argv[1:2]))
