"""WebAuthn ceremonies: a challenge is valid for five minutes, for one purpose and for one response.

A ceremony is deleted before its response is checked, so that a wrong response ends it, too.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from models.people import Ceremony, Passkey
from models.unit_of_work import unit_of_work
from server.domain.errors import Gone, Invalid
from server.domain.vocabulary import Role
from server.ports import Services
from server.shapes.people import CeremonyAnswer
from server.usecases.cache import BoundedCache

CEREMONY_LIFE = timedelta(minutes=5)
Purpose = Literal["register", "authenticate", "confirm"]
_in_memory: BoundedCache[UUID, Ceremony] = BoundedCache(10_000)
"""Ceremonies of crowded networks, about 1 kB each; the oldest are dropped."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a ceremony is about, if that is known when it starts, and what is to be remembered until it is completed."""

    person_id: UUID
    document: Mapping[str, object]
    link_id: UUID | None = None


def new_challenge(services: Services) -> bytes:
    return services.new_token().encode("ascii")


async def start_ceremony(
    services: Services,
    purpose: Purpose,
    challenge: bytes,
    *,
    about: Subject | None = None,
    in_memory: bool = False,
) -> UUID:
    """Store a challenge and return the id of its ceremony. Expired ceremonies are deleted as well.

    `in_memory` is for a network that has
    started very many ceremonies: it costs no write, but only this process can complete it. Behind a proxy, the response
    may reach another web, which asks to start again. This slows a crowded network down, and locks nobody out.
    """
    now = services.clock.now()
    ceremony = Ceremony(
        id=services.new_id(),
        challenge=challenge,
        purpose=purpose,
        person_id=about.person_id if about else services.new_id(),
        link_id=about.link_id if about else None,
        document=dict(about.document) if about else {},
        expires_at=now + CEREMONY_LIFE,
    )
    if in_memory:
        _in_memory.put(ceremony.id, ceremony)
        return ceremony.id

    async def start() -> None:
        await Ceremony.filter(expires_at__lte=now).delete()
        await ceremony.save(force_create=True)

    await unit_of_work(start)
    return ceremony.id


async def take_ceremony(services: Services, ceremony_id: UUID, purpose: Purpose) -> Ceremony:
    """Delete and return a ceremony of exactly this purpose. Raises `Gone` (ceremony-expired)."""
    now = services.clock.now()
    held = _in_memory.get(ceremony_id)
    if held is not None and held.purpose == purpose and held.expires_at > now:
        _in_memory.drop(ceremony_id)
        return held

    async def take() -> Ceremony:
        ceremony = await Ceremony.get_or_none(id=ceremony_id, purpose=purpose, expires_at__gt=now)
        if ceremony is None or not await Ceremony.filter(id=ceremony_id).delete():
            raise ceremony_expired()
        return ceremony

    return await unit_of_work(take)


@dataclass(frozen=True, slots=True)
class CheckedPasskey:
    """A passkey that was answered correctly, and its new sign count."""

    passkey: Passkey
    sign_count: int

    async def record_use(self, now: datetime) -> None:
        """Store the use, inside a unit of work. Raises `Invalid` (passkey-refused) if it was removed meanwhile."""
        used = Passkey.filter(id=self.passkey.id)
        if not await used.update(sign_count=self.sign_count, last_used_at=now):
            raise _passkey_unknown()


async def check_passkey(
    services: Services, ceremony: Ceremony, answer: CeremonyAnswer, *, of: UUID | None = None
) -> CheckedPasskey:
    """Check the response of a passkey; with `of`, of this person, whom their device must have recognized.

    A practitioner's device must always have recognized them: it opens the diaries of others. Raises `Invalid`
    (passkey-refused, also for an unknown passkey and for one of a disabled account; passkey-unverified).
    """
    credential_id = credential_text(services.passkeys.credential_id(answer.credential))
    passkey = await Passkey.get_or_none(credential_id=credential_id).select_related("person")
    if passkey is None or passkey.person.disabled_at is not None or of not in (None, passkey.person_id):
        raise _passkey_unknown()
    sign_count = services.passkeys.verify_authentication(
        answer.credential,
        challenge=bytes(ceremony.challenge),
        public_key=bytes(passkey.public_key),
        sign_count=passkey.sign_count,
        verify_user=of is not None or passkey.person.role == Role.PRACTITIONER,
    )
    return CheckedPasskey(passkey, sign_count)


def _passkey_unknown() -> Invalid:
    return Invalid("This passkey is not known here.", code="passkey-refused")


def ceremony_expired() -> Gone:
    return Gone(
        "This took too long or has already been completed. Please start again.", code="ceremony-expired"
    )


def credential_text(credential_id: bytes) -> str:
    """Return a credential id in base64url without padding, as passkeys are stored."""
    return urlsafe_b64encode(credential_id).rstrip(b"=").decode("ascii")


def credential_bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
