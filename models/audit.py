"""The audit log: a chain of events that is only ever added to, and the details of each, which can be erased."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from tortoise import fields
from tortoise.connection import get_connection
from tortoise.models import Model

from models.sql import fetch_rows
from server.domain.audit import FIRST, AuditDetail, AuditKind, detail_digest, event_hash

_LOCK = 0x_AF7E_A0D1
"""An arbitrary number; every process of Afterglow must use the same one."""
_HEAD = "SELECT position, hash FROM audit_event ORDER BY position DESC LIMIT 1"
_COLUMNS = ("event_position", "place", "salt", "person_id", "actor_id", "item_id", "document")


class AuditEvent(Model):
    """One event. `position` counts from 1 without gaps; `details` are the digests of its details, in their order.

    A trigger of the database refuses every change.
    """

    position = fields.BigIntField(primary_key=True, generated=False)
    happened_at = fields.DatetimeField()
    kind = fields.CharField(max_length=32)  # server.domain.audit.AuditKind
    details = fields.JSONField[list[str]]()
    previous = fields.CharField(max_length=64)
    hash = fields.CharField(max_length=64)

    class Meta:
        table = "audit_event"


class AuditDetailRow(Model):
    """What an event says about people. It can be deleted, never changed."""

    id = fields.BigIntField(primary_key=True)
    event_position = fields.BigIntField()
    place = fields.IntField()  # in the `details` of the event
    salt = fields.CharField(max_length=64)
    person_id = fields.UUIDField(null=True)
    actor_id = fields.UUIDField(null=True)
    item_id = fields.UUIDField(null=True)
    document = fields.JSONField[dict[str, str]]()

    class Meta:
        table = "audit_detail"
        indexes = (("event_position",), ("person_id",), ("actor_id",), ("item_id",))


async def append_event(kind: AuditKind, details: Sequence[tuple[str, AuditDetail]], *, at: datetime) -> None:
    """Add an event, at the end of a unit of work; each detail comes with its salt.

    Events of several processes follow one another: on PostgreSQL, the lock is held until the unit of work ends, which
    must therefore not wait for any other lock afterwards. On SQLite, BEGIN IMMEDIATE has locked the database.
    """
    if get_connection("default").capabilities.dialect != "sqlite":
        await fetch_rows("SELECT pg_advisory_xact_lock($1)", [_LOCK])
    last = await fetch_rows(_HEAD)
    position, previous = (int(last[0]["position"]) + 1, str(last[0]["hash"])) if last else (1, FIRST)
    digests = [detail_digest(salt, detail) for salt, detail in details]
    await AuditEvent.create(
        position=position,
        happened_at=at,
        kind=kind,
        details=digests,
        previous=previous,
        hash=event_hash(position, at, kind, details=digests, previous=previous),
    )
    await _insert_details(position, details)


async def _insert_details(position: int, details: Sequence[tuple[str, AuditDetail]]) -> None:
    """Insert all details in one statement; `bulk_create` would send one statement per row."""
    rows: list[LiteralString] = []
    values: list[object] = []
    for place, (salt, detail) in enumerate(details):
        start = place * len(_COLUMNS)
        rows.append("(" + ", ".join(f"${start + number}" for number in range(1, len(_COLUMNS) + 1)) + ")")
        document = json.dumps(dict(detail.document))
        values += [position, place, salt, detail.person_id, detail.actor_id, detail.item_id, document]
    statement = f"INSERT INTO audit_detail ({', '.join(_COLUMNS)}) VALUES {', '.join(rows)} RETURNING id"  # noqa: S608 - no input
    if rows:
        await fetch_rows(statement, values)


async def erase_audit_details(person_id: UUID) -> None:
    """Delete, with their salts, all details that name a person. The events stay, and so does the chain."""
    await AuditDetailRow.filter(person_id=person_id).delete()
    await AuditDetailRow.filter(actor_id=person_id).delete()
