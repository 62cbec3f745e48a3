"""The life of a row of the due table: `claim` it with a lease, then `complete`, `retry` or `defer` it.

Any number of dispatchers may run at the same time.
"""

from datetime import datetime
from uuid import UUID

from tortoise.connection import get_connection
from tortoise.queryset import QuerySet

from models.reminders import Reminder
from models.sql import fetch_rows, instant

CLAIM = """
    UPDATE reminder SET leased_until = $1, attempts = attempts + 1
    WHERE completed_at IS NULL AND (leased_until IS NULL OR leased_until <= $2) AND id IN (
        SELECT id FROM reminder
        WHERE completed_at IS NULL AND due_at <= $2 AND (leased_until IS NULL OR leased_until <= $2)
        ORDER BY due_at LIMIT $3)
    RETURNING id"""
CLAIM_SKIPPING_LOCKED = """
    WITH due AS MATERIALIZED (
        SELECT id FROM reminder
        WHERE completed_at IS NULL AND due_at <= $2 AND (leased_until IS NULL OR leased_until <= $2)
        ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
    UPDATE reminder SET leased_until = $1, attempts = attempts + 1 FROM due WHERE reminder.id = due.id
    RETURNING reminder.id"""
# A lease that has expired began when the row was due, so its end is the later of the two.
LATE = """
    SELECT COUNT(*) AS waiting, MIN(COALESCE(leased_until, due_at)) AS since FROM reminder
    WHERE completed_at IS NULL AND due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)"""
# Not `id IN (SELECT … LIMIT …)`: PostgreSQL may run that once per row and claim more than the limit.


async def claim(*, now: datetime, until: datetime, limit: int) -> list[Reminder]:
    """Lease up to `limit` due rows until `until`, soonest first, in one statement.

    No other dispatcher gets a leased row. A crashed dispatcher only loses its lease.
    """
    skipping = get_connection("default").capabilities.dialect != "sqlite"
    rows = await fetch_rows(CLAIM_SKIPPING_LOCKED if skipping else CLAIM, [until, now, limit])
    claimed = [UUID(str(row["id"])) for row in rows]
    return await Reminder.filter(id__in=claimed).select_related("person").order_by("due_at", "key")


async def late_reminders(now: datetime) -> tuple[int, datetime | None]:
    """Return how many rows a dispatcher could claim now, and since when the first of them has waited."""
    [row] = await fetch_rows(LATE, [now])
    return int(row["waiting"]), None if row["since"] is None else instant(row["since"])


async def complete(reminder: Reminder, *, now: datetime, outcome: str) -> bool:
    """Mark as final. Return False if our lease has expired."""
    changes = {"completed_at": now, "leased_until": None, "outcome": outcome[:200]}
    return bool(await _leased(reminder).update(**changes))


async def retry(reminder: Reminder, *, until: datetime) -> bool:
    """Make the row due again at `until`. Return False if our lease has expired."""
    return bool(await _leased(reminder).update(leased_until=until))


async def defer(reminder: Reminder, *, due_at: datetime, outcome: str | None = None) -> bool:
    """Move the row to `due_at`, with a reason if there is one. This does not count as an attempt.

    Return False if our lease has expired.
    """
    changes: dict[str, object] = {
        "due_at": due_at,
        "leased_until": None,
        "attempts": reminder.attempts - 1,
    }
    if outcome is not None:
        changes["outcome"] = outcome[:200]
    return bool(await _leased(reminder).update(**changes))


def _leased(reminder: Reminder) -> QuerySet[Reminder]:
    return Reminder.filter(id=reminder.id, completed_at=None, leased_until=reminder.leased_until)
