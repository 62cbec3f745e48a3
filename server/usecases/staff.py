"""What the operator of a server may do: list the practitioners, let one in who is locked out, disable an account.

A patient whom no clinic can help gets a link from the operator, too, which works after a day.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q, Subquery

from models.people import AuthSession, Membership, OneTimeLink, Passkey, Person
from models.reminders import PushSubscription
from models.revision import lock_patient
from models.treatments import Treatment
from models.unit_of_work import unit_of_work
from server.domain.audit import AuditKind
from server.domain.errors import Conflict
from server.domain.vocabulary import MembershipRole, Role
from server.ports import PushTarget, Services
from server.shapes.people import AssistedLink, IssuedLink
from server.usecases.access_errors import unknown
from server.usecases.assisted_links import issue_assisted_link
from server.usecases.audit import record_event
from server.usecases.auth_sessions import revoke_auth_sessions
from server.usecases.links import LinkTo, make_link
from server.usecases.membership_rows import last_seen


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A practitioner in one clinic. `last_seen_at` is None if no device is signed in."""

    person_id: UUID
    name: str
    clinic: str
    role: MembershipRole
    passkeys: int
    last_seen_at: datetime | None
    disabled_at: datetime | None


@dataclass(frozen=True, slots=True)
class DisabledAccount:
    """What has ended with it, and the phones that are still to be told, which no longer get anything else."""

    language: str
    devices: int
    phones: Sequence[PushTarget]


async def list_staff() -> list[StaffMember]:
    """Return everyone who works in a clinic, sorted by clinic and name."""
    rows = await Membership.filter(ended_at=None).select_related("person", "clinic")
    people = [row.person_id for row in rows]
    seen = await last_seen(AuthSession.filter(person_id__in=people))
    passkeys = Counter([passkey.person_id for passkey in await Passkey.filter(person_id__in=people)])
    members = [
        StaffMember(
            person_id=row.person_id,
            name=row.person.display_name,
            clinic=row.clinic.name,
            role=MembershipRole(row.role),
            passkeys=passkeys[row.person_id],
            last_seen_at=seen.get(row.person_id),
            disabled_at=row.person.disabled_at,
        )
        for row in rows
    ]
    return sorted(members, key=lambda member: (member.clinic.casefold(), member.name.casefold()))


async def list_disabled_elsewhere() -> dict[UUID, datetime]:
    """Return since when accounts of patients, and of practitioners who work in no clinic, are disabled, by id."""
    staff = await Membership.filter(ended_at=None).values_list("person_id", flat=True)
    disabled = Person.exclude(disabled_at=None).order_by("disabled_at", "id")
    rows = await disabled.values_list("id", "disabled_at")
    return {person_id: at for person_id, at in rows if person_id not in staff}


async def make_staff_sign_in_link(services: Services, person_id: UUID) -> IssuedLink:
    """Return a link that signs a practitioner in once, within an hour, on a new device.

    The link stands in the practitioner's own list of recovery links, and their other devices are notified when it is
    used. Raises `NotFound` (membership-unknown) for anybody who works in no clinic, so that no link opens a diary, and
    `Conflict` (account-disabled).
    """

    async def create() -> IssuedLink:
        await lock_patient(person_id)  # locks a practitioner's row as well
        works = await Membership.exists(person_id=person_id, ended_at=None, person__role=Role.PRACTITIONER)
        if not works:
            raise unknown("membership-unknown")
        if await Person.exists(id=person_id, disabled_at__not_isnull=True):
            raise Conflict("This account is disabled. Enable it first.", code="account-disabled")
        link = await make_link(services, LinkTo(purpose="recovery", person_id=person_id))
        await record_event(services, AuditKind.OPERATOR_LINK, person_id=person_id, by="operator")
        return link

    return await unit_of_work(create)


async def make_patient_sign_in_link(services: Services, person_id: UUID) -> AssistedLink:
    """Return a link for a patient who has lost every device and whom no clinic can help. It works after a day.

    Raises `NotFound` for anybody else, or `Conflict`: patient-disabled, or already-joined if a practitioner of a clinic
    that has treated them can issue it, who knows them.
    """
    if not await Person.exists(id=person_id, role=Role.PATIENT):
        raise unknown("patient-unknown")
    clinics = Treatment.filter(patient_id=person_id, withdrawn_at=None, clinic_id__not_isnull=True)
    staffed = Membership.filter(
        clinic_id__in=Subquery(clinics.values("clinic_id")), ended_at=None, person__disabled_at=None
    )
    if able := await staffed.select_related("clinic").first():
        raise Conflict(
            f"This patient has a clinic, {able.clinic.name}: it can issue a link.", code="already-joined"
        )
    return await issue_assisted_link(services, person_id, by=None)


async def disable_account(services: Services, person_id: UUID) -> DisabledAccount:
    """Sign a patient or a practitioner out everywhere, and let nothing sign them in until the account is enabled.

    Their recovery links, push subscriptions and invitations of colleagues end. Passkeys and share links remain, and
    open nothing meanwhile. A repeated call changes nothing. Raises `NotFound` (not-found), also for an erased
    account.
    """
    now = services.clock.now()

    async def disable() -> DisabledAccount:
        await lock_patient(person_id)
        person = await Person.get(id=person_id)
        phones = await PushSubscription.filter(person_id=person_id)
        ended = await _end_ways_in(person_id, now)
        if await Person.filter(id=person_id, disabled_at=None).update(disabled_at=now):
            await record_event(services, AuditKind.ACCOUNT_DISABLED, person_id=person_id, by="operator")
        targets = [PushTarget(phone.endpoint, phone.p256dh, phone.auth) for phone in phones]
        return DisabledAccount(person.language, ended, targets)

    return await unit_of_work(disable)


async def enable_account(services: Services, person_id: UUID) -> bool:
    """Let the person's passkeys sign them in again. Return False if the account was not disabled.

    What ended stays ended, also what a request that was under way has made. Raises `NotFound` (not-found).
    """

    async def enable() -> bool:
        await lock_patient(person_id)
        if not await Person.filter(id=person_id).exclude(disabled_at=None).update(disabled_at=None):
            return False
        await _end_ways_in(person_id, services.clock.now())
        await record_event(services, AuditKind.ACCOUNT_ENABLED, person_id=person_id, by="operator")
        return True

    return await unit_of_work(enable)


async def _end_ways_in(person_id: UUID, now: datetime) -> int:
    """End devices, push subscriptions and links, inside a unit of work. Return the number of devices."""
    devices = AuthSession.filter(person_id=person_id, revoked_at=None, expires_at__gt=now)
    count = await devices.count()
    await revoke_auth_sessions(AuthSession.filter(person_id=person_id), now=now)
    await PushSubscription.filter(person_id=person_id).delete()
    of_person = Q(person_id=person_id) | Q(created_by_id=person_id, purpose="colleague")
    await OneTimeLink.filter(of_person, used_at=None, expires_at__gt=now).update(expires_at=now)
    return count
