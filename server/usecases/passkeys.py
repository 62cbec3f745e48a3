"""The viewer's passkeys: answer one anew on this device, list, name and remove them."""

from uuid import UUID

from models.people import AuthSession, Passkey
from models.revision import lock_patient
from models.unit_of_work import unit_of_work
from server.domain.audit import AuditKind
from server.domain.viewer import FRESH_FOR, Viewer
from server.ports import Services
from server.shapes.people import Ceremony as CeremonyView
from server.shapes.people import CeremonyAnswer, PasskeyFreshness, PasskeyLabel, PasskeyList, PasskeyView
from server.usecases.access_to_account import own_passkey
from server.usecases.audit import record_event
from server.usecases.auth_sessions import revoke_auth_sessions
from server.usecases.ceremonies import (
    Subject,
    ceremony_expired,
    check_passkey,
    new_challenge,
    start_ceremony,
    take_ceremony,
)
from server.usecases.freshness import check_fresh
from server.usecases.links import check_sign_in_left


async def start_confirmation(services: Services, viewer: Viewer) -> CeremonyView:
    """Start a ceremony by which the person proves that they hold this device themselves."""
    challenge = new_challenge(services)
    ceremony_id = await start_ceremony(
        services, "confirm", challenge, about=Subject(viewer.person_id, _device(viewer))
    )
    options = services.passkeys.authentication_options(challenge=challenge, verify_user=True)
    return CeremonyView(ceremony_id=ceremony_id, options=dict(options))


async def finish_confirmation(services: Services, viewer: Viewer, answer: CeremonyAnswer) -> PasskeyFreshness:
    """Check a passkey of this person, and remember when it was answered on this device.

    Raises `Gone` (ceremony-expired) or `Invalid` (passkey-refused, also for a passkey of another person).
    """
    ceremony = await take_ceremony(services, answer.ceremony_id, "confirm")
    if (ceremony.person_id, ceremony.document) != (viewer.person_id, _device(viewer)):
        raise ceremony_expired()
    checked = await check_passkey(services, ceremony, answer, of=viewer.person_id)
    now = services.clock.now()

    async def remember() -> None:
        await checked.record_use(now)
        device = AuthSession.filter(id=viewer.auth_session_id)
        await device.update(passkey_answered_at=now, passkey_id=checked.passkey.id)

    await unit_of_work(remember)
    return PasskeyFreshness(fresh_until=now + FRESH_FOR)


def _device(viewer: Viewer) -> dict[str, object]:
    return {"auth_session_id": str(viewer.auth_session_id)}


async def list_passkeys(viewer: Viewer) -> PasskeyList:
    """Return the viewer's passkeys, oldest first."""
    rows = await Passkey.filter(person_id=viewer.person_id).order_by("created_at", "id")
    return PasskeyList(
        passkeys=[
            PasskeyView(id=row.id, label=row.label, created_at=row.created_at, last_used_at=row.last_used_at)
            for row in rows
        ]
    )


async def name_passkey(viewer: Viewer, passkey_id: UUID, named: PasskeyLabel) -> PasskeyList:
    """Give a passkey another label. Raises `NotFound` (passkey-unknown)."""

    async def change() -> None:
        passkey = await own_passkey(viewer, passkey_id)
        await Passkey.filter(id=passkey.id).update(label=named.label)

    await unit_of_work(change)
    return await list_passkeys(viewer)


async def remove_passkey(services: Services, viewer: Viewer, passkey_id: UUID) -> PasskeyList:
    """Remove a passkey, and sign out the other devices on which it was last answered: it may be stolen.

    Raises `PasskeyNotFresh`, `NotFound` (passkey-unknown) or `Conflict` (last-sign-in) for the last passkey of a person
    who has no recovery link to fall back on.
    """
    check_fresh(services, viewer)
    now = services.clock.now()

    async def remove() -> None:
        await lock_patient(viewer.person_id)
        passkey = await own_passkey(viewer, passkey_id)
        await check_sign_in_left(viewer.person_id, apart_from=passkey_id, now=now)
        await passkey.delete()
        opened = AuthSession.filter(person_id=viewer.person_id, passkey_id=passkey_id)
        await revoke_auth_sessions(opened.exclude(id=viewer.auth_session_id), now=now)
        await record_event(
            services, AuditKind.PASSKEY_REMOVED, person_id=viewer.person_id, item_id=passkey_id
        )

    await unit_of_work(remove)
    return await list_passkeys(viewer)
