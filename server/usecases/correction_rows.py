"""Safety corrections that a treatment has not been moved to yet."""

from typing import Any
from uuid import UUID

from models.treatments import SafetyCorrection


async def pending_corrections(**treatment: Any) -> dict[UUID, SafetyCorrection]:
    """Return the newest correction that has not been accepted, by treatment. `treatment` filters, e.g. `id=…`.

    A treatment that has moved to this version or to a newer one has accepted it.
    """
    conditions = {f"treatment__{name}": value for name, value in treatment.items()}
    rows = await SafetyCorrection.filter(**conditions).prefetch_related(
        "sheet_version", "treatment__sheet_version"
    )
    pending = [row for row in rows if row.sheet_version.version > row.treatment.sheet_version.version]
    pending.sort(key=lambda row: row.sheet_version.version)
    return {row.treatment_id: row for row in pending}
