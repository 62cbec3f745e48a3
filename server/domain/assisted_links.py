"""When a recovery link works that a clinic or the operator has issued to a patient who has lost every device.

It was not made by its person. Every device they still have is told, and can stop it or confirm it, for a day. After
that, it is usable for two more.
"""

from datetime import datetime, timedelta

WAIT = timedelta(hours=24)
LIFE = WAIT + timedelta(hours=48)


def works(works_at: datetime | None, *, now: datetime) -> bool:
    """Return whether a link works already. Without `works_at`, its own person has made it, and it always has."""
    return works_at is None or works_at <= now
