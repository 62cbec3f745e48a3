"""Hand the patients of a practitioner over to a colleague of the same clinic.

The clinic's records stay as they are, with who treated. The patients' diaries do not move along: they are closed, and
patients who shared theirs are asked once whether they want to share it with the colleague.
"""

from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.people import Membership, Person
from models.revision import next_revision
from models.sharing import Grant
from models.treatments import Treatment
from models.unit_of_work import unit_of_work
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.handing_over import Handover, HandoverPreview, PossibleSuccessor
from server.usecases.access import own_treatment
from server.usecases.access_errors import unknown
from server.usecases.access_to_clinic import team_membership
from server.usecases.freshness import check_fresh
from server.usecases.membership_rows import (
    hold_membership,
    personal_grants,
    revoke_personal_grants,
    treatments_in_charge,
)
from server.usecases.planning import plan_for


async def preview_handover(services: Services, viewer: Viewer, membership_id: UUID) -> HandoverPreview:
    """Return what would be handed over, and to whom it can be. Raises `NotFound` (membership-unknown)."""
    leaving = await team_membership(viewer, membership_id)
    patients = await treatments_in_charge(leaving).values_list("clinic_patient_id", flat=True)
    sharing = await _shared_until_now(leaving, now=services.clock.now()).values_list("patient_id", flat=True)
    team = Membership.filter(clinic_id=leaving.clinic_id, ended_at=None).exclude(person_id=leaving.person_id)
    return HandoverPreview(
        display_name=(await Person.get(id=leaving.person_id)).display_name,
        patients=len(set(patients)),
        sharing=len(set(sharing)),
        successors=[
            PossibleSuccessor(id=row.id, display_name=row.person.display_name)
            for row in await team.select_related("person").order_by("person__display_name", "id")
        ],
    )


async def hand_over(services: Services, viewer: Viewer, membership_id: UUID, handover: Handover) -> None:
    """Put a colleague in charge of all patients of a practitioner, whose membership may have ended.

    The practitioner's grants for them end. A repeated call changes nothing. Raises `PasskeyNotFresh`, or `NotFound`
    (membership-unknown), also if the colleague is the practitioner or works in the clinic no more.
    """
    check_fresh(services, viewer)
    now = services.clock.now()

    async def move() -> set[UUID]:
        leaving = await team_membership(viewer, membership_id)
        successor = await team_membership(viewer, handover.to)
        works = await hold_membership(successor.person_id, successor.clinic_id)
        if not works or successor.person_id == leaving.person_id:
            raise unknown("membership-unknown")
        return await _move(leaving, successor.person_id, now=now)

    for patient_id in await unit_of_work(move):
        await plan_for(services, patient_id)


async def _move(leaving: Membership, successor_id: UUID, *, now: datetime) -> set[UUID]:
    """Move the treatments. Return the patients who have joined, and whose phones have to learn of it."""
    treatments = await treatments_in_charge(leaving).order_by(
        "patient_id", "treated_at"
    )  # locked in a fixed order
    asked = await _to_ask(leaving, now=now)
    await revoke_personal_grants(leaving, now=now)
    for treatment in treatments:
        revision = await next_revision(treatment.patient_id) if treatment.patient_id else treatment.revision
        changes = {
            "in_charge_id": successor_id,
            "handover_open": treatment.handover_open or treatment.id in asked,
            "revision": revision,
        }
        await Treatment.filter(id=treatment.id).update(**changes)
    return {treatment.patient_id for treatment in treatments if treatment.patient_id is not None}


async def _to_ask(leaving: Membership, *, now: datetime) -> set[UUID]:
    """Return one treatment of each patient who shared with the practitioner: the newest one that was shared.

    A patient who shares with everyone at the clinic is not asked: the colleague reads the diary already.
    """
    shared = await _shared_until_now(leaving, now=now).order_by("treatment__treated_at")
    newest = {grant.patient_id: grant.treatment_id for grant in shared}
    everyone = Grant.filter(everyone_at_id=leaving.clinic_id, revoked_at=None, ends_at__gt=now)
    open_anyway = set(await everyone.values_list("patient_id", flat=True))
    return {treatment_id for patient_id, treatment_id in newest.items() if patient_id not in open_anyway}


def _shared_until_now(membership: Membership, *, now: datetime) -> QuerySet[Grant]:
    """Select grants to this practitioner alone that run, or that only the end of the membership has ended.

    What the patient has revoked is not among them: they have already decided.
    """
    running = Q(revoked_at=None)
    if membership.ended_at is not None:
        running |= Q(revoked_at=membership.ended_at)
    return personal_grants(membership, now=now).filter(running, treatment__withdrawn_at=None)


async def decline_handover(services: Services, viewer: Viewer, treatment_id: UUID) -> None:
    """Keep the diary closed to the colleague. The patient is not asked again. A repeated call changes nothing.

    Raises `NotFound` (treatment-unknown).
    """

    async def decline() -> None:
        treatment = await own_treatment(viewer, treatment_id)
        if treatment.handover_open:
            revision = await next_revision(viewer.person_id)
            await Treatment.filter(id=treatment_id).update(handover_open=False, revision=revision)

    await unit_of_work(decline)
    await plan_for(services, viewer.person_id)
