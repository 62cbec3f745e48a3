"""A migration brings a database with rows forward: nothing is lost, and new columns have their initial values."""

import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg  # type: ignore[import-untyped]  # it ships no types
import pytest
import pytest_asyncio
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.connection import get_connection

import models.migrations
from models.erasures import Erasure
from models.exports import Export
from models.people import AuthSession, Clinic, Person
from models.sql import fetch_rows
from models.treatments import SheetVersion, Treatment
from server.adapters.database import database
from server.adapters.migrations import migrate

FOLDER = Path(models.migrations.__file__).parent
CLINIC, PUBLISHED, DRAFT, TREATMENT = (UUID(int=number) for number in range(1, 5))


@pytest_asyncio.fixture
async def empty_url(request: pytest.FixtureRequest, database_kind: str, tmp_path: Path) -> AsyncIterator[str]:
    """Yield the address of a database without tables."""
    EXECUTOR_CACHE.clear()
    if database_kind == "sqlite":
        yield f"sqlite://{tmp_path}/old.db"
        return
    server = str(request.getfixturevalue("postgres_url"))
    connection = await asyncpg.connect(server.replace("postgres://", "postgresql://", 1))
    name = f"forward_{uuid4().hex}"
    await connection.execute(f"CREATE DATABASE {name}")
    yield server.rpartition("/")[0] + f"/{name}"
    await connection.execute(f"DROP DATABASE {name}")
    await connection.close()


def earlier_migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, until: str) -> str:
    """Return a package that has the migrations up to and including `until`."""
    package = tmp_path / f"until_{until}"
    package.mkdir()
    for path in FOLDER.glob("*.py"):
        if path.name[:4] <= until or path.name == "__init__.py":
            shutil.copy(path, package)
    monkeypatch.syspath_prepend(tmp_path)
    return package.name


@pytest.fixture
def first_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a package that has only 0001_initial."""
    return earlier_migrations(tmp_path, monkeypatch, until="0001")


ROWS = f"""
    INSERT INTO clinic (id, name, phone, time_zone, created_at)
    VALUES ('{CLINIC}', 'Lindenhof', '', 'UTC', '2026-01-01T00:00:00+00:00');
    INSERT INTO sheet_version
        (id, clinic_id, key, version, title, language, document, resolutions, created_at, published_at)
    VALUES
        ('{PUBLISHED}', '{CLINIC}', 'our-sheet', 1, 'Ours', 'en', '{{"rules": [1]}}', '{{}}',
         '2026-01-01T00:00:00+00:00', '2026-01-02T00:00:00+00:00'),
        ('{DRAFT}', '{CLINIC}', 'our-sheet', 2, 'Ours', 'en', '{{"rules": [2]}}', '{{}}',
         '2026-01-03T00:00:00+00:00', NULL);
    INSERT INTO treatment
        (id, clinic_id, patient_name, sheet_version_id, treated_at, time_zone, record, timeline,
         late_reactions, revision, created_at)
    VALUES
        ('{TREATMENT}', '{CLINIC}', 'Alice', '{PUBLISHED}', '2026-01-02T00:00:00+00:00', 'UTC', '{{}}', '{{}}',
         '[]', 7, '2026-01-02T00:00:00+00:00');
"""  # noqa: S608 - ids from this file


async def drop_later_tables(*, until: str = "0001") -> None:
    """Drop the tables that come after `until`: on SQLite, `migrate` ends with those of all models."""
    earlier = "".join(path.read_text() for path in FOLDER.glob("0*.py") if path.name[:4] <= until)
    tables_then = set(re.findall(r"""['"]table['"]: ['"](\w+)['"]""", earlier))
    if get_connection("default").capabilities.dialect == "sqlite":
        tables = await fetch_rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        for name in {row["name"] for row in tables} - tables_then - {"tortoise_migrations"}:
            await get_connection("default").execute_script(f'DROP TABLE "{name}"')


async def test_a_clinic_with_sheets_gets_the_authors_desk(empty_url: str, first_migration: str) -> None:
    assert await migrate(empty_url, package=first_migration) == ["0001_initial"]
    async with database(empty_url, everywhere=False):
        await drop_later_tables()
        await get_connection("default").execute_script(ROWS)
    EXECUTOR_CACHE.clear()

    assert "0002_authors_desk" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        clinic = await Clinic.get(id=CLINIC)
        assert (clinic.name, clinic.hidden_sheets, clinic.default_sheet) == ("Lindenhof", [], None)
        published, draft = await SheetVersion.all().order_by("version")
        assert [published.document, draft.document] == [{"rules": [1]}, {"rules": [2]}]
        assert [published.published_at is None, draft.published_at is None] == [False, True]
        for version in (published, draft):
            assert (version.original, version.retired_at, version.safety_correction) == (None, None, False)
        treatment = await Treatment.get(id=TREATMENT)
        assert (treatment.sheet_version_id, treatment.revision) == (PUBLISHED, 7)
    EXECUTOR_CACHE.clear()


PATIENT, DEVICE = UUID(int=5), UUID(int=6)
SIGNED_IN = f"""
    INSERT INTO person (id, role, display_name, language, time_zone, skin_cues, revision, created_at)
    VALUES ('{PATIENT}', 'patient', 'Alice', 'en', 'UTC', '["itching"]', 9, '2026-01-01T00:00:00+00:00');
    INSERT INTO auth_session (id, person_id, token_hash, label, created_at, last_used_at, expires_at)
    VALUES ('{DEVICE}', '{PATIENT}', 'hash', 'phone', '2026-01-01T00:00:00+00:00', '2026-01-02T00:00:00+00:00',
            '2026-03-01T00:00:00+00:00');
"""  # noqa: S608 - ids from this file


async def test_a_signed_in_patient_remains_signed_in_but_has_not_answered_a_passkey(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = earlier_migrations(tmp_path, monkeypatch, until="0003")
    assert (await migrate(empty_url, package=package))[-1] == "0003_safety_corrections"
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0003")
        await get_connection("default").execute_script(ROWS + SIGNED_IN)
    EXECUTOR_CACHE.clear()

    assert "0004_own_data" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        person = await Person.get(id=PATIENT)
        assert (person.display_name, person.skin_cues, person.revision) == ("Alice", ["itching"], 9)
        assert person.erased_at is None
        device = await AuthSession.get(id=DEVICE)
        assert (device.person_id, device.token_hash, device.label) == (PATIENT, "hash", "phone")
        assert (device.passkey_answered_at, device.passkey_id, device.revoked_at) == (None, None, None)
        assert (await Treatment.get(id=TREATMENT)).revision == 7
        assert (await Erasure.all().count(), await Export.all().count()) == (0, 0)
    EXECUTOR_CACHE.clear()
