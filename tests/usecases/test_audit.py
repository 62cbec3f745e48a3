"""The audit log is a chain: whatever changes it afterwards shows, and erasing a person leaves it whole."""

import asyncio
import sys
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from tortoise.connection import get_connection

from models.audit import AuditDetailRow, AuditEvent
from models.sharing import AccessRecord
from models.unit_of_work import unit_of_work
from server.domain.audit import AuditDetail, AuditKind
from server.domain.vocabulary import AccessKind
from server.usecases import erasing, invitations, sharing
from server.usecases.audit import record_event
from server.usecases.audit_verifying import AuditVerdict, export_audit, verify_audit
from tests.factories import make_grant
from tests.fakes import NOW, FakeClock
from tests.usecases.audited import World, look, makes_a_link

ROOT = Path(__file__).parent.parent.parent


async def write_three(world: World) -> AuditVerdict:
    await look(world)
    await makes_a_link(world)
    verdict = await verify_audit()
    assert (verdict.events, verdict.fault) == (3, None)
    return verdict


async def behind_the_guard(statement: str) -> None:
    """Change the tables as somebody who may drop the triggers."""
    connection = get_connection("default")
    if connection.capabilities.dialect == "sqlite":
        for name in ("audit_event_update", "audit_event_delete", "audit_detail_update"):
            await connection.execute_script(f"DROP TRIGGER IF EXISTS {name}")
        await connection.execute_script(statement)
        return
    await connection.execute_script(f"SET session_replication_role = replica; {statement};")
    await connection.execute_script("SET session_replication_role = origin")


TAMPERING = {
    "kind": "UPDATE audit_event SET kind = 'sign-in' WHERE position = 1",
    "instant": "UPDATE audit_event SET happened_at = '2020-01-01T00:00:00+00:00' WHERE position = 2",
    "digests": "UPDATE audit_event SET details = '[]' WHERE position = 2",
    "previous": "UPDATE audit_event SET previous = 'first' WHERE position = 2",
    "hash": "UPDATE audit_event SET hash = 'first' WHERE position = 3",
    "position": "UPDATE audit_event SET position = 9 WHERE position = 3",
    "order": "UPDATE audit_event SET position = -position WHERE position < 3;"
    " UPDATE audit_event SET position = 3 + position WHERE position < 0",
    "deleted": "DELETE FROM audit_event WHERE position = 2",
    "first deleted": "DELETE FROM audit_event WHERE position = 1",
    "person": "UPDATE audit_detail SET person_id = '00000000-0000-0000-0000-000000000009' WHERE event_position = 1",
    "actor": "UPDATE audit_detail SET actor_id = '00000000-0000-0000-0000-000000000009' WHERE event_position = 2",
    "item": "UPDATE audit_detail SET item_id = '00000000-0000-0000-0000-000000000009' WHERE event_position = 1",
    "salt": "UPDATE audit_detail SET salt = 'x' WHERE event_position = 3",
    "document": "UPDATE audit_detail SET document = '{}' WHERE event_position = 3",
    "place": "UPDATE audit_detail SET place = 7 WHERE event_position = 3",
    "moved detail": "UPDATE audit_detail SET event_position = 1 WHERE event_position = 3",
    "access record": "UPDATE access_record SET viewed_at = '2020-01-01T00:00:00+00:00'",
    "access record's viewer": "UPDATE access_record SET kind = 'photos'",
    "access record deleted": "DELETE FROM access_record",
}


@pytest.mark.parametrize("statement", TAMPERING.values(), ids=TAMPERING)
async def test_every_change_shows(world: World, statement: str) -> None:
    await write_three(world)
    await behind_the_guard(statement)
    assert (await verify_audit()).fault is not None


async def test_events_cut_off_at_the_end_show_against_a_head_printed_earlier(world: World) -> None:
    printed = (await write_three(world)).head
    assert (await verify_audit(printed=printed)).fault is None
    await behind_the_guard("DELETE FROM audit_event WHERE position = 3")
    assert (await verify_audit()).fault is None
    assert (await verify_audit(printed=printed)).fault == f"the head {printed} is not in the chain"


async def test_an_access_record_put_in_by_hand_shows(world: World) -> None:
    await write_three(world)
    record = await AccessRecord.first()
    assert record is not None
    await AccessRecord.create(
        id=uuid4(),
        grant_id=record.grant_id,
        patient_id=record.patient_id,
        practitioner_id=record.practitioner_id,
        kind=AccessKind.DIARY,
        viewed_at=NOW,
        revision=1,
    )
    assert "is not in the chain" in str((await verify_audit()).fault)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET kind = 'look'",
        "DELETE FROM audit_event",
        "UPDATE audit_detail SET place = 0",
    ],
)
async def test_the_database_refuses_to_change_the_log(world: World, statement: str) -> None:
    await write_three(world)
    with pytest.raises(Exception, match="append-only"):  # SQLite and PostgreSQL raise different types
        await get_connection("default").execute_query(statement)
    assert (await verify_audit()).fault is None


async def test_after_erasure_the_chain_is_whole_and_names_the_person_nowhere(world: World) -> None:
    await write_three(world)
    await erasing.erase_account(world.services, world.alice)
    verdict = await verify_audit()
    assert (verdict.events, verdict.erased, verdict.fault) == (4, 3, None)
    lines = [str(event) async for event in export_audit()]
    assert not any(str(world.alice.person_id) in line for line in lines)
    assert await AuditDetailRow.filter(person_id=world.alice.person_id).count() == 0


async def test_an_event_is_rolled_back_with_its_cause(world: World) -> None:
    async def fail() -> None:
        await record_event(world.services, AuditKind.SIGN_IN, person_id=world.alice.person_id)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await unit_of_work(fail)
    assert await AuditEvent.all().count() == 0


async def test_a_repeated_act_is_not_recorded_twice(world: World, clock: FakeClock) -> None:
    grant = await make_grant(world.services, world.alice, world.treatment)
    for _ in range(2):
        await sharing.revoke_grant(world.services, world.alice, grant.id)
        clock.pass_time(minutes=1)
    assert await AuditEvent.filter(kind=AuditKind.GRANT_REVOKED).count() == 1


async def test_events_are_lines_of_the_log(world: World) -> None:

    lines: list[tuple[AuditKind, AuditDetail]] = []
    loud = replace(world.services, security_log=lambda kind, detail: lines.append((kind, detail)))
    await invitations.create_recovery_link(loud, world.alice, stored=True)
    assert [(kind, detail.person_id) for kind, detail in lines] == [
        (AuditKind.RECOVERY_LINK_MADE, world.alice.person_id)
    ]


APPEND = """
import asyncio, sys
from datetime import UTC, datetime
from models.audit import append_event
from models.unit_of_work import unit_of_work
from server.adapters.database import database
from server.domain.audit import AuditDetail, AuditKind

async def append():
    detail = AuditDetail(document={"by": sys.argv[2]})
    await append_event(AuditKind.SIGN_IN, [("salt", detail)], at=datetime.now(UTC))

async def main():
    async with database(sys.argv[1]):
        await asyncio.gather(*(unit_of_work(append) for _ in range(25)))

asyncio.run(main())
"""


async def test_two_processes_append_at_the_same_time(db: str) -> None:
    processes = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", APPEND, db, str(number), cwd=ROOT)
        for number in range(2)
    ]
    assert [await process.wait() for process in processes] == [0, 0]
    verdict = await verify_audit()
    assert (verdict.events, verdict.fault) == (50, None)
