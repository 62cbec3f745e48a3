"""Signed-in devices. A session is an opaque token; only its SHA-256 is kept."""

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from models.people import AuthSession
from models.sql import fetch_by_key, instant
from server.domain.viewer import Viewer
from server.domain.vocabulary import Role

SESSION_LIFE = timedelta(days=60)
"""A device that is not used for this long is signed out."""
TOUCH_EVERY = timedelta(hours=1)
"""`last_used_at` is written at most this often, so that reading stays reading."""

WHO = """
    SELECT s.id AS auth_session_id, s.last_used_at, s.person_id, p.role, p.display_name, p.clinic_id, p.is_owner,
           p.language, p.time_zone
    FROM auth_session s JOIN person p ON p.id = s.person_id
    WHERE s.token_hash = $1 AND s.expires_at > $2"""


def hashed(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


async def viewer_of(token: str, *, now: datetime) -> Viewer | None:
    """Who the token signs in, in one indexed query; keeps the device signed in for another `SESSION_LIFE`."""
    rows = await fetch_by_key(WHO, [hashed(token), now])
    if not rows:
        return None
    row = rows[0]
    if now - instant(row["last_used_at"]) >= TOUCH_EVERY:
        await AuthSession.filter(id=row["auth_session_id"]).update(
            last_used_at=now, expires_at=now + SESSION_LIFE
        )
    return Viewer(
        person_id=UUID(str(row["person_id"])),
        role=Role(row["role"]),
        display_name=row["display_name"],
        clinic_id=UUID(str(row["clinic_id"])) if row["clinic_id"] else None,
        is_owner=bool(row["is_owner"]),
        language=row["language"],
        time_zone=row["time_zone"],
        auth_session_id=UUID(str(row["auth_session_id"])),
    )
