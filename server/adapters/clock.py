"""The real sources of time, ids and secrets."""

import secrets
from datetime import UTC, datetime
from uuid import UUID, uuid4


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def new_id() -> UUID:
    return uuid4()


def new_token() -> str:
    """256 bits, URL-safe, 43 characters."""
    return secrets.token_urlsafe(32)
