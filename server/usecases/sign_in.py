"""Sign in with a passkey or with a one-time recovery link. There are no passwords."""

from uuid import UUID

from models.people import Person
from models.unit_of_work import unit_of_work
from server.domain.audit import AuditKind
from server.domain.errors import AfterglowError
from server.ports import Services
from server.shapes.people import Ceremony as CeremonyView
from server.shapes.people import CeremonyAnswer
from server.usecases.access_errors import unknown
from server.usecases.audit import record_event
from server.usecases.auth_sessions import SignedIn, open_auth_session, signed_in
from server.usecases.ceremonies import check_passkey, new_challenge, start_ceremony, take_ceremony
from server.usecases.links import RECOVERY_PURPOSES, check_works, expired, find_link, use_link
from server.usecases.planning import notify_of_new_device


async def start_authentication(services: Services, *, in_memory: bool = False) -> CeremonyView:
    """Start a ceremony for anyone: the passkey that responds identifies the person.

    `in_memory`: see `start_ceremony`.
    """
    challenge = new_challenge(services)
    ceremony_id = await start_ceremony(services, "authenticate", challenge, in_memory=in_memory)
    options = services.passkeys.authentication_options(challenge=challenge)
    return CeremonyView(ceremony_id=ceremony_id, options=dict(options))


async def finish_authentication(services: Services, answer: CeremonyAnswer) -> SignedIn:
    """Check the passkey and sign this device in.

    Raises `Gone` (ceremony-expired) or `Invalid` (passkey-refused, also for an unknown passkey).
    """
    ceremony = await take_ceremony(services, answer.ceremony_id, "authenticate")
    try:
        checked = await check_passkey(services, ceremony, answer)
    except AfterglowError as refusal:
        await _record_refusal(services, by="passkey", outcome=refusal.code)
        raise
    person_id: UUID = checked.passkey.person_id
    now = services.clock.now()

    async def use() -> str:
        await checked.record_use(now)
        return await open_auth_session(
            services, person_id, device_label=answer.device_label, passkey_id=checked.passkey.id
        )

    async def use_and_record() -> str:
        token = await use()
        await record_event(services, AuditKind.SIGN_IN, person_id=person_id, by="passkey")
        return token

    token = await unit_of_work(use_and_record)
    return await signed_in(person_id, token)


async def sign_in_by_link(services: Services, token: str, *, device_label: str = "") -> SignedIn:
    """Sign in on a new phone with a recovery link, and notify the person's other devices.

    Raises `NotFound` (link-unknown) or `Gone` (link-used; link-expired, also if the account is disabled) or
    `Conflict` (link-not-yet).
    """
    now, auth_session_id = services.clock.now(), services.new_id()

    async def use() -> tuple[UUID, str]:
        link = await find_link(token, now=now, purposes=RECOVERY_PURPOSES)
        check_works(link, now=now)
        await use_link(link, now=now)
        if link.person_id is None:
            raise unknown("link-unknown")
        if await Person.exists(id=link.person_id, disabled_at__not_isnull=True):
            raise expired()
        session_token = await open_auth_session(
            services, link.person_id, device_label=device_label, auth_session_id=auth_session_id
        )
        await notify_of_new_device(services, link.person_id, auth_session_id)
        await record_event(
            services, AuditKind.SIGN_IN, person_id=link.person_id, item_id=link.id, by="recovery-link"
        )
        return link.person_id, session_token

    try:
        person_id, session_token = await unit_of_work(use)
    except AfterglowError as refusal:
        await _record_refusal(services, by="recovery-link", outcome=refusal.code)
        raise
    return await signed_in(person_id, session_token)


async def _record_refusal(services: Services, *, by: str, outcome: str) -> None:
    """Record that somebody could not sign in. Nothing says who it was: a stranger may have tried."""

    async def record() -> None:
        await record_event(services, AuditKind.SIGN_IN_REFUSED, person_id=None, by=by, outcome=outcome)

    await unit_of_work(record)
