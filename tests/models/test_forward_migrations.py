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
from models.people import Clinic
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


@pytest.fixture
def first_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a package that has only 0001_initial."""
    package = tmp_path / "first_migration"
    package.mkdir()
    for name in ("__init__.py", "0001_initial.py"):
        shutil.copy(FOLDER / name, package)
    monkeypatch.syspath_prepend(tmp_path)
    return package.name


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


async def drop_later_tables() -> None:
    """Drop the tables that 0001 does not create: on SQLite, `migrate` ends with those of all models."""
    first = set(re.findall(r"'table': '(\w+)'", (FOLDER / "0001_initial.py").read_text()))
    if get_connection("default").capabilities.dialect == "sqlite":
        tables = await fetch_rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        for name in {row["name"] for row in tables} - first - {"tortoise_migrations"}:
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
