"""The team of a clinic: list it, void an invitation, change a role, end a membership; and choose a clinic."""

from datetime import datetime
from uuid import UUID

from tortoise.queryset import QuerySet

from models.people import AuthSession, Membership, OneTimeLink
from models.reminders import PushSubscription
from models.unit_of_work import unit_of_work
from server.domain.audit import AuditKind
from server.domain.errors import Conflict
from server.domain.viewer import Viewer
from server.domain.vocabulary import MembershipRole
from server.ports import Services
from server.shapes.people import ColleagueInvitation, FormerMember, Me, MembershipEnding, Team, TeamMembership
from server.usecases.access_errors import unknown
from server.usecases.access_to_account import own_membership
from server.usecases.access_to_clinic import colleague_link, team_membership
from server.usecases.audit import record_event
from server.usecases.freshness import check_fresh
from server.usecases.links import invited_role
from server.usecases.membership_rows import (
    active_memberships,
    end_row,
    last_seen,
    personal_grants,
    revoke_personal_grants,
    treatments_in_charge,
)
from server.usecases.people_views import me_view
from server.usecases.planning import plan_for


async def list_team(services: Services, viewer: Viewer) -> Team:
    """Return the active memberships of the viewer's clinic by name, and its open invitations, newest first."""
    rows = Membership.filter(clinic_id=viewer.clinic_id, ended_at=None).select_related("person")
    seen = await last_seen(AuthSession.filter(clinic_id=viewer.clinic_id))
    return Team(
        memberships=[
            TeamMembership(
                id=row.id,
                display_name=row.person.display_name,
                role=MembershipRole(row.role),
                started_at=row.started_at,
                last_seen_at=seen.get(row.person_id),
                own=row.person_id == viewer.person_id,
            )
            for row in await rows.order_by("person__display_name", "id")
        ],
        invitations=[
            ColleagueInvitation(
                id=link.id, role=invited_role(link), created_at=link.created_at, expires_at=link.expires_at
            )
            for link in await _open_invitations(services, viewer.clinic_id).order_by("-created_at", "id")
        ],
        former=await _former(viewer.clinic_id),
    )


async def _former(clinic_id: UUID | None) -> list[FormerMember]:
    """Return the people who have left, each with their last membership, whose patients nobody has taken over."""
    active = await Membership.filter(clinic_id=clinic_id, ended_at=None).values_list("person_id", flat=True)
    ended = Membership.filter(clinic_id=clinic_id, ended_at__isnull=False).select_related("person")
    last = {
        row.person_id: row for row in await ended.order_by("ended_at", "id") if row.person_id not in active
    }
    return [
        FormerMember(id=row.id, display_name=row.person.display_name, ended_at=row.ended_at)
        for row in last.values()
        if row.ended_at is not None and await treatments_in_charge(row).exists()
    ]


def _open_invitations(services: Services, clinic_id: UUID | None) -> QuerySet[OneTimeLink]:
    now = services.clock.now()
    return OneTimeLink.filter(purpose="colleague", clinic_id=clinic_id, used_at=None, expires_at__gt=now)


async def void_invitation(services: Services, viewer: Viewer, invitation_id: UUID) -> Team:
    """Make an invitation into the team invalid. A repeated call changes nothing. Raises `NotFound` (link-unknown)."""

    async def void() -> None:
        link = await colleague_link(viewer, invitation_id)
        await (
            _open_invitations(services, link.clinic_id)
            .filter(id=link.id)
            .update(expires_at=services.clock.now())
        )

    await unit_of_work(void)
    return await list_team(services, viewer)


async def set_role(services: Services, viewer: Viewer, membership_id: UUID, role: MembershipRole) -> Team:
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
        await record_event(
            services,
            AuditKind.ROLE_CHANGED,
            person_id=membership.person_id,
            actor_id=viewer.person_id,
            item_id=membership.id,
            role=role,
        )

    await unit_of_work(change)
    return await list_team(services, viewer)


