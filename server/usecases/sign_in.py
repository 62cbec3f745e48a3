"""Signing in: passkey ceremonies and the one-time link. There are no passwords.

A ceremony lives for five minutes and for one answer: it is taken before the answer is checked, so that a
wrong answer ends it, too.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from tortoise.exceptions import IntegrityError

from models.people import AuthSession, Ceremony, Passkey
from models.unit_of_work import unit_of_work
from server.domain.errors import Gone, Invalid, NotFound
from server.domain.viewer import Viewer
from server.ports import NewPasskey, Services
from server.shapes.people import Ceremony as CeremonyView
from server.shapes.people import CeremonyAnswer, Me, RegistrationStart
from server.usecases.auth_sessions import SESSION_LIFE, hashed
from server.usecases.links import RECOVERY_PURPOSES, find_link, use_up
from server.usecases.people import me
from server.usecases.registration import Newcomer, create_person, newcomer_of
from server.usecases.reminders import plan_for, tell_of_new_device

CEREMONY_LIFE = timedelta(minutes=5)
DEVICE_LENGTH = 120


@dataclass(frozen=True, slots=True)
class SignedIn:
    """`token` goes into this device's cookie and is kept nowhere else."""

    me: Me
    token: str


async def start_registration(
    services: Services, guest: Viewer | None, start: RegistrationStart
) -> CeremonyView:
    """With a link: whoever it makes of me. Signed in: a further passkey. Neither: a patient on their own.

    Raises `Invalid` (clinic-name), and as `find_link`.
    """
    newcomer = await newcomer_of(services, guest, start)
    known = await Passkey.filter(person_id=newcomer.person_id).values_list("credential_id", flat=True)
    challenge = _challenge(services)
    options = services.passkeys.registration_options(
        person_id=newcomer.person_id,
        name=newcomer.display_name,
        challenge=challenge,
        exclude=tuple(_from_text(str(credential)) for credential in known),
    )
    ceremony = await _remember(services, "register", challenge, newcomer)
    return CeremonyView(ceremony_id=ceremony, options=dict(options))


async def finish_registration(services: Services, guest: Viewer | None, answer: CeremonyAnswer) -> SignedIn:
    """Makes the person (and at a set-up the clinic), keeps the passkey, signs this device in: all or nothing.

    Raises `Gone` (ceremony-expired, link-used, link-expired) or `Invalid` (passkey-refused).
    """
    ceremony = await _take(services, answer.ceremony_id, "register")
    newcomer = Newcomer.from_ceremony(ceremony)
    if newcomer.known and (guest is None or guest.person_id != newcomer.person_id):
        raise _over()
    passkey = services.passkeys.verify_registration(answer.credential, challenge=bytes(ceremony.challenge))

    async def register() -> str:
        await create_person(services, newcomer)
        await _keep(services, newcomer.person_id, passkey, label=answer.device_label)
        return await open_auth_session(services, newcomer.person_id, device_label=answer.device_label)

    try:
        token = await unit_of_work(register)
    except IntegrityError as error:  # this passkey is somebody's already
        raise Invalid(
            "This passkey is known here already: sign in with it.", code="passkey-refused"
        ) from error
    if newcomer.link_id is not None:
        await plan_for(services, newcomer.person_id)
    return SignedIn(await me(newcomer.person_id), token)


async def start_authentication(services: Services) -> CeremonyView:
    challenge = _challenge(services)
    ceremony = await _remember(services, "authenticate", challenge, None)
    options = services.passkeys.authentication_options(challenge=challenge)
    return CeremonyView(ceremony_id=ceremony, options=dict(options))


