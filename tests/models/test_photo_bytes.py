"""Migration 0025 brings photos forward: nobody knows how large those of before are."""

from pathlib import Path

import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.connection import get_connection

from models.diary import Photo
from server.adapters.database import database
from server.adapters.migrations import migrate
from tests.models.test_forward_migrations import (
    PHOTO,
    PHOTOGRAPHED,
    ROWS,
    SIGNED_IN,
    drop_later_tables,
    earlier_migrations,
)


async def test_a_photo_of_before_has_no_size(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = earlier_migrations(tmp_path, monkeypatch, until="0006")
    await migrate(empty_url, package=package)
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0006")
        await get_connection("default").execute_script(ROWS + SIGNED_IN + PHOTOGRAPHED)
    EXECUTOR_CACHE.clear()

    assert "0025_photo_bytes" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        assert (await Photo.get(id=PHOTO)).stored_bytes is None
    EXECUTOR_CACHE.clear()
