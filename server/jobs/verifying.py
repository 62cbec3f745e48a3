"""Once a week, one of the processes compares the stored photos with the database."""

import structlog

from models.server_state import claim_verification
from server.ports import Services
from server.usecases.verifying import verify_photos

log = structlog.get_logger("afterglow.verification")


async def verify_if_due(services: Services) -> bool:
    """Return False if it is not due yet or another process does it. The log gets ids, never content."""
    if not await claim_verification(services.clock.now()):
        return False
    result = await verify_photos(services)
    for fault in result.faults:
        log.error(
            "image-unsound",
            treatment=str(fault.treatment_id),
            photo=str(fault.photo_id),
            size=fault.size,
            kind=fault.kind,
        )
    log.info(
        "verification",
        checked=result.checked,
        hashed=result.hashed,
        unsound=len(result.faults),
        orphans=len(result.orphans),
    )
    return True
