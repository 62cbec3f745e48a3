"""After an update from a version that stored photos in clear: encrypt them while the server runs."""

import asyncio

import structlog

from server.ports import Services
from server.usecases.encrypting import (
    Vault,
    encrypt_photos,
    is_everything_encrypted,
    note_everything_encrypted,
)

EVERY = 60 * 60.0
"""Seconds between two passes: by the second one, no process of the earlier version is left."""

log = structlog.get_logger("afterglow.encrypting")


async def run_encrypting(
    services: Services, vault: Vault, *, stop: asyncio.Event, every: float = EVERY
) -> None:
    """Go through all photos until a second pass finds none in clear; on a new installation, do nothing."""
    passes = 0
    while not stop.is_set():
        try:
            if await is_everything_encrypted():
                return
            count = await encrypt_photos(services, vault)
            passes += 1
            log.info("photos-encrypted", count=count)
            if count == 0 and passes > 1:
                await note_everything_encrypted(services)
                return
        except Exception:
            log.exception("photos-not-encrypted")
            services.figures.fail_round("encrypting")
        try:
            await asyncio.wait_for(stop.wait(), every)
        except TimeoutError:
            continue
