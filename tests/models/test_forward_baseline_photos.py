"""Migration 0021 brings photos forward: those of a diary stay theirs, and a clinic may add its own."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.connection import get_connection
from tortoise.exceptions import IntegrityError

from models.diary import Entry, Photo
from models.people import Clinic
from models.treatments import Treatment
from server.adapters.database import database
from server.adapters.migrations import migrate
from tests.models.test_forward_migrations import (
    CLINIC,
    ENTRY,
    PATIENT,
    PHOTO,
    PHOTOGRAPHED,
    ROWS,
    SIGNED_IN,
    TREATMENT,
    drop_later_tables,
    earlier_migrations,
)


@pytest.fixture
async def migrated(empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of a database that had a diary with a photo before 0021."""
    package = earlier_migrations(tmp_path, monkeypatch, until="0006")
    await migrate(empty_url, package=package)
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0006")
        await get_connection("default").execute_script(ROWS + SIGNED_IN + PHOTOGRAPHED)
    EXECUTOR_CACHE.clear()
    assert "0021_baseline_photos" in await migrate(empty_url)
    return empty_url


def baseline_photo() -> Photo:
    at = datetime(2026, 1, 2, tzinfo=UTC)
    return Photo(
        id=uuid4(), patient_id=None, treatment_id=TREATMENT, entry_id=None, clinic_id=CLINIC, taken_by_id=PATIENT,
        angle="front", taken_at=at, sha256="hash", content_type="image/jpeg", width=3, height=4, sharpness=1.0,
        brightness=1.0, revision=10, created_at=at,
    )  # fmt: skip


async def test_a_photo_of_before_stays_in_its_entry_and_was_not_taken_by_a_clinic(migrated: str) -> None:
    async with database(migrated, everywhere=False):
        photo = await Photo.get(id=PHOTO)
        assert (photo.patient_id, photo.entry_id, photo.treatment_id) == (PATIENT, ENTRY, TREATMENT)
        assert (photo.clinic_id, photo.taken_by_id) == (None, None)
        assert (photo.angle, photo.sha256, photo.sharpness, photo.revision) == ("front", "hash", 120.5, 9)
    EXECUTOR_CACHE.clear()


async def test_a_clinic_adds_a_photo_of_nobody_who_has_joined_and_only_of_a_clinic_that_exists(
    migrated: str,
) -> None:
    async with database(migrated, everywhere=False):
        baseline = baseline_photo()
        await baseline.save(force_create=True)
        stored = await Photo.get(id=baseline.id)
        assert (stored.patient_id, stored.entry_id, stored.clinic_id) == (None, None, CLINIC)
        unknown = baseline_photo()
        unknown.clinic_id = uuid4()
        with pytest.raises(IntegrityError):
            await unknown.save(force_create=True)
    EXECUTOR_CACHE.clear()


async def test_an_erased_entry_takes_its_photo_and_leaves_that_of_the_clinic(migrated: str) -> None:
    async with database(migrated, everywhere=False):
        baseline = baseline_photo()
        await baseline.save(force_create=True)
        await Entry.filter(id=ENTRY).delete()
        assert [photo.id for photo in await Photo.all()] == [baseline.id]
        assert await Clinic.filter(id=CLINIC).count() == await Treatment.filter(id=TREATMENT).count() == 1
    EXECUTOR_CACHE.clear()
