"""Signed-in devices. A session is an opaque token; only its SHA-256 is kept."""

from datetime import datetime, timedelta
from hashlib import sha256

from models.people import Session
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role

SESSION_LIFE = timedelta(days=60)
"""A device that is not used for this long is signed out."""
SEEN_EVERY = timedelta(hours=1)
"""`seen_at` is written at most this often, so that reading stays reading."""

_OF_PERSON = ("person_id", "person__role", "person__display_name", "person__clinic_id", "person__is_owner")


def hashed(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


async def viewer_of(token: str, *, now: datetime) -> Viewer | None:
    """Who the token signs in, in one indexed query; keeps the device signed in for another `SESSION_LIFE`."""
    row = (
        await Session.filter(token_hash=hashed(token), expires_at__gt=now)
        .first()
        .values_list("id", "seen_at", *_OF_PERSON, "person__language", "person__zone")
    )
    if not row:
        return None
    session_id, seen_at, person_id, role, name, clinic_id, is_owner, language, zone = row
    if now - seen_at >= SEEN_EVERY:
        await Session.filter(id=session_id).update(seen_at=now, expires_at=now + SESSION_LIFE)
    return Viewer(
        person_id=person_id,
        role=Role(role),
        display_name=name,
        clinic_id=clinic_id,
        is_owner=bool(is_owner),
        language=language,
        zone=zone,
        session_id=session_id,
    )