async def preview_ending(services: Services, viewer: Viewer, membership_id: UUID) -> MembershipEnding:
    """Return what ends with an active membership. Raises `NotFound` (membership-unknown)."""
    membership = await team_membership(viewer, membership_id)
    if membership.ended_at is not None:
        raise unknown("membership-unknown")
    person_id: UUID = membership.person_id
    await membership.fetch_related("person")
    open_links = _open_invitations(services, membership.clinic_id).filter(created_by_id=person_id)
    grants = personal_grants(membership, now=services.clock.now()).filter(revoked_at=None)
    return MembershipEnding(
        display_name=membership.person.display_name,
        own=person_id == viewer.person_id,
        last_owner=await _owners(membership.clinic_id).values_list("id", flat=True) == [membership.id],
        devices=await _devices(membership).count(),
        diaries=len(set(await grants.values_list("treatment_id", flat=True))),
        invitations=await open_links.count(),
        patients=len(set(await treatments_in_charge(membership).values_list("clinic_patient_id", flat=True))),
    )


async def end_membership(services: Services, viewer: Viewer, membership_id: UUID) -> None:
    """End a membership in the clinic that the viewer owns. A repeated call changes nothing.

    From the next request on, the person has no access through this clinic: running grants for its treatments
    are revoked, devices that have chosen it are signed out, and invitations that they made into its team are void.
    Raises `PasskeyNotFresh`, `NotFound` (membership-unknown) or `Conflict` (last-owner).
    """
    check_fresh(services, viewer)
    now = services.clock.now()

    async def end() -> set[UUID]:
        membership = await team_membership(viewer, membership_id)
        await _check_not_last_owner(membership)
        if not await end_row(membership, by=viewer.person_id, now=now):
            return set()
        await _sign_out(membership, now=now)
        invitations = _open_invitations(services, membership.clinic_id)
        await invitations.filter(created_by_id=membership.person_id).update(expires_at=now)
        patients = await revoke_personal_grants(membership, now=now)
        await record_event(
            services,
            AuditKind.MEMBERSHIP_ENDED,
            person_id=membership.person_id,
            actor_id=viewer.person_id,
            item_id=membership.id,
        )
        return patients

    for patient_id in await unit_of_work(end):
        await plan_for(services, patient_id)


async def _check_not_last_owner(membership: Membership) -> None:
    """Raise `Conflict` (last-owner) for the only active owner of the clinic.

    The memberships of all its owners are locked, so that two owners cannot remove each other at once.
    """
    owners = await _owners(membership.clinic_id).select_for_update()
    if [owner.id for owner in owners] == [membership.id]:
        raise Conflict("This is the only owner: a clinic always needs one.", code="last-owner")


def _owners(clinic_id: UUID) -> QuerySet[Membership]:
    return Membership.filter(clinic_id=clinic_id, role=MembershipRole.OWNER, ended_at=None).order_by("id")


def _devices(membership: Membership) -> QuerySet[AuthSession]:
    """Select the signed-in devices that have chosen this clinic."""
    return AuthSession.filter(person_id=membership.person_id, clinic_id=membership.clinic_id, revoked_at=None)


async def _sign_out(membership: Membership, *, now: datetime) -> None:
    """Sign out the devices that have chosen this clinic, and delete their push subscriptions: also of those whose
    sign-in has expired. If it was the last clinic, delete all push subscriptions.

    The rows remain until they expire, so that a device can say why it is signed out.
    """
    person_id: UUID = membership.person_id
    session_ids = list(await _devices(membership).values_list("id", flat=True))
    await PushSubscription.filter(auth_session_id__in=session_ids).delete()
    await PushSubscription.filter(person_id=person_id, clinic_id=membership.clinic_id).delete()
    await AuthSession.filter(id__in=session_ids).update(revoked_at=now, membership_ended=True)
    if not await active_memberships(person_id).exists():
        await PushSubscription.filter(person_id=person_id).delete()


async def choose_clinic(viewer: Viewer, clinic_id: UUID) -> Me:
    """Switch this device to another of the viewer's clinics. Raises `NotFound` (membership-unknown)."""

    async def choose() -> None:
        await own_membership(viewer, clinic_id)
        await AuthSession.filter(id=viewer.auth_session_id).update(clinic_id=clinic_id)
        await PushSubscription.filter(auth_session_id=viewer.auth_session_id).update(clinic_id=clinic_id)

    await unit_of_work(choose)
    return await me_view(viewer.person_id, clinic_id=clinic_id)
