"""Links, passkeys, signing in and out."""

from server.api.auth_sessions import cleared_cookie, session_cookie
from server.api.call import Answer, Call
from server.shapes.base import Acknowledged
from server.shapes.people import (
    Ceremony,
    CeremonyAnswer,
    IssuedLink,
    LinkOpen,
    LinkPreview,
    LinkSignIn,
    Me,
    RecoveryLinkNew,
    RegistrationStart,
)
from server.usecases import links, people, sign_in


async def open_link(call: Call[LinkOpen, None]) -> LinkPreview:
    """Say what a one-time link is for, without using it."""
    return await links.open_link(call.services, call.body.token)


async def sign_in_by_link(call: Call[LinkSignIn, None]) -> Answer[Me]:
    """Sign in with a one-time link, which is used up by it."""
    done = await sign_in.sign_in_by_link(call.services, call.body.token, device_label=call.body.device_label)
    return _signed_in(call, done)


async def accept_invitation(call: Call[LinkOpen, None]) -> Me:
    """Take a further treatment into the diary of the patient who is signed in."""
    await links.accept_invitation(call.services, call.viewer, call.body.token)
    return await people.me(call.viewer.person_id)


async def invite_colleague(call: Call[None, None]) -> IssuedLink:
    """Make a one-time link for a further practitioner of the clinic."""
    return await links.invite_colleague(call.services, call.viewer)


async def create_recovery_link(call: Call[RecoveryLinkNew, None]) -> IssuedLink:
    """Make a one-time link that signs oneself in on a new phone."""
    return await links.create_recovery_link(call.services, call.viewer, stored=call.body.stored)


async def start_registration(call: Call[RegistrationStart, None]) -> Ceremony:
    """Begin to make a passkey: with a link, alone, or as a further one."""
    return await sign_in.start_registration(call.services, call.guest, call.body)


async def finish_registration(call: Call[CeremonyAnswer, None]) -> Answer[Me]:
    """Keep the new passkey and sign in with it."""
    return _signed_in(call, await sign_in.finish_registration(call.services, call.guest, call.body))


async def start_authentication(call: Call[None, None]) -> Ceremony:
    """Begin to sign in with a passkey."""
    return await sign_in.start_authentication(call.services)


async def finish_authentication(call: Call[CeremonyAnswer, None]) -> Answer[Me]:
    """Sign in with a passkey."""
    return _signed_in(call, await sign_in.finish_authentication(call.services, call.body))


async def sign_out(call: Call[None, None]) -> Answer[Acknowledged]:
    """Sign this device out."""
    await people.sign_out(call.viewer)
    return Answer(content=Acknowledged(), headers=(cleared_cookie(call.services.public_url),))


def _signed_in(call: Call[object, None], done: sign_in.SignedIn) -> Answer[Me]:
    return Answer(content=done.me, headers=(session_cookie(done.token, call.services.public_url),))
