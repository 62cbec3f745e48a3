"""Share links of a patient: make one, list them, and revoke one. The link and its code are shown only once."""

from datetime import datetime
from uuid import UUID

from models.revision import lock_patient
from models.share_links import ShareLink, ShareSession
from models.unit_of_work import unit_of_work
from server.domain.audit import AuditKind
from server.domain.errors import Conflict, Invalid
from server.domain.share_links import code_from, grouped_code, link_end_allowed
from server.domain.viewer import Viewer
from server.domain.vocabulary import MAX_SHARE_LINKS
from server.ports import Services
from server.shapes.sharing import ShareLinkList, ShareLinkMade, ShareLinkNew
from server.usecases.access import own_treatment
from server.usecases.access_by_link import own_share_link
from server.usecases.audit import record_event
from server.usecases.freshness import check_fresh
from server.usecases.sharing_views import share_link_view, share_links_of
from server.usecases.tokens import code_hash, token_hash

PAGE = "/shared"


async def make_share_link(services: Services, viewer: Viewer, new: ShareLinkNew) -> ShareLinkMade:
    """Make a link, with a code of its own, that opens the diaries of these treatments to anyone who has both.

    Raises `NotFound` (treatment-unknown), `PasskeyNotFresh`, `Invalid` (link-end: past, or more than 30 days ahead) or
    `Conflict` (too-many-links).
    """
    now = services.clock.now()
    await _check_own(viewer, new)
    check_fresh(services, viewer)  # a stranger learns nothing from it
    if not link_end_allowed(new.ends_at, now=now):
        raise Invalid("Choose an end within the next 30 days.", code="link-end", at="ends_at")
    token, code = services.new_token(), code_from(services.new_token())

    async def make() -> ShareLink:
        await lock_patient(viewer.person_id)
        await _check_own(viewer, new)  # one may have been erased in the meantime
        await _check_number(viewer, now)
        link = await ShareLink.create(
            id=services.new_id(),
            patient_id=viewer.person_id,
            name=new.name,
            token_hash=token_hash(token),
            code_hash=code_hash(token, code),
            treatment_ids=list(dict.fromkeys(map(str, new.treatment_ids))),
            photos=new.photos,
            notes=new.notes,
            created_at=now,
            ends_at=new.ends_at,
        )
        await record_event(services, AuditKind.SHARE_LINK_MADE, person_id=viewer.person_id, item_id=link.id)
        return link

    link = await unit_of_work(make)
    url = f"{services.public_url}{PAGE}#{token}"
    view = share_link_view(link, [], now=now)
    return ShareLinkMade(link=view, url=url, qr_svg=services.qr(url), code=grouped_code(code))


async def _check_own(viewer: Viewer, new: ShareLinkNew) -> None:
    for treatment_id in new.treatment_ids:
        await own_treatment(viewer, treatment_id)


async def _check_number(viewer: Viewer, now: datetime) -> None:
    running = ShareLink.filter(patient_id=viewer.person_id, revoked_at=None, locked_at=None, ends_at__gt=now)
    if await running.count() >= MAX_SHARE_LINKS:
        raise Conflict(
            f"At most {MAX_SHARE_LINKS} links can be open. Revoke one first.", code="too-many-links"
        )


async def list_share_links(services: Services, viewer: Viewer) -> ShareLinkList:
    """Return the viewer's links, newest first, without their secrets."""
    return ShareLinkList(share_links=await share_links_of(viewer.person_id, now=services.clock.now()))


async def revoke_share_link(services: Services, viewer: Viewer, link_id: UUID) -> ShareLinkList:
    """Close a link at once, also where it is open now. A repeated call changes nothing.

    Raises `NotFound` (link-unknown).
    """
    now = services.clock.now()

    async def revoke() -> None:
        link = await own_share_link(viewer, link_id)
        await ShareLink.filter(id=link.id, revoked_at=None).update(revoked_at=now)
        await ShareSession.filter(link_id=link.id).delete()
        if link.revoked_at is None:
            await record_event(
                services, AuditKind.SHARE_LINK_REVOKED, person_id=viewer.person_id, item_id=link.id
            )

    await unit_of_work(revoke)
    return await list_share_links(services, viewer)
