"""What the operator of a server may do for the practitioners: list them, and let one in who is locked out.

There is no such way to a patient's diary.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.people import AuthSession, Membership, Passkey
from models.revision import lock_patient
from models.unit_of_work import unit_of_work
from server.domain.audit import AuditKind
from server.domain.vocabulary import MembershipRole, Role
from server.ports import Services
from server.shapes.people import IssuedLink
from server.usecases.access_errors import unknown
from server.usecases.audit import record_event
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
        )
        for row in rows
    ]
    return sorted(members, key=lambda member: (member.clinic.casefold(), member.name.casefold()))


async def make_staff_sign_in_link(services: Services, person_id: UUID) -> IssuedLink:
    """Return a link that signs a practitioner in once, within an hour, on a new device.

    The link stands in the practitioner's own list of recovery links, and their other devices are notified when it is
    used. Raises `NotFound` (membership-unknown) for anybody who works in no clinic, so that no link opens a diary.
    """

    async def create() -> IssuedLink:
        await lock_patient(person_id)  # locks a practitioner's row as well
        works = await Membership.exists(person_id=person_id, ended_at=None, person__role=Role.PRACTITIONER)
        if not works:
            raise unknown("membership-unknown")
        link = await make_link(services, LinkTo(purpose="recovery", person_id=person_id))
        await record_event(services, AuditKind.OPERATOR_LINK, person_id=person_id, by="operator")
        return link

    return await unit_of_work(create)
