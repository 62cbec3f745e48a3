"""Membership rows: who works in which clinic now, and what was shared with them alone."""

from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.people import AuthSession, Membership
from models.revision import lock_patient, next_revision
from models.sharing import Grant
from models.treatments import Treatment
from server.domain.vocabulary import MembershipRole
from server.ports import Services


def active_memberships(person_id: UUID) -> QuerySet[Membership]:
    """Select the memberships of a person that have not ended, newest first."""
    return Membership.filter(person_id=person_id, ended_at=None).order_by("-started_at", "id")


async def newest_clinic_id(person_id: UUID) -> UUID | None:
    """Return the clinic that is chosen when a practitioner signs in. None for a patient."""
    membership = await active_memberships(person_id).first()
    return membership.clinic_id if membership else None


async def join_clinic(
    services: Services, person_id: UUID, clinic_id: UUID, role: MembershipRole, *, invited_by: UUID | None
) -> None:
    """Start a membership, inside a unit of work. An active membership in this clinic remains as it is."""
    await lock_patient(person_id)  # locks a practitioner's row as well, in case two links are used at once
    if await active_memberships(person_id).filter(clinic_id=clinic_id).exists():
        return
    await Membership.create(
        id=services.new_id(),
        person_id=person_id,
        clinic_id=clinic_id,
        role=role,
        started_at=services.clock.now(),
        invited_by_id=invited_by,
    )


async def hold_membership(person_id: UUID, clinic_id: UUID) -> bool:
    """Return whether the membership is active, and lock it until the unit of work ends."""
    held = active_memberships(person_id).filter(clinic_id=clinic_id).select_for_update()
    return await held.first() is not None


def treatments_in_charge(membership: Membership) -> QuerySet[Treatment]:
    """Select the clinic's treatments whose patients this person looks after: they recorded it or have taken over."""
    person_id = membership.person_id
    in_charge = Q(in_charge_id=person_id) | Q(in_charge_id=None, recorded_by_id=person_id)
    return Treatment.filter(in_charge, clinic_id=membership.clinic_id, withdrawn_at=None)


async def patients_without_practitioner(clinic_id: UUID | None) -> set[UUID]:
    """Return the patients of a clinic whose practitioner has left, and whom nobody has taken over or treated since."""
    memberships = await Membership.filter(clinic_id=clinic_id).values_list("person_id", "ended_at")
    team = {person_id for person_id, ended_at in memberships if ended_at is None}
    former = [person_id for person_id, _ in memberships if person_id not in team]
    if not former:
        return set()
    of_former = Q(in_charge_id__in=former) | Q(in_charge_id=None, recorded_by_id__in=former)
    treated = Treatment.filter(of_former, clinic_id=clinic_id, withdrawn_at=None)
    rows = await treated.values_list("clinic_patient_id", "treated_at", "clinic_patient__last_treated_at")
    return {patient_id for patient_id, treated_at, last_treated_at in rows if treated_at == last_treated_at}


def personal_grants(membership: Membership, *, now: datetime) -> QuerySet[Grant]:
    """Select the grants to this person alone, for treatments of this clinic, that end after `now`, revoked or not.

    A grant to everyone at the clinic is not among them: it stays open to the colleagues.
    """
    return Grant.filter(
        practitioner_id=membership.person_id,
        everyone_at_id=None,
        treatment__clinic_id=membership.clinic_id,
        ends_at__gt=now,
    )


async def revoke_personal_grants(membership: Membership, *, now: datetime) -> set[UUID]:
    """Revoke those that run, inside a unit of work. Return the patients who gave them."""
    running = personal_grants(membership, now=now).filter(revoked_at=None)
    grants = await running.order_by("patient_id", "id")  # locked in a fixed order
    for grant in grants:
        revision = await next_revision(grant.patient_id)
        await Grant.filter(id=grant.id).update(revoked_at=now, revision=revision)
    return {grant.patient_id for grant in grants}


async def last_seen(sessions: QuerySet[AuthSession]) -> dict[UUID, datetime]:
    """Return when one of these devices was last used, by person. Devices that were signed out do not count."""
    used = sessions.filter(revoked_at=None).order_by("last_used_at")
    return dict(await used.values_list("person_id", "last_used_at"))


async def end_row(membership: Membership, *, by: UUID, now: datetime) -> bool:
    """End a membership. Return False if it had already ended."""
    active = Membership.filter(id=membership.id, ended_at=None)
    return bool(await active.update(ended_at=now, ended_by_id=by))
