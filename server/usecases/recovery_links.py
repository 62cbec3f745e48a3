"""Recovery links: create one for an installed app, list, confirm and void one's own, issue one to a patient.

The secret is shown only once, when a link is created.
"""

from datetime import datetime
from uuid import UUID

from models.people import OneTimeLink
from models.revision import lock_patient
from models.unit_of_work import unit_of_work
from server.domain.assisted_links import works
from server.domain.audit import AuditKind
from server.domain.errors import Conflict
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.people import (
    AssistedLink,
    IssuedLink,
    LinkIssuer,
    RecoveryLinkList,
    RecoveryLinkState,
    RecoveryLinkView,
)
from server.usecases.access_to_account import own_recovery_link
from server.usecases.access_to_clinic import clinic_patient, standing_records
from server.usecases.assisted_links import issue_assisted_link
from server.usecases.audit import record_event
from server.usecases.freshness import check_fresh
from server.usecases.links import RECOVERY_PURPOSES, LinkTo, cancel_links, check_sign_in_left, make_link


async def create_install_link(services: Services, viewer: Viewer) -> IssuedLink:
    """Return a link that signs the patient in inside the app that they are installing on this phone.

    iOS gives an installed app storage of its own. The link works once, for an hour, and replaces the previous one.
    Raises `PasskeyNotFresh`.
    """
    check_fresh(services, viewer)

    async def create() -> IssuedLink:
        await lock_patient(viewer.person_id)
        await cancel_links("install", now=services.clock.now(), person_id=viewer.person_id)
        link = await make_link(services, LinkTo(purpose="install", person_id=viewer.person_id))
        await record_event(
            services, AuditKind.RECOVERY_LINK_MADE, person_id=viewer.person_id, purpose="install"
        )
        return link

    return await unit_of_work(create)


async def list_recovery_links(services: Services, viewer: Viewer) -> RecoveryLinkList:
    """Return the viewer's links, newest first. Links that ended more than 30 days ago are no longer stored."""
    now = services.clock.now()
    rows = OneTimeLink.filter(person_id=viewer.person_id, purpose__in=RECOVERY_PURPOSES)
    return RecoveryLinkList(
        recovery_links=[
            RecoveryLinkView(
                id=row.id,
                stored=row.purpose == "stored-recovery",
                issued_by=_issuer(row),
                clinic_name=row.clinic.name if row.clinic else None,
                works_at=row.works_at,
                state=_state(row, now),
                created_at=row.created_at,
                expires_at=row.expires_at,
                used_at=row.used_at,
            )
            for row in await rows.order_by("-created_at", "id").select_related("clinic")
        ]
    )


def _issuer(link: OneTimeLink) -> LinkIssuer:
    if link.purpose != "assisted":
        return "self"
    return "clinic" if link.clinic_id else "operator"


def _state(link: OneTimeLink, now: datetime) -> RecoveryLinkState:
    if link.used_at is not None:
        return "used"
    if link.expires_at <= now:
        return "ended"
    return "open" if works(link.works_at, now=now) else "waiting"


async def void_recovery_link(services: Services, viewer: Viewer, link_id: UUID) -> RecoveryLinkList:
    """Make a link invalid. A repeated call changes nothing.

    Raises `NotFound` (link-unknown) or `Conflict` (last-sign-in) if the person has no passkey and no other stored link;
    a link that somebody else has issued can always be stopped.
    """
    now = services.clock.now()

    async def void() -> None:
        await lock_patient(viewer.person_id)
        link = await own_recovery_link(viewer, link_id)
        if _state(link, now) not in ("waiting", "open"):
            return
        if _issuer(link) == "self":
            await check_sign_in_left(viewer.person_id, apart_from=link_id, now=now)
        await OneTimeLink.filter(id=link.id).update(expires_at=now)
        await record_event(
            services, AuditKind.RECOVERY_LINK_VOIDED, person_id=viewer.person_id, item_id=link.id
        )

    await unit_of_work(void)
    return await list_recovery_links(services, viewer)


async def confirm_recovery_link(services: Services, viewer: Viewer, link_id: UUID) -> RecoveryLinkList:
    """Let a link work at once that somebody else has issued: the person has asked for it. A repeated call does nothing.

    It needs no fresh passkey: who has one can create a link themselves, and the link was handed over in person. Raises
    `NotFound` (link-unknown).
    """
    now = services.clock.now()

    async def confirm() -> None:
        await lock_patient(viewer.person_id)
        link = await own_recovery_link(viewer, link_id)
        if _state(link, now) != "waiting":
            return
        await OneTimeLink.filter(id=link.id).update(works_at=now)
        await record_event(
            services, AuditKind.ASSISTED_LINK_CONFIRMED, person_id=viewer.person_id, item_id=link.id
        )

    await unit_of_work(confirm)
    return await list_recovery_links(services, viewer)


async def issue_to_patient(services: Services, viewer: Viewer, clinic_patient_id: UUID) -> AssistedLink:
    """Issue a link to a patient of the practitioner's clinic, to be handed over in person.

    It opens nothing to the clinic. Raises `PasskeyNotFresh`, `NotFound` (patient-unknown) or `Conflict`:
    patient-disabled, or patient-not-joined, also if the patient has left every treatment that the clinic has recorded.
    """
    check_fresh(services, viewer)
    patient = await clinic_patient(viewer, clinic_patient_id)
    followed = standing_records(viewer).filter(clinic_patient_id=patient.id, patient_id=patient.person_id)
    if patient.person_id is None or not await followed.exists():
        raise Conflict("This patient has not joined. Invite them instead.", code="patient-not-joined")
    return await issue_assisted_link(services, patient.person_id, by=viewer)
