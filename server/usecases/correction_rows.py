"""Safety corrections that a treatment has not been moved to yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.treatments import SafetyCorrection


@dataclass(frozen=True, slots=True)
class UnacceptedCorrection:
    """A correction that the patient has not accepted, without the document of its version."""

    id: UUID
    sheet_version_id: UUID
    version: int
    announced_at: datetime
    timeline: dict[str, Any]


async def pending_corrections(**treatment: Any) -> dict[UUID, UnacceptedCorrection]:
    """Return the newest correction that has not been accepted, by treatment. `treatment` filters, e.g. `id=…`.

    A treatment that has moved to this version or to a newer one has accepted it, and one that was withdrawn needs
    none. Timelines are read for the
    returned corrections only.
    """
    versions = await SafetyCorrection.filter(
        treatment__withdrawn_at=None, **{f"treatment__{name}": value for name, value in treatment.items()}
    ).values(
        "id", "treatment_id", announced="sheet_version__version", followed="treatment__sheet_version__version"
    )
    pending = [row for row in versions if row["announced"] > row["followed"]]
    pending.sort(key=lambda row: int(row["announced"]))
    newest = {row["treatment_id"]: row["id"] for row in pending}
    if not newest:
        return {}
    rows = await SafetyCorrection.filter(id__in=list(newest.values())).values(
        "id", "treatment_id", "sheet_version_id", "announced_at", "timeline", version="sheet_version__version"
    )
    return {row.pop("treatment_id"): UnacceptedCorrection(**row) for row in rows}
