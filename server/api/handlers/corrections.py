"""Safety corrections: seen by the patient, followed up by the clinic."""

from server.api.call import Call
from server.shapes.base import Acknowledged
from server.shapes.corrections import CorrectionReach, CorrectionSeen
from server.usecases import corrections


async def mark_seen(call: Call[CorrectionSeen, None]) -> Acknowledged:
    """Record that the patient's phone has shown a safety correction."""
    await corrections.mark_correction_seen(
        call.services, call.viewer, call.uuid("treatment_id"), version=call.body.version
    )
    return Acknowledged()


async def show_reach(call: Call[None, None]) -> CorrectionReach:
    """Show which treatments a safety correction was announced to, and which patients have seen it."""
    return await corrections.correction_reach(call.viewer, call.uuid("sheet_version_id"))
