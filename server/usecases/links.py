"""One-time links: create, find, use and cancel them. The caller decides what a link is for.

The token is in the fragment of the URL, which browsers do not send and servers do not log. Only its hash is
stored.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from models.people import OneTimeLink, Passkey
from models.revision import next_revision
from models.treatments import Treatment
from server.domain.assisted_links import LIFE, works
from server.domain.errors import Conflict, Gone
from server.domain.limits import Limit
from server.domain.vocabulary import ErasedKind, MembershipRole
from server.ports import Services
from server.shapes.people import IssuedLink
from server.usecases.access_errors import unknown
from server.usecases.clinic_patient_rows import join_clinic_patient
from server.usecases.erasure_rows import forget_erasure
from server.usecases.tokens import token_hash

Purpose = Literal["set-up", "invitation", "colleague", "recovery", "stored-recovery", "install", "assisted"]
RECOVERY_PURPOSES: tuple[Purpose, ...] = ("recovery", "stored-recovery", "install", "assisted")

PAGES: dict[Purpose, str] = {
    "set-up": "/set-up",
    "invitation": "/join",
    "colleague": "/join",
    "recovery": "/sign-in",
    "stored-recovery": "/sign-in",
    "install": "/install",
    "assisted": "/sign-in",
}
LIVES: dict[Purpose, timedelta] = {
    "set-up": timedelta(days=1),
    "invitation": timedelta(days=14),
    "colleague": timedelta(days=7),
    "recovery": timedelta(hours=1),
    "stored-recovery": timedelta(days=365),
    "install": timedelta(hours=1),
    "assisted": LIFE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTo:
    """What a new link opens. `lives` overrides the lifetime in `LIVES`; without `works_at`, it works at once."""

    purpose: Purpose
    link_id: UUID | None = None
    clinic_id: UUID | None = None
    person_id: UUID | None = None
    treatment_id: UUID | None = None
    lives: timedelta | None = None
    membership_role: MembershipRole | None = None
    created_by_id: UUID | None = None
    works_at: datetime | None = None


async def make_link(services: Services, to: LinkTo) -> IssuedLink:
    """Create a link; inside a unit of work, in its transaction. The token appears only in this response."""
    token = services.new_token()
    now = services.clock.now()
    link = await OneTimeLink.create(
        id=to.link_id or services.new_id(),
        token_hash=token_hash(token),
        purpose=to.purpose,
        clinic_id=to.clinic_id,
        person_id=to.person_id,
        treatment_id=to.treatment_id,
        created_at=now,
        expires_at=now + (to.lives or LIVES[to.purpose]),
        membership_role=to.membership_role,
        created_by_id=to.created_by_id,
        works_at=to.works_at,
    )
    url = f"{services.public_url}{PAGES[to.purpose]}#{token}"
    return IssuedLink(url=url, qr_svg=services.qr(url), expires_at=link.expires_at)


async def find_link(token: str, *, now: datetime, purposes: tuple[Purpose, ...] | None = None) -> OneTimeLink:
    """Return a link that can be used. Raises `NotFound` (link-unknown) or `Gone` (link-used, link-expired)."""
    link = await OneTimeLink.get_or_none(token_hash=token_hash(token))
    if link is None or (purposes is not None and link.purpose not in purposes):
        raise unknown("link-unknown")
    check_usable(link, now=now)
    return link


def check_usable(link: OneTimeLink, *, now: datetime) -> None:
    """Raise `Gone` (link-used, link-expired) if the link can no longer be used."""
    if link.used_at is not None:
        raise _used()
    if link.expires_at <= now:
        raise expired()


def check_works(link: OneTimeLink, *, now: datetime) -> None:
    """Raise `Conflict` (link-not-yet) for a link that its person has not made, in the first day."""
    if not works(link.works_at, now=now):
        raise Conflict("This link works a day after it was made.", code="link-not-yet")


def expired() -> Gone:
    return Gone("This link has expired. Ask for a new one.", code="link-expired")


async def use_link(link: OneTimeLink, *, now: datetime) -> None:
    """Mark a link as used. Of two simultaneous calls, only one succeeds. Raises `Gone` (link-used)."""
    if not await OneTimeLink.filter(id=link.id, used_at=None).update(used_at=now):
        raise _used()


async def join_treatment(link: OneTimeLink, person_id: UUID, *, now: datetime) -> None:
    """Add the treatment of an invitation to the diary of its patient, as its newest change.

    Sessions of the same patient that nobody has joined come with it. Any other open invitation to one of them is
    cancelled. Raises `Gone` (link-used) if someone has joined, or if the clinic has
    withdrawn the treatment.
    """
    revision = await next_revision(person_id)
    if link.treatment_id is not None:
        await forget_erasure(person_id, ErasedKind.TREATMENT, link.treatment_id)
    waiting = Treatment.filter(id=link.treatment_id, patient=None, withdrawn_at=None)
    if not await waiting.update(patient_id=person_id, revision=revision):
        raise _used()
    if link.treatment_id is None:
        return
    siblings = await join_clinic_patient(link.treatment_id, person_id, revision=revision)
    for treatment_id in {link.treatment_id, *siblings}:
        await cancel_links("invitation", now=now, treatment_id=treatment_id)


async def cancel_links(purpose: Purpose, *, now: datetime, **of: UUID | None) -> None:
    """Let all open links of this purpose expire now. `of` selects them by column, e.g. `person_id=…`."""
    await OneTimeLink.filter(purpose=purpose, used_at=None, expires_at__gt=now, **of).update(expires_at=now)


async def check_room_for_link(purpose: Purpose, limit: Limit, *, now: datetime, **of: UUID | None) -> None:
    """Raise `Conflict` with the code of the limit if so many links of this purpose can be used now.

    `of` selects them by column.
    """
    usable = OneTimeLink.filter(purpose=purpose, used_at=None, expires_at__gt=now, **of)
    if await usable.count() >= limit:
        raise Conflict(f"At most {limit} {limit.unit} per {limit.per}.", code=limit.code)


async def check_sign_in_left(person_id: UUID, *, apart_from: UUID, now: datetime) -> None:
    """Raise `Conflict` (last-sign-in) if a person could not sign in again without the passkey or link `apart_from`."""
    passkeys = Passkey.filter(person_id=person_id).exclude(id=apart_from)
    stored = OneTimeLink.filter(
        person_id=person_id, purpose="stored-recovery", used_at=None, expires_at__gt=now
    )
    if await passkeys.exists() or await stored.exclude(id=apart_from).exists():
        return
    raise Conflict(
        "Nothing else is left to sign in with. Add a passkey or create a recovery link first.",
        code="last-sign-in",
    )


def invited_role(link: OneTimeLink) -> MembershipRole:
    """Return the role in the clinic that an invitation of a colleague gives."""
    return MembershipRole(link.membership_role or MembershipRole.PRACTITIONER)


def _used() -> Gone:
    return Gone("This link has already been used. Ask for a new one.", code="link-used")
