"""The viewer's recovery links: create one for an installed app, list them, and make one invalid.

The secret is shown only once, when a link is created.
"""

from datetime import datetime
from uuid import UUID

from models.people import OneTimeLink
from models.revision import lock_patient
from models.unit_of_work import unit_of_work
from server.domain.audit import AuditKind
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.people import IssuedLink, RecoveryLinkList, RecoveryLinkState, RecoveryLinkView
from server.usecases.access_to_account import own_recovery_link
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
                state=_state(row, now),
                created_at=row.created_at,
                expires_at=row.expires_at,
                used_at=row.used_at,
            )
            for row in await rows.order_by("-created_at", "id")
        ]
    )


def _state(link: OneTimeLink, now: datetime) -> RecoveryLinkState:
    if link.used_at is not None:
        return "used"
    return "open" if link.expires_at > now else "ended"


async def void_recovery_link(services: Services, viewer: Viewer, link_id: UUID) -> RecoveryLinkList:
    """Make a link invalid. A repeated call changes nothing.

    Raises `NotFound` (link-unknown) or `Conflict` (last-sign-in) if the person has no passkey and no other stored link.
    """
    now = services.clock.now()

    async def void() -> None:
        await lock_patient(viewer.person_id)
        link = await own_recovery_link(viewer, link_id)
        if _state(link, now) != "open":
            return
        await check_sign_in_left(viewer.person_id, apart_from=link_id, now=now)
        await OneTimeLink.filter(id=link.id).update(expires_at=now)
        await record_event(
            services, AuditKind.RECOVERY_LINK_VOIDED, person_id=viewer.person_id, item_id=link.id
        )

    await unit_of_work(void)
    return await list_recovery_links(services, viewer)
