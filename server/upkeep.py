"""The composition root of what an operator runs beside the server: verify, back up, restore."""

import asyncio

from server.api.logging import configure_logging
from server.main import build, lifespan
from server.settings import Settings
from server.usecases.verifying import Verification, verify_photos


def verify(settings: Settings, *, sweep: bool) -> Verification:
    """Compare the stored photos with the database; with `sweep`, delete files without a row. Raises `StartError`."""
    configure_logging(settings.log_format)

    async def run() -> Verification:
        async with lifespan(build(settings)) as services:
            return await verify_photos(services, sweep=sweep)

    return asyncio.run(run())
