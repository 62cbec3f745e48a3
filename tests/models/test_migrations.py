"""A migrated database has the same schema as a new one, and migrating loses no data."""

import importlib
import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.connection import get_connection

from models.diary import Entry
from models.sql import fetch_rows
from models.treatments import Treatment
from server.adapters.database import PINNED, DatabaseNotAsPinned, database, sqlite_path
from server.adapters.migrations import MigrationFailed, migrate, migration_names, pending
from tests.factories import make_clinic, make_entry, make_patient, make_practitioner, make_treatment
from tests.fakes import fake_services

SQLITE_SCHEMA = """
    SELECT name, sql FROM sqlite_master
    WHERE name NOT LIKE '%tortoise_migrations%' AND name NOT LIKE 'sqlite_%'"""
POSTGRES_COLUMNS = """
    SELECT table_name, column_name, data_type, is_nullable, character_maximum_length, column_default
    FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name <> 'tortoise_migrations'"""
POSTGRES_INDEXES = """
    SELECT indexname, replace(indexdef, current_schema() || '.', '') AS indexdef
    FROM pg_indexes WHERE schemaname = current_schema() AND tablename <> 'tortoise_migrations'"""
POSTGRES_CONSTRAINTS = """
    SELECT conname, pg_get_constraintdef(oid) AS said FROM pg_constraint
    WHERE connamespace = current_schema()::regnamespace
      AND conrelid::regclass::text NOT LIKE '%tortoise_migrations'"""


async def schema() -> set[tuple[Any, ...]]:
    if get_connection("default").capabilities.dialect == "sqlite":
        return {(row["name"], _columns_in_any_order(row["sql"])) for row in await fetch_rows(SQLITE_SCHEMA)}
    rows: set[tuple[Any, ...]] = set()
    for query in (POSTGRES_COLUMNS, POSTGRES_INDEXES, POSTGRES_CONSTRAINTS):
        rows |= {tuple(row.values()) for row in await fetch_rows(query)}
    return rows


def _columns_in_any_order(sql: str) -> frozenset[str]:
    """Return the head and the columns: SQLite appends an added column to the last line of the statement."""
    plain = re.sub(r"/\*.*?\*/", "", sql, flags=re.DOTALL)
    head, _, columns = plain.strip().removesuffix(")").partition("(")
    parts = re.split(r",(?![^(]*\))", columns)  # not the commas inside parentheses
    return frozenset(" ".join(part.split()) for part in (head, *parts))


async def test_a_database_migrated_step_by_step_equals_a_new_one(db: str, empty_url: str) -> None:
    """A new database gets its tables from the models, without the migrations."""
    created = await schema()
    assert len(created) > 17
    names = await migrate(empty_url, step_by_step=True)
    async with database(empty_url, everywhere=False):
        migrated = await schema()
    EXECUTOR_CACHE.clear()
    assert created == migrated
    assert names == migration_names()


async def test_a_new_database_has_all_migrations(empty_url: str) -> None:
    assert await migrate(empty_url) == migration_names()
    assert await pending(empty_url) == []


async def test_no_migration_is_pending_afterwards(db: str) -> None:
    assert await pending(db) == []
    assert await migrate(db) == []


LONGER_NAMES = """
from tortoise import fields, migrations
from tortoise.migrations import operations as ops

class Migration(migrations.Migration):
    dependencies = [("models", "0003_safety_corrections")]
    operations = [
        ops.AlterField("Clinic", "name", fields.CharField(max_length=240)),
        ops.AlterField("Person", "display_name", fields.CharField(max_length=240)),
    ]
"""


@pytest.fixture
def later_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a package with our migrations and one more, which rebuilds two tables that many others reference."""
    ours = Path(importlib.import_module("models.migrations").__file__ or "").parent
    shutil.copytree(ours, tmp_path / "later_migrations")
    (tmp_path / "later_migrations" / "0004_longer_names.py").write_text(LONGER_NAMES)
    monkeypatch.syspath_prepend(tmp_path)
    return "later_migrations"


class TestOnSqlite:
    @pytest.fixture
    def old(self, empty_sqlite: Path, tmp_path: Path) -> str:
        """A database that has rows but no record of any migration."""
        path = tmp_path / "old.db"
        shutil.copy(empty_sqlite, path)
        with sqlite3.connect(path) as raw:
            raw.execute(
                "INSERT INTO clinic (id, name, phone, time_zone, created_at) "
                "VALUES ('1', 'L', '', 'UTC', '2026-01-01')"
            )
            raw.execute("DELETE FROM tortoise_migrations")
        raw.close()
        return f"sqlite://{path}"

    async def test_a_failed_migration_names_the_copy_of_the_database(self, old: str) -> None:
        with pytest.raises(MigrationFailed, match="restore it") as failed:
            await migrate(old)
        copies = list(sqlite_path(old).parent.glob("old.db.before-*"))
        assert len(copies) == 1
        assert str(copies[0]) in str(failed.value)
        with sqlite3.connect(copies[0]) as raw:
            assert raw.execute("SELECT name FROM clinic").fetchall() == [("L",)]
        raw.close()

    async def test_a_rebuilt_table_keeps_its_references_and_indexes(
        self, empty_sqlite: Path, tmp_path: Path, later_package: str
    ) -> None:
        """Tortoise alone would delete every row that refers to the table, and lose its indexes."""
        url = f"sqlite://{tmp_path}/filled.db"
        shutil.copy(empty_sqlite, sqlite_path(url))
        async with database(url, everywhere=False):
            before = await schema()
            services = fake_services()
            bob = await make_practitioner(await make_clinic())
            alice = await make_patient()
            treatment = await make_treatment(services, bob, patient=alice)
            await make_entry(services, alice, treatment.id)
        assert await migrate(url, package=later_package) == ["0004_longer_names"]
        async with database(url, everywhere=False):
            assert await Entry.filter(treatment_id=treatment.id).count() == 1
            assert await Treatment.filter(clinic_id=bob.clinic_id).count() == 1
            after = await schema()
        assert {name for name, _sql in before ^ after} == {"person", "clinic"}

    async def test_a_new_database_needs_no_copy(self, tmp_path: Path) -> None:
        await migrate(f"sqlite://{tmp_path}/folder/new.db")
        assert [path.name for path in (tmp_path / "folder").iterdir() if "before" in path.name] == []

    async def test_a_database_that_cannot_be_durable_is_refused(self) -> None:
        with pytest.raises(DatabaseNotAsPinned, match="journal_mode"):
            async with database("sqlite://:memory:", everywhere=False):
                pass

    async def test_the_durability_settings_are_pinned(self, empty_sqlite: Path, tmp_path: Path) -> None:
        shutil.copy(empty_sqlite, tmp_path / "a.db")
        async with database(f"sqlite://{tmp_path}/a.db"):
            for pragma, wanted in PINNED.items():
                _, rows = await get_connection("default").execute_query(f"PRAGMA {pragma}")
                assert next(iter(dict(rows[0]).values())) == wanted
