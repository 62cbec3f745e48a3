"""The team of a clinic: list it, change a role, end a membership, and choose the clinic to work in."""

from datetime import datetime
from uuid import UUID

from models.people import AuthSession, Membership
from models.reminders import PushSubscription
from models.revision import next_revision
from models.sharing import Grant
from models.unit_of_work import unit_of_work
from server.domain.errors import Conflict
from server.domain.viewer import Viewer
from server.domain.vocabulary import MembershipRole
from server.ports import Services
from server.shapes.people import Me, Team, TeamMembership
from server.usecases.access import own_membership, team_membership
from server.usecases.access_errors import unknown
from server.usecases.membership_rows import active_memberships, end_row
from server.usecases.people_views import me_view
from server.usecases.planning import plan_for


async def list_team(viewer: Viewer) -> Team:
    """Return the active memberships of the viewer's clinic, by name."""
    rows = Membership.filter(clinic_id=viewer.clinic_id, ended_at=None).select_related("person")
    return Team(
        memberships=[
            TeamMembership(
                id=row.id,
                display_name=row.person.display_name,
                role=MembershipRole(row.role),
                started_at=row.started_at,
                own=row.person_id == viewer.person_id,
            )
            for row in await rows.order_by("person__display_name", "id")
        ]
    )


async def set_role(viewer: Viewer, membership_id: UUID, role: MembershipRole) -> Team:
    """Make a colleague an owner of the clinic, or an owner a practitioner again. A repeated call changes nothing.

    The role applies from the person's next request on. Raises `NotFound` (membership-unknown, also if the
    membership has ended) or `Conflict` (last-owner).
    """

    async def change() -> None:
        membership = await team_membership(viewer, membership_id)
        if role is not MembershipRole.OWNER:
            await _check_not_last_owner(membership)
        if not await Membership.filter(id=membership_id, ended_at=None).update(role=role):
            raise unknown("membership-unknown")

    await unit_of_work(change)
    return await list_team(viewer)


async def end_membership(services: Services, viewer: Viewer, membership_id: UUID) -> None:
    """End a membership in the clinic that the viewer owns. A repeated call changes nothing.

    From the next request on, the person has no access through this clinic: running grants for its treatments
    are revoked, and devices that have chosen it are signed out. Raises `NotFound` (membership-unknown) or
    `Conflict` (last-owner).
    """
    now = services.clock.now()

    async def end() -> set[UUID]:
        membership = await team_membership(viewer, membership_id)
        await _check_not_last_owner(membership)
        if not await end_row(membership, now=now):
            return set()
        await _sign_out(membership)
        return await _revoke_grants(membership, now=now)

    for patient_id in await unit_of_work(end):
        await plan_for(services, patient_id)


async def _check_not_last_owner(membership: Membership) -> None:
    """Raise `Conflict` (last-owner) for the only active owner of the clinic.

    The memberships of all its owners are locked, so that two owners cannot remove each other at once.
    """
    owners = Membership.filter(clinic_id=membership.clinic_id, role=MembershipRole.OWNER, ended_at=None)
    if [owner.id for owner in await owners.order_by("id").select_for_update()] == [membership.id]:
        raise Conflict("This is the only owner: a clinic always needs one.", code="last-owner")


async def _sign_out(membership: Membership) -> None:
    """Sign out the devices that have chosen this clinic. If it was the last clinic, delete all push subscriptions."""
    person_id: UUID = membership.person_id
    sessions = AuthSession.filter(person_id=person_id, clinic_id=membership.clinic_id)
    session_ids = list(await sessions.values_list("id", flat=True))
    await PushSubscription.filter(auth_session_id__in=session_ids).delete()
    await AuthSession.filter(id__in=session_ids).delete()
    if not await active_memberships(person_id).exists():
        await PushSubscription.filter(person_id=person_id).delete()


async def _revoke_grants(membership: Membership, *, now: datetime) -> set[UUID]:
    """Revoke the running grants for treatments of this clinic. Return the patients who gave them."""
    running = Grant.filter(
        practitioner_id=membership.person_id,
        treatment__clinic_id=membership.clinic_id,
        revoked_at=None,
        ends_at__gt=now,
    )
    grants = await running.order_by("patient_id", "id")  # locks are taken in a fixed order
    for grant in grants:
        revision = await next_revision(grant.patient_id)
        await Grant.filter(id=grant.id).update(revoked_at=now, revision=revision)
    return {grant.patient_id for grant in grants}


async def choose_clinic(viewer: Viewer, clinic_id: UUID) -> Me:
    """Switch this device to another of the viewer's clinics. Raises `NotFound` (membership-unknown)."""

    async def choose() -> None:
        await own_membership(viewer, clinic_id)
        await AuthSession.filter(id=viewer.auth_session_id).update(clinic_id=clinic_id)

    await unit_of_work(choose)
    return await me_view(viewer.person_id, clinic_id=clinic_id)
