"""The caller's account and signed-in devices."""

from server.api.auth_sessions import cleared_cookie
from server.api.call import Answer, Call
from server.shapes.base import Acknowledged
from server.shapes.handing_over import Handover, HandoverPreview
from server.shapes.people import (
    AuthSessionList,
    ClinicChoice,
    Me,
    MeChange,
    MembershipEnding,
    RoleChange,
    Team,
)
from server.usecases import handing_over, memberships, people


async def show_me(call: Call[None, None]) -> Me:
    """Show who is signed in."""
    return await people.me(call.viewer)


async def change_me(call: Call[MeChange, None]) -> Me:
    """Change the caller's name, language, time zone or skin cues."""
    return await people.change_me(call.viewer, call.body)


async def list_devices(call: Call[None, None]) -> AuthSessionList:
    """List the caller's signed-in devices."""
    return await people.auth_sessions(call.services, call.viewer)


async def revoke_device(call: Call[None, None]) -> Acknowledged:
    """Sign out a device of the caller."""
    await people.sign_out_device(call.services, call.viewer, call.uuid("auth_session_id"))
    return Acknowledged()


async def sign_out_everywhere(call: Call[None, None]) -> Answer[Acknowledged]:
    """Sign out every device of the caller, this one included."""
    await people.sign_out_everywhere(call.services, call.viewer)
    return Answer(content=Acknowledged(), headers=(cleared_cookie(call.services.public_url),))


async def choose_clinic(call: Call[ClinicChoice, None]) -> Me:
    """Choose the clinic to work in on this device."""
    return await memberships.choose_clinic(call.viewer, call.body.clinic_id)


async def list_team(call: Call[None, None]) -> Team:
    """List the practitioners of the clinic."""
    return await memberships.list_team(call.services, call.viewer)


async def set_role(call: Call[RoleChange, None]) -> Team:
    """Make a colleague an owner of the clinic, or an owner a practitioner again."""
    return await memberships.set_role(call.services, call.viewer, call.uuid("membership_id"), call.body.role)


async def preview_ending(call: Call[None, None]) -> MembershipEnding:
    """Show what ends with a membership, before it is ended."""
    return await memberships.preview_ending(call.services, call.viewer, call.uuid("membership_id"))


async def void_invitation(call: Call[None, None]) -> Team:
    """Make an open invitation into the team invalid."""
    return await memberships.void_invitation(call.services, call.viewer, call.uuid("invitation_id"))


async def end_membership(call: Call[None, None]) -> Acknowledged:
    """End a membership: access through this clinic ends at once."""
    await memberships.end_membership(call.services, call.viewer, call.uuid("membership_id"))
    return Acknowledged()


async def preview_handover(call: Call[None, None]) -> HandoverPreview:
    """Show which patients a practitioner would hand over, and who can take them over."""
    return await handing_over.preview_handover(call.services, call.viewer, call.uuid("membership_id"))


async def hand_over(call: Call[Handover, None]) -> Acknowledged:
    """Hand a practitioner's patients over to a colleague. The patients' diaries do not move along."""
    await handing_over.hand_over(call.services, call.viewer, call.uuid("membership_id"), call.body)
    return Acknowledged()
