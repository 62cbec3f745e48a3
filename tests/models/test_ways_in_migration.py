"""Migration 0027 brings people and links forward: nobody is disabled, and every link works as before."""

from pathlib import Path

import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.connection import get_connection

from models.people import AuthSession, OneTimeLink, Person
from server.adapters.database import database
from server.adapters.migrations import migrate
from tests.models.test_forward_migrations import (
    DEVICE,
    PATIENT,
    ROWS,
    SIGNED_IN,
    drop_later_tables,
    earlier_migrations,
)

LINK = f"""
    INSERT INTO one_time_link (id, token_hash, purpose, person_id, created_at, expires_at)
    VALUES ('{DEVICE}', 'hash', 'recovery', '{PATIENT}', '2026-01-01T00:00:00+00:00', '2026-01-08T00:00:00+00:00');
"""  # noqa: S608 - ids from another test


async def test_an_account_of_before_is_not_disabled_and_can_be(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await migrate(empty_url, package=earlier_migrations(tmp_path, monkeypatch, until="0006"))
    async with database(empty_url, everywhere=False):
        await drop_later_tables(until="0006")
        await get_connection("default").execute_script(ROWS + SIGNED_IN + LINK)
    EXECUTOR_CACHE.clear()
    assert "0027_ways_in" in await migrate(empty_url)
    async with database(empty_url, everywhere=False):
        device = await AuthSession.get(id=DEVICE).select_related("person")
        assert (device.person_id, device.person.disabled_at) == (PATIENT, None)
        link = await OneTimeLink.get()
        assert (link.person_id, link.works_at, link.created_by_id) == (PATIENT, None, None)
        await Person.filter(id=PATIENT).update(disabled_at=device.created_at)
        assert (await Person.get(id=PATIENT)).disabled_at == device.created_at
    EXECUTOR_CACHE.clear()