async def finish_authentication(services: Services, answer: CeremonyAnswer) -> SignedIn:
    """Raises `Gone` (ceremony-expired) or `Invalid` (passkey-refused; also for a passkey we do not know)."""
    ceremony = await _take(services, answer.ceremony_id, "authenticate")
    passkey = await Passkey.get_or_none(
        credential_id=_text(services.passkeys.credential_id(answer.credential))
    )
    if passkey is None:
        raise Invalid("This passkey is not known here.", code="passkey-refused")
    count = services.passkeys.verify_authentication(
        answer.credential,
        challenge=bytes(ceremony.challenge),
        public_key=bytes(passkey.public_key),
        sign_count=passkey.sign_count,
    )
    person_id: UUID = passkey.person_id

    async def use() -> str:
        await Passkey.filter(id=passkey.id).update(sign_count=count, last_used_at=services.clock.now())
        return await open_auth_session(services, person_id, device_label=answer.device_label)

    token = await unit_of_work(use)
    return SignedIn(await me(person_id), token)


async def sign_in_by_link(services: Services, token: str, *, device_label: str = "") -> SignedIn:
    """The way back in on a new phone; the other devices of this person are told. Raises as `find_link`."""
    now, auth_session_id = services.clock.now(), services.new_id()

    async def use() -> tuple[UUID, str]:
        link = await find_link(token, now=now, purposes=RECOVERY_PURPOSES)
        await use_up(link, now=now)
        if link.person_id is None:
            raise NotFound("This link is not one of ours.", code="link-unknown")
        opened = await open_auth_session(
            services, link.person_id, device_label=device_label, auth_session_id=auth_session_id
        )
        await tell_of_new_device(services, link.person_id, auth_session_id)
        return link.person_id, opened

    person_id, session = await unit_of_work(use)
    return SignedIn(await me(person_id), session)


async def open_auth_session(
    services: Services, person_id: UUID, *, device_label: str, auth_session_id: UUID | None = None
) -> str:
    """The new session's token; inside a unit of work."""
    token = services.new_token()
    now = services.clock.now()
    await AuthSession.create(
        id=auth_session_id or services.new_id(),
        person_id=person_id,
        token_hash=hashed(token),
        label=device_label[:DEVICE_LENGTH],
        created_at=now,
        last_used_at=now,
        expires_at=now + SESSION_LIFE,
    )
    return token


async def _remember(services: Services, purpose: str, challenge: bytes, newcomer: Newcomer | None) -> UUID:
    """Keeps the challenge, and sweeps out those whose time is over."""
    now = services.clock.now()
    ceremony_id = services.new_id()

    async def keep() -> None:
        await Ceremony.filter(expires_at__lte=now).delete()
        await Ceremony.create(
            id=ceremony_id,
            challenge=challenge,
            purpose=purpose,
            person_id=newcomer.person_id if newcomer else services.new_id(),
            link_id=newcomer.link_id if newcomer else None,
            document=newcomer.document() if newcomer else {},
            expires_at=now + CEREMONY_LIFE,
        )

    await unit_of_work(keep)
    return ceremony_id


async def _take(services: Services, ceremony_id: UUID, purpose: str) -> Ceremony:
    """The ceremony, which from now on is no more. Raises `Gone` (ceremony-expired)."""
    now = services.clock.now()

    async def take() -> Ceremony:
        ceremony = await Ceremony.get_or_none(id=ceremony_id, purpose=purpose, expires_at__gt=now)
        if ceremony is None or not await Ceremony.filter(id=ceremony_id).delete():
            raise _over()
        return ceremony

    return await unit_of_work(take)


async def _keep(services: Services, person_id: UUID, passkey: NewPasskey, *, label: str) -> None:
    await Passkey.create(
        id=services.new_id(),
        person_id=person_id,
        credential_id=_text(passkey.credential_id),
        public_key=passkey.public_key,
        sign_count=passkey.sign_count,
        transports=list(passkey.transports),
        label=label[:DEVICE_LENGTH],
        created_at=services.clock.now(),
    )


def _challenge(services: Services) -> bytes:
    return services.new_token().encode("ascii")


def _text(credential_id: bytes) -> str:
    return urlsafe_b64encode(credential_id).rstrip(b"=").decode("ascii")


def _from_text(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _over() -> Gone:
    return Gone("This took too long, or was answered already. Please start again.", code="ceremony-expired")
