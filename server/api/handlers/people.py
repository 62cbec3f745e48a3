"""Who am I, and my devices."""

from server.api.call import Call
from server.shapes.base import Acknowledged
from server.shapes.people import AuthSessionList, Me, MeChange
from server.usecases import people


async def show_me(call: Call[None, None]) -> Me:
    """Say who is signed in."""
    return await people.me(call.viewer.person_id)


async def change_me(call: Call[MeChange, None]) -> Me:
    """Change name, language, time zone or skin cues."""
    return await people.change_me(call.viewer, call.body)


async def list_devices(call: Call[None, None]) -> AuthSessionList:
    """List the devices that are signed in."""
    return await people.auth_sessions(call.services, call.viewer)


async def revoke_device(call: Call[None, None]) -> Acknowledged:
    """Sign another of one's devices out."""
    await people.sign_out(call.viewer, call.uuid("auth_session_id"))
    return Acknowledged()
