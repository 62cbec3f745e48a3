"""Late reactions: what a diary still shows three days after a treatment or later, stored with that treatment.

A reaction is stored only when a practitioner reads the diary under a running grant. From then on it belongs
to the clinic's record of the treatment, and it remains there when the grant ends.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from models.diary import Entry
from models.revision import lock_patient
from models.treatments import Treatment
from models.unit_of_work import unit_of_work
from server.domain.assessment import Assessment, Finding
from server.domain.diary import logged
from server.domain.errors import Conflict
from server.domain.late_reactions import past_three_days
from server.domain.timeline import course_from, instant_text


async def store_late_reactions(treatment: Treatment, assessment: Assessment) -> None:
    """Replace the stored reactions with those that the diary shows now.

    The caller has read the diary under a running grant. A reaction that was not stored before makes the
    treatment unacknowledged again.
    """
    reactions = [_document(finding) for finding in past_three_days(assessment)]
    if reactions == treatment.late_reactions:
        return
    known = all(reaction in treatment.late_reactions for reaction in reactions)
    changes = {
        "late_reactions": reactions,
        "reactions_acknowledged_at": treatment.reactions_acknowledged_at if known else None,
    }
    entry_ids = [entry.entry_id for entry in assessment.diary]

    async def store() -> None:
        if treatment.patient_id is not None:
            await lock_patient(treatment.patient_id)
        if await Entry.filter(treatment_id=treatment.id, id__in=entry_ids).count() == len(entry_ids):
            await Treatment.filter(id=treatment.id).update(**changes)  # otherwise, one was erased meanwhile

    await unit_of_work(store)


async def drop_unsupported_reactions(treatment: Treatment) -> None:
    """Drop the reactions that an erased entry showed, inside the unit of work that erases it.

    What a practitioner has acknowledged belongs to the clinic's record and stays.
    """
    if not treatment.late_reactions or treatment.reactions_acknowledged_at is not None:
        return
    rows = await Entry.filter(treatment_id=treatment.id).order_by("occurred_at", "id")
    diary = [logged(row.id, row.occurred_at, row.document) for row in rows]
    assessment = Assessment(course_from(treatment.timeline), diary)
    shown = [_document(finding) for finding in past_three_days(assessment)]
    supported = [reaction for reaction in treatment.late_reactions if reaction in shown]
    await Treatment.filter(id=treatment.id).update(late_reactions=supported)


def _document(finding: Finding) -> dict[str, Any]:
    """Return shapes.treatments.LateReaction as JSON."""
    return {
        "kind": finding.kind,
        "symptom": finding.symptom,
        "sign": finding.sign,
        "area": finding.area,
        "since_at": instant_text(finding.since_at),
    }


async def unacknowledged(clinic_id: UUID | None, patient_id: UUID | None) -> list[Treatment]:
    """Return the clinic's treatments of this patient with unacknowledged late reactions, newest first."""
    if clinic_id is None or patient_id is None:
        return []
    rows = Treatment.filter(
        clinic_id=clinic_id,
        patient_id=patient_id,
        withdrawn_at=None,
        reactions_acknowledged_at__isnull=True,
    )
    return [row for row in await rows.order_by("-treated_at", "id") if row.late_reactions]


async def acknowledge(treatment: Treatment, treatment_ids: Collection[UUID], *, now: datetime) -> None:
    """Mark the late reactions of earlier treatments as acknowledged, in the unit of work that saves `treatment`.

    `treatment_ids` are the earlier treatments whose reactions the practitioner has seen. Raises `Conflict`
    (reaction-unacknowledged) if one is missing.
    """
    waiting = {row.id for row in await unacknowledged(treatment.clinic_id, treatment.patient_id)}
    if not waiting <= set(treatment_ids):
        raise Conflict(
            "There was a reaction three days or more after an earlier treatment: look at it first.",
            code="reaction-unacknowledged",
        )
    if waiting:
        await Treatment.filter(id__in=list(waiting)).update(reactions_acknowledged_at=now)
