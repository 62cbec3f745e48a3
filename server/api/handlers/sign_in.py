"""Links, passkeys, signing in and out."""

from server.api.auth_sessions import cleared_cookie, session_cookie
from server.api.call import Answer, Call
from server.shapes.base import Acknowledged
from server.shapes.people import (
    AssistedLink,
    Ceremony,
    CeremonyAnswer,
    ColleagueNew,
    IssuedLink,
    LinkOpen,
    LinkPreview,
    LinkSignIn,
    Me,
    PasskeyFreshness,
    PasskeyLabel,
    PasskeyList,
    RecoveryLinkList,
    RecoveryLinkNew,
    RegistrationStart,
)
from server.usecases import invitations, passkeys, people, recovery_links, registration, sign_in
from server.usecases.auth_sessions import SignedIn


async def open_link(call: Call[LinkOpen, None]) -> LinkPreview:
    """Show what a one-time link is for, without using it."""
    return await invitations.open_link(call.services, call.body.token)


async def sign_in_by_link(call: Call[LinkSignIn, None]) -> Answer[Me]:
    """Sign in with a one-time link, which works only once."""
    result = await sign_in.sign_in_by_link(
        call.services, call.body.token, device_label=call.body.device_label
    )
    return _signed_in(call, result)


async def accept_invitation(call: Call[LinkOpen, None]) -> Me:
    """Add a treatment to a patient's diary, or join another clinic as a practitioner."""
    return await invitations.accept_invitation(call.services, call.viewer, call.body.token)


async def invite_colleague(call: Call[ColleagueNew, None]) -> IssuedLink:
    """Create a one-time link for another practitioner or owner of the clinic."""
    return await invitations.invite_colleague(call.services, call.viewer, call.body.role)


async def create_recovery_link(call: Call[RecoveryLinkNew, None]) -> IssuedLink:
    """Create a one-time link with which the caller can sign in on a new phone."""
    return await invitations.create_recovery_link(call.services, call.viewer, stored=call.body.stored)


async def create_install_link(call: Call[None, None]) -> IssuedLink:
    """Create a one-time link that signs the patient in inside the installed app."""
    return await recovery_links.create_install_link(call.services, call.viewer)


async def start_registration(call: Call[RegistrationStart, None]) -> Ceremony:
    """Start registering a passkey: with a link, alone, or as another one for the caller."""
    return await registration.start_registration(
        call.services, call.guest, call.body, in_memory=call.is_crowded
    )


async def finish_registration(call: Call[CeremonyAnswer, None]) -> Answer[Me]:
    """Save the new passkey and sign in with it."""
    result = await registration.finish_registration(call.services, call.guest, call.body, client=call.client)
    return _signed_in(call, result)


async def start_authentication(call: Call[None, None]) -> Ceremony:
    """Start signing in with a passkey."""
    return await sign_in.start_authentication(call.services, in_memory=call.is_crowded)


async def finish_authentication(call: Call[CeremonyAnswer, None]) -> Answer[Me]:
    """Sign in with a passkey."""
    return _signed_in(call, await sign_in.finish_authentication(call.services, call.body))


async def start_confirmation(call: Call[None, None]) -> Ceremony:
    """Start answering a passkey anew on this device."""
    return await passkeys.start_confirmation(call.services, call.viewer)


async def finish_confirmation(call: Call[CeremonyAnswer, None]) -> PasskeyFreshness:
    """Confirm with a passkey that the caller holds this device."""
    return await passkeys.finish_confirmation(call.services, call.viewer, call.body)


async def list_passkeys(call: Call[None, None]) -> PasskeyList:
    """List the caller's passkeys."""
    return await passkeys.list_passkeys(call.viewer)


async def name_passkey(call: Call[PasskeyLabel, None]) -> PasskeyList:
    """Give a passkey of the caller another name."""
    return await passkeys.name_passkey(call.viewer, call.uuid("passkey_id"), call.body)


async def remove_passkey(call: Call[None, None]) -> PasskeyList:
    """Remove a passkey of the caller, and sign out other devices that used it."""
    return await passkeys.remove_passkey(call.services, call.viewer, call.uuid("passkey_id"))


async def list_recovery_links(call: Call[None, None]) -> RecoveryLinkList:
    """List the caller's recovery links, without their secrets."""
    return await recovery_links.list_recovery_links(call.services, call.viewer)


async def void_recovery_link(call: Call[None, None]) -> RecoveryLinkList:
    """Make a recovery link of the caller invalid."""
    return await recovery_links.void_recovery_link(call.services, call.viewer, call.uuid("link_id"))


async def confirm_recovery_link(call: Call[None, None]) -> RecoveryLinkList:
    """Let a recovery link work at once that a clinic or the operator has issued to the caller."""
    return await recovery_links.confirm_recovery_link(call.services, call.viewer, call.uuid("link_id"))


async def issue_to_patient(call: Call[None, None]) -> AssistedLink:
    """Issue a link to a patient who has lost every device. It works after a day."""
    return await recovery_links.issue_to_patient(call.services, call.viewer, call.uuid("clinic_patient_id"))


async def sign_out(call: Call[None, None]) -> Answer[Acknowledged]:
    """Sign out on this device."""
    await people.sign_out(call.viewer)
    return Answer(content=Acknowledged(), headers=(cleared_cookie(call.services.public_url),))


def _signed_in(call: Call[object, None], result: SignedIn) -> Answer[Me]:
    if result.token is None:
        return Answer(content=result.me)
    return Answer(content=result.me, headers=(session_cookie(result.token, call.services.public_url),))
