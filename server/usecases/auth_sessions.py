"""Signed-in devices. A session is an opaque token; only its hash is stored."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from tortoise.queryset import QuerySet

from models.erasures import Erasure
from models.people import AuthSession, Person
from models.reminders import PushSubscription
from models.sql import fetch_by_key, instant
from server.domain.limits import MAX_NAME
from server.domain.session_life import SESSION_LIVES
from server.domain.viewer import Viewer
from server.domain.vocabulary import ErasedKind, MembershipRole, Role
from server.ports import Services
from server.shapes.people import Me
from server.usecases.membership_rows import newest_clinic_id
from server.usecases.people_views import me_view
from server.usecases.tokens import token_hash

VIEWER = """
    SELECT s.id AS auth_session_id, s.created_at, s.last_used_at, s.passkey_answered_at, s.person_id,
           p.role, p.display_name, p.language, p.time_zone, m.clinic_id, m.role AS membership_role
    FROM auth_session s
    JOIN person p ON p.id = s.person_id
    LEFT JOIN membership m
        ON m.person_id = s.person_id AND m.clinic_id = s.clinic_id AND m.ended_at IS NULL
    WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.revoked_at IS NULL AND p.disabled_at IS NULL"""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The result of signing in. `token` goes into the cookie of this device and is stored nowhere else.

    It is None if the device was signed in already.
    """

    me: Me
    token: str | None


async def viewer_of(token: str, *, now: datetime) -> Viewer | None:
    """Return the person whom the token identifies, or None. Takes one indexed query.

    The viewer has the chosen clinic only while the membership there is active; this is checked at every request.

    Each use extends the session, within the limits of `SESSION_LIVES`.
    """
    rows = await fetch_by_key(VIEWER, [token_hash(token), now])
    if not rows:
        return None
    row = rows[0]
    life = SESSION_LIVES[Role(row["role"])]
    if now - instant(row["last_used_at"]) >= life.step:
        ends = life.end(began_at=instant(row["created_at"]), used_at=now)
        await AuthSession.filter(id=row["auth_session_id"]).update(last_used_at=now, expires_at=ends)
    return Viewer(
        person_id=UUID(str(row["person_id"])),
        role=Role(row["role"]),
        display_name=row["display_name"],
        clinic_id=UUID(str(row["clinic_id"])) if row["clinic_id"] else None,
        is_owner=row["membership_role"] == MembershipRole.OWNER,
        language=row["language"],
        time_zone=row["time_zone"],
        auth_session_id=UUID(str(row["auth_session_id"])),
        signed_in_at=instant(row["created_at"]),
        passkey_answered_at=instant(row["passkey_answered_at"]) if row["passkey_answered_at"] else None,
    )


async def open_auth_session(
    services: Services,
    person_id: UUID,
    *,
    device_label: str,
    auth_session_id: UUID | None = None,
    passkey_id: UUID | None = None,
) -> str:
    """Sign a device in, inside a unit of work, and return its token.

    `passkey_id` is the passkey that was answered, None for a link. A practitioner starts in the clinic that they
    joined last.
    """
    token = services.new_token()
    now = services.clock.now()
    life = SESSION_LIVES[Role((await Person.get(id=person_id)).role)]
    await AuthSession.create(
        id=auth_session_id or services.new_id(),
        person_id=person_id,
        clinic_id=await newest_clinic_id(person_id),
        token_hash=token_hash(token),
        label=device_label[:MAX_NAME],
        created_at=now,
        last_used_at=now,
        expires_at=life.end(began_at=now, used_at=now),
        passkey_answered_at=now if passkey_id else None,
        passkey_id=passkey_id,
    )
    return token


async def revoke_auth_sessions(sessions: QuerySet[AuthSession], *, now: datetime) -> None:
    """Sign devices out at the person's wish, and delete their push subscriptions, inside a unit of work.

    The rows remain until they expire: a device learns from its row that the person has signed it out.
    """
    ids = list(await sessions.filter(revoked_at=None).values_list("id", flat=True))
    await PushSubscription.filter(auth_session_id__in=ids).delete()
    await AuthSession.filter(id__in=ids).update(revoked_at=now)


def device_id(token_hash: str) -> UUID:
    """Return the id under which a device of an erased account is recorded."""
    return UUID(token_hash[:32])


SignedOut = Literal[
    "account-disabled", "account-erased", "device-signed-out", "membership-ended", "not-signed-in"
]


async def signed_out_by(token: str, *, now: datetime) -> SignedOut:
    """Return why a token signs nobody in.

    Its account was erased or disabled, the person has signed out this device, or their place in the chosen clinic has
    ended.
    """
    own_hash = token_hash(token)
    if await Erasure.filter(kind=ErasedKind.DEVICE, item_id=device_id(own_hash)).exists():
        return "account-erased"
    row = await AuthSession.get_or_none(token_hash=own_hash, expires_at__gt=now).select_related("person")
    if row is not None and row.person.disabled_at is not None:
        return "account-disabled"
    if row is None or row.revoked_at is None:
        return "not-signed-in"
    return "membership-ended" if row.membership_ended else "device-signed-out"


async def signed_in(person_id: UUID, token: str | None) -> SignedIn:
    """Return the result of signing in, right after `open_auth_session`."""
    return SignedIn(await me_view(person_id, clinic_id=await newest_clinic_id(person_id)), token)
