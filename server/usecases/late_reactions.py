"""Reactions past three days, kept with the treatment that they followed, to be seen before the next one.

A fact of a diary gets here only when it was read under a running grant. From then on it is the practice's own
knowledge, like the record of what was applied, and stays when the diary is closed.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from models.treatments import Treatment
from models.unit_of_work import unit_of_work
from server.domain.assessment import Finding
from server.domain.diary import Logged
from server.domain.errors import Conflict
from server.domain.late_reactions import past_three_days
from server.domain.timeline import Timeline, instant_text


async def note_reactions(treatment: Treatment, timeline: Timeline, diary: Iterable[Logged]) -> None:
    """Keep what shows now. The caller reads the diary under a grant. What is new has not been seen yet."""
    noted = [_fact(found) for found in past_three_days(timeline, diary)]
    if noted == treatment.late_reactions:
        return
    known = all(fact in treatment.late_reactions for fact in noted)
    changes = {
        "late_reactions": noted,
        "reactions_acknowledged_at": treatment.reactions_acknowledged_at if known else None,
    }
    await unit_of_work(lambda: Treatment.filter(id=treatment.id).update(**changes))


def _fact(found: Finding) -> dict[str, Any]:
    """shapes.treatments.LateReaction as JSON."""
    return {
        "kind": found.kind,
        "symptom": found.symptom,
        "sign": found.sign,
        "area": found.area,
        "since_at": instant_text(found.since_at),
    }


async def unseen_reactions(clinic_id: UUID | None, patient_id: UUID | None) -> list[Treatment]:
    """The clinic's treatments of this patient whose reactions nobody has acknowledged yet, newest first."""
    if clinic_id is None or patient_id is None:
        return []
    rows = Treatment.filter(
        clinic_id=clinic_id, patient_id=patient_id, reactions_acknowledged_at__isnull=True
    )
    return [row for row in await rows.order_by("-treated_at", "id") if row.late_reactions]


async def acknowledge(treatment: Treatment, seen: Collection[UUID], *, now: datetime) -> None:
    """Before a treatment is kept, in its unit of work. Raises `Conflict` (reaction-unacknowledged)."""
    waiting = {row.id for row in await unseen_reactions(treatment.clinic_id, treatment.patient_id)}
    if not waiting <= set(seen):
        raise Conflict(
            "Something showed more than three days after an earlier treatment: look at it first.",
            code="reaction-unacknowledged",
        )
    if waiting:
        await Treatment.filter(id__in=list(waiting)).update(reactions_acknowledged_at=now)
