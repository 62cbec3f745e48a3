"""The worker of exports runs until it is stopped, and an error does not end it."""

import asyncio
from dataclasses import replace
from uuid import uuid4

import pytest

from models.exports import Export
from server.jobs.exports import run_exports
from server.usecases.exporting import request_export
from tests.fakes import MemoryPhotos
from tests.jobs.conftest import Setting


async def finished(stop: asyncio.Event) -> None:
    """Stop the worker as soon as every export is ready or was tried once."""
    while await Export.filter(ready_at=None, attempts=0).exists():  # noqa: ASYNC110 - the worker signals nothing
        await asyncio.sleep(0.01)
    stop.set()


@pytest.mark.parametrize("refuses", [False, True])
async def test_every_waiting_export_is_prepared_or_left_to_its_lease(setting: Setting, refuses: bool) -> None:
    services = replace(setting.services, photos=MemoryPhotos(refuses=refuses))
    for _ in range(2):
        await request_export(services, replace(setting.alice, auth_session_id=uuid4()))
    stop = asyncio.Event()
    async with asyncio.timeout(20):
        await asyncio.gather(run_exports(services, stop=stop, every=0.01), finished(stop))
    assert await Export.filter(ready_at__not_isnull=True).count() == (0 if refuses else 2)
    assert await Export.filter(failed=True).count() == 0
