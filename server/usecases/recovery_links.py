"""The viewer's recovery links: list them, and make one invalid. The secret is shown only once, when one is created."""

from datetime import datetime
from uuid import UUID

from models.people import OneTimeLink, Passkey
from models.revision import lock_patient
from models.unit_of_work import unit_of_work
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.people import RecoveryLinkList, RecoveryLinkState, RecoveryLinkView
from server.usecases.access import own_recovery_link
from server.usecases.links import RECOVERY_PURPOSES, last_sign_in, open_stored_links


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
        await _check_not_last(link, now)
        await OneTimeLink.filter(id=link.id).update(expires_at=now)

    await unit_of_work(void)
    return await list_recovery_links(services, viewer)


async def _check_not_last(link: OneTimeLink, now: datetime) -> None:
    if link.person_id is None or await Passkey.filter(person_id=link.person_id).exists():
        return
    if not await open_stored_links(link.person_id, now=now).exclude(id=link.id).exists():
        raise last_sign_in()
