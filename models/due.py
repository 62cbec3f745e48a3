"""The due table: claim what is due, for a while; put back, or settle for good. Two dispatchers may run."""

from datetime import datetime
from uuid import UUID

from tortoise.connection import get_connection
from tortoise.queryset import QuerySet

from models.reminders import Reminder
from models.sql import rows_of

CLAIM = """
    UPDATE reminder SET leased_until = $1, attempts = attempts + 1
    WHERE settled_at IS NULL AND (leased_until IS NULL OR leased_until <= $2) AND id IN (
        SELECT id FROM reminder
        WHERE settled_at IS NULL AND due_at <= $2 AND (leased_until IS NULL OR leased_until <= $2)
        ORDER BY due_at LIMIT $3)
    RETURNING id"""
CLAIM_SKIPPING_LOCKED = """
    WITH due AS MATERIALIZED (
        SELECT id FROM reminder
        WHERE settled_at IS NULL AND due_at <= $2 AND (leased_until IS NULL OR leased_until <= $2)
        ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
    UPDATE reminder SET leased_until = $1, attempts = attempts + 1 FROM due WHERE reminder.id = due.id
    RETURNING reminder.id"""
# Not `id IN (SELECT … LIMIT …)`: PostgreSQL may run that once per row and claim more than the limit.


async def claim_due(*, now: datetime, until: datetime, limit: int) -> list[Reminder]:
    """What is due, soonest first, claimed until then: nobody else gets it before. One statement.

    Who claims and is killed loses the claim with its lease; the row is then claimed again.
    """
    skipping = get_connection("default").capabilities.dialect != "sqlite"
    rows = await rows_of(CLAIM_SKIPPING_LOCKED if skipping else CLAIM, [until, now, limit])
    claimed = [UUID(str(row["id"])) for row in rows]
    return await Reminder.filter(id__in=claimed).select_related("person").order_by("due_at", "key")


async def settle(reminder: Reminder, *, now: datetime, outcome: str) -> bool:
    """Done for good. False: the lease was lost meanwhile, and someone else has the row."""
    changes = {"settled_at": now, "leased_until": None, "outcome": outcome[:200]}
    return bool(await _held(reminder).update(**changes))


async def put_back(reminder: Reminder, *, until: datetime) -> bool:
    """Nobody gets it before `until`; then it is due again."""
    return bool(await _held(reminder).update(leased_until=until))


async def postpone(reminder: Reminder, *, due_at: datetime) -> bool:
    """Its moment has moved. That was no attempt."""
    changes = {"due_at": due_at, "leased_until": None, "attempts": reminder.attempts - 1}
    return bool(await _held(reminder).update(**changes))


async def hold(reminder: Reminder, *, due_at: datetime, outcome: str) -> bool:
    """Not yet, for a reason that is kept; it is looked at again then. That was no attempt."""
    changes = {
        "due_at": due_at,
        "leased_until": None,
        "attempts": reminder.attempts - 1,
        "outcome": outcome[:200],
    }
    return bool(await _held(reminder).update(**changes))


def _held(reminder: Reminder) -> QuerySet[Reminder]:
    return Reminder.filter(id=reminder.id, settled_at=None, leased_until=reminder.leased_until)
