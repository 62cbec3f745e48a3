"""Turn "is this one of my own …?" into a row or `NotFound`: what belongs to a person's account.

The counterpart of `access.py`, with the same rule: what does not exist and what is not the viewer's give the same
`NotFound`.
"""

from datetime import datetime
from uuid import UUID

from models.exports import Export
from models.people import AuthSession, Membership, OneTimeLink, Passkey
from models.reminders import PushSubscription
from server.domain.viewer import Viewer
from server.usecases.access_errors import unknown


async def own_subscription(viewer: Viewer, subscription_id: UUID) -> PushSubscription:
    """Return a push subscription of this person. Raises `NotFound` (subscription-unknown)."""
    if row := await PushSubscription.get_or_none(id=subscription_id, person_id=viewer.person_id):
        return row
    raise unknown("subscription-unknown")


async def own_auth_session(viewer: Viewer, auth_session_id: UUID) -> AuthSession:
    """Return a signed-in device of this person. Raises `NotFound` (not-found)."""
    own = AuthSession.filter(id=auth_session_id, person_id=viewer.person_id, revoked_at=None)
    if session := await own.first():
        return session
    raise unknown("not-found")


async def own_passkey(viewer: Viewer, passkey_id: UUID) -> Passkey:
    """Return a passkey of this person. Raises `NotFound` (passkey-unknown)."""
    if passkey := await Passkey.get_or_none(id=passkey_id, person_id=viewer.person_id):
        return passkey
    raise unknown("passkey-unknown")


async def own_recovery_link(viewer: Viewer, link_id: UUID) -> OneTimeLink:
    """Return a link that signs this person in. Raises `NotFound` (link-unknown)."""
    if link := await OneTimeLink.get_or_none(id=link_id, person_id=viewer.person_id):
        return link
    raise unknown("link-unknown")


async def own_export(viewer: Viewer, export_id: UUID, *, now: datetime) -> Export:
    """Return an export that this device has asked for and that has not ended. Raises `NotFound` (export-unknown)."""
    own = Export.filter(id=export_id, person_id=viewer.person_id, auth_session_id=viewer.auth_session_id)
    if export := await own.filter(expires_at__gt=now).first():
        return export
    raise unknown("export-unknown")


async def own_membership(viewer: Viewer, clinic_id: UUID) -> Membership:
    """Return this practitioner's active membership in a clinic. Raises `NotFound` (membership-unknown)."""
    own = Membership.filter(person_id=viewer.person_id, clinic_id=clinic_id, ended_at=None)
    if membership := await own.first():
        return membership
    raise unknown("membership-unknown")
