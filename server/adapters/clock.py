"""The sources of time, ids and secrets. Ruff (TID251) refuses any other source outside this module."""

import secrets
from datetime import UTC, datetime
from uuid import UUID, uuid4


class SystemClock:
    """`server.ports.Clock`"""

    def now(self) -> datetime:
        return datetime.now(UTC)


SYSTEM_CLOCK = SystemClock()


def new_id() -> UUID:
    return uuid4()


def new_token() -> str:
    """Return 256 random bits as 43 URL-safe characters."""
    return secrets.token_urlsafe(32)


def random_bytes(length: int) -> bytes:
    """Return unguessable bytes, for keys and nonces."""
    return secrets.token_bytes(length)
