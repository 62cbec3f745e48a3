"""The worker of exports: it prepares one after the other."""

import asyncio

import structlog

from server.ports import Services
from server.usecases.exporting import claim_export, give_up_export, prepare_export

EVERY = 2.0
"""Seconds between two looks for a waiting export: somebody is watching its progress."""

log = structlog.get_logger("afterglow.exports")


async def run_exports(services: Services, *, stop: asyncio.Event, every: float = EVERY) -> None:
    """Prepare exports until `stop` is set; one that is under way by then is completed."""
    while not stop.is_set():
        try:
            prepared = await prepare_next(services)
            services.figures.end_round("exports", services.clock.now())
        except Exception:
            log.exception("exports-not-prepared")
            services.figures.fail_round("exports")
            prepared = False
        if not prepared:
            try:
                await asyncio.wait_for(stop.wait(), every)
            except TimeoutError:
                continue


async def prepare_next(services: Services) -> bool:
    """Prepare the oldest waiting export. Return False if there is none."""
    export = await claim_export(services)
    if export is None:
        return False
    try:
        ready = await prepare_export(services, export)
    except Exception:
        log.exception("export-failed", export=str(export.id))
        services.figures.fail_round("exports")
        ready = False
    if not ready:
        await give_up_export(services, export)
    log.info("export", export=str(export.id), outcome="ready" if ready else "given up")
    return True
