"""Verify and export the audit log, for the operator."""

from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass

from models.audit import AuditDetailRow, AuditEvent
from models.sharing import AccessRecord
from models.sql import fetch_rows
from server.domain.audit import FIRST, AuditDetail, AuditKind, detail_digest, event_hash
from server.usecases.access_records import look_detail

BATCH = 500
_UNLOGGED = """
    SELECT r.id FROM access_record r JOIN person p ON p.id = r.patient_id
    WHERE p.erased_at IS NULL AND NOT EXISTS (SELECT 1 FROM audit_detail d WHERE d.item_id = r.id)
    ORDER BY r.viewed_at, r.id LIMIT 1"""


@dataclass(frozen=True, slots=True)
class AuditVerdict:
    """`fault` says what is wrong at first, None if nothing is. `head` is the position and hash of the last event."""

    events: int
    head: str
    erased: int  # details that are gone, with the people whom they named
    fault: str | None = None


class _Broken(Exception):
    """The message says where."""


async def verify_audit(*, printed: str | None = None) -> AuditVerdict:
    """Walk the chain. `printed` is a head that an earlier verification printed: it must still be in the chain."""
    count, erased, head, seen = 0, 0, f"0:{FIRST}", printed is None or printed == f"0:{FIRST}"
    try:
        async for event, details in _events():
            _check_event(event, count + 1, head.partition(":")[2])
            await _check_details(event, details)
            count, erased = event.position, erased + len(event.details) - len(details)
            head = f"{event.position}:{event.hash}"
            seen = seen or head == printed
        await _check_end(printed if not seen else None)
    except _Broken as broken:
        return AuditVerdict(count, head, erased, fault=str(broken))
    return AuditVerdict(count, head, erased)


async def export_audit() -> AsyncIterator[dict[str, object]]:
    """Yield every event with the details that are left, oldest first."""
    async for event, details in _events():
        yield {
            "position": event.position,
            "at": event.happened_at.isoformat(),
            "kind": event.kind,
            "details": [
                {"person": _text(row.person_id), "actor": _text(row.actor_id), "item": _text(row.item_id)}
                | {"place": row.place, "salt": row.salt}
                | row.document
                for row in details
            ],
            "digests": event.details,
            "previous": event.previous,
            "hash": event.hash,
        }


async def _events() -> AsyncIterator[tuple[AuditEvent, list[AuditDetailRow]]]:
    """Yield the events in their order, each with its details, without holding a log of years in memory."""
    after = -(2**62)
    while batch := await AuditEvent.filter(position__gt=after).order_by("position").limit(BATCH):
        after = batch[-1].position
        rows = defaultdict(list)
        first = batch[0].position
        details = AuditDetailRow.filter(event_position__gte=first, event_position__lte=after)
        for row in await details.order_by("event_position", "place", "id"):
            rows[row.event_position].append(row)
        for event in batch:
            yield event, rows[event.position]


def _check_event(event: AuditEvent, position: int, previous: str) -> None:
    if event.position != position:
        raise _Broken(f"event {position} is missing")
    if event.previous != previous:
        raise _Broken(f"event {position} does not follow the event before it")
    expected = event_hash(
        event.position, event.happened_at, event.kind, details=event.details, previous=event.previous
    )
    if event.hash != expected:
        raise _Broken(f"event {position} was changed")


async def _check_details(event: AuditEvent, rows: list[AuditDetailRow]) -> None:
    for row in rows:
        whole = AuditDetail(
            person_id=row.person_id, actor_id=row.actor_id, item_id=row.item_id, document=row.document
        )
        known = event.details[row.place] if 0 <= row.place < len(event.details) else ""
        if detail_digest(row.salt, whole) != known:
            raise _Broken(f"a detail of event {event.position} was changed")
    if event.kind == AuditKind.LOOK:
        await _check_looks(event, rows)


async def _check_looks(event: AuditEvent, rows: list[AuditDetailRow]) -> None:
    """Compare the access records, which people read, with what the chain says of them."""
    records = await AccessRecord.filter(id__in=[row.item_id for row in rows])
    standing = {record.id: look_detail(record) for record in records}
    for row in rows:
        look = None if row.item_id is None else standing.get(row.item_id)
        if look is None:
            raise _Broken(f"access record {row.item_id} of event {event.position} is missing")
        same = (look.person_id, look.actor_id) == (row.person_id, row.actor_id)
        if not same or any(row.document.get(name) != value for name, value in look.document.items()):
            raise _Broken(f"access record {row.item_id} of event {event.position} was changed")


async def _check_end(missing_head: str | None) -> None:
    if missing_head is not None:
        raise _Broken(f"the head {missing_head} is not in the chain")
    if unlogged := await fetch_rows(_UNLOGGED):
        raise _Broken(f"access record {unlogged[0]['id']} is not in the chain")


def _text(value: object) -> str | None:
    return None if value is None else str(value)
