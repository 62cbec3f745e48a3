"""The audit log: every use case writes it, and whatever changes it afterwards shows."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from tortoise.connection import get_connection

from models.audit import AuditDetailRow, AuditEvent
from models.people import Clinic, Membership
from models.sharing import AccessRecord
from models.unit_of_work import unit_of_work
from server.domain.audit import AuditDetail, AuditKind
from server.domain.errors import AfterglowError
from server.domain.viewer import Viewer
from server.domain.vocabulary import AccessKind, MembershipRole
from server.ports import Services
from server.shapes.people import CeremonyAnswer, RegistrationStart
from server.usecases import (
    erasing,
    exporting,
    invitations,
    memberships,
    passkeys,
    people,
    recovery_links,
    registration,
    review,
    share_links,
    sharing,
    sign_in,
    staff,
)
from server.usecases.audit import record_event
from server.usecases.audit_verifying import AuditVerdict, export_audit, verify_audit
from tests.factories import (
    make_entry,
    make_grant,
    make_passkey,
    make_photo,
    make_practitioner,
    new_share_link,
    passkey_credential,
)
from tests.fakes import NOW, FakeClock
from tests.usecases.test_passkeys import sign_in as sign_another_device_in

ROOT = Path(__file__).parent.parent.parent


@dataclass
class World:
    services: Services
    clinic: Clinic
    alice: Viewer
    bob: Viewer
    treatment: UUID


@pytest.fixture
async def world(services: Services, lindenhof: Clinic, bob: Viewer, alice: Viewer, treatment: UUID) -> World:
    return World(services, lindenhof, alice, bob, treatment)


async def look(world: World) -> None:
    await make_grant(world.services, world.alice, world.treatment)
    await review.review(world.services, world.bob, world.treatment)


async def signs_in(world: World) -> None:
    await make_passkey(world.alice)
    await sign_in.finish_authentication(world.services, await answer_of(world, world.alice))


async def is_refused(world: World) -> None:
    with pytest.raises(AfterglowError):
        await sign_in.finish_authentication(world.services, await answer_of(world, world.alice))


async def answer_of(world: World, person: Viewer) -> CeremonyAnswer:
    ceremony = await sign_in.start_authentication(world.services)
    credential = {
        "id": passkey_credential(person).hex(),
        "challenge": ceremony.options["challenge"],
        "user_verified": True,
    }
    return CeremonyAnswer(ceremony_id=ceremony.ceremony_id, credential=credential)


async def uses_an_unknown_link(world: World) -> None:
    with pytest.raises(AfterglowError):
        await sign_in.sign_in_by_link(world.services, "unknown")


async def uses_a_link(world: World) -> None:
    link = await recovery_links.create_install_link(world.services, world.alice)
    await sign_in.sign_in_by_link(world.services, link.url.partition("#")[2])


async def adds_a_passkey(world: World) -> None:
    ceremony = await registration.start_registration(
        world.services, world.alice, RegistrationStart(display_name="Alice")
    )
    credential = {"id": b"new".hex(), "challenge": ceremony.options["challenge"], "user_verified": True}
    answer = CeremonyAnswer(ceremony_id=ceremony.ceremony_id, credential=credential)
    await registration.finish_registration(world.services, world.alice, answer)


async def removes_a_passkey(world: World) -> None:
    await make_passkey(world.alice)
    spare = await make_passkey(world.alice, "spare")
    await passkeys.remove_passkey(world.services, world.alice, spare)


async def makes_a_link(world: World) -> None:
    await invitations.create_recovery_link(world.services, world.alice, stored=True)


async def voids_a_link(world: World) -> None:
    await make_passkey(world.alice)
    await makes_a_link(world)
    links = await recovery_links.list_recovery_links(world.services, world.alice)
    await recovery_links.void_recovery_link(world.services, world.alice, links.recovery_links[0].id)


async def signs_a_device_out(world: World) -> None:
    other, _ = await sign_another_device_in(world.services, world.alice)
    await people.sign_out_device(world.services, world.alice, other.auth_session_id)


async def signs_out_everywhere(world: World) -> None:
    await people.sign_out_everywhere(world.services, world.alice)


async def gives_a_grant(world: World) -> None:
    await make_grant(world.services, world.alice, world.treatment)


async def revokes_a_grant(world: World) -> None:
    grant = await make_grant(world.services, world.alice, world.treatment)
    await sharing.revoke_grant(world.services, world.alice, grant.id)


async def makes_a_share_link(world: World) -> None:
    new = new_share_link(world.services, world.treatment)
    await share_links.make_share_link(world.services, world.alice, new)


async def revokes_a_share_link(world: World) -> None:
    new = new_share_link(world.services, world.treatment)
    made = await share_links.make_share_link(world.services, world.alice, new)
    await share_links.revoke_share_link(world.services, world.alice, made.link.id)


async def asks_for_an_export(world: World) -> None:
    await exporting.request_export(world.services, world.alice)


async def erases_an_entry(world: World) -> None:
    entry = await make_entry(world.services, world.alice, world.treatment)
    await erasing.erase_entry(world.services, world.alice, entry.id)


async def erases_a_photo(world: World) -> None:
    entry = await make_entry(world.services, world.alice, world.treatment)
    photo = await make_photo(world.services, world.alice, entry.id)
    await erasing.erase_photo(world.services, world.alice, photo.id)


async def erases_a_treatment(world: World) -> None:
    await erasing.erase_treatment(world.services, world.alice, world.treatment)


async def erases_the_account(world: World) -> None:
    await erasing.erase_account(world.services, world.alice)


async def changes_a_role(world: World) -> None:
    membership, owner = await colleague(world)
    await memberships.set_role(world.services, owner, membership, MembershipRole.OWNER)


async def ends_a_membership(world: World) -> None:
    membership, owner = await colleague(world)
    await memberships.end_membership(world.services, owner, membership)


async def colleague(world: World) -> tuple[UUID, Viewer]:

    owner = await make_practitioner(world.clinic, "Owen", is_owner=True)
    other = await make_practitioner(world.clinic, "Frida")

    return (await Membership.get(person_id=other.person_id)).id, owner


async def operator_makes_a_link(world: World) -> None:
    await staff.make_staff_sign_in_link(world.services, world.bob.person_id)


CASES: list[tuple[AuditKind, Callable[[World], Awaitable[None]]]] = [
    (AuditKind.LOOK, look),
    (AuditKind.SIGN_IN, signs_in),
    (AuditKind.SIGN_IN, uses_a_link),
    (AuditKind.SIGN_IN_REFUSED, is_refused),
    (AuditKind.SIGN_IN_REFUSED, uses_an_unknown_link),
    (AuditKind.PASSKEY_ADDED, adds_a_passkey),
    (AuditKind.PASSKEY_REMOVED, removes_a_passkey),
    (AuditKind.RECOVERY_LINK_MADE, makes_a_link),
    (AuditKind.RECOVERY_LINK_MADE, uses_a_link),
    (AuditKind.RECOVERY_LINK_VOIDED, voids_a_link),
    (AuditKind.DEVICE_SIGNED_OUT, signs_a_device_out),
    (AuditKind.DEVICE_SIGNED_OUT, signs_out_everywhere),
    (AuditKind.GRANT_GIVEN, gives_a_grant),
    (AuditKind.GRANT_REVOKED, revokes_a_grant),
    (AuditKind.SHARE_LINK_MADE, makes_a_share_link),
    (AuditKind.SHARE_LINK_REVOKED, revokes_a_share_link),
    (AuditKind.EXPORT_REQUESTED, asks_for_an_export),
    (AuditKind.ENTRY_ERASED, erases_an_entry),
    (AuditKind.PHOTO_ERASED, erases_a_photo),
    (AuditKind.TREATMENT_ERASED, erases_a_treatment),
    (AuditKind.ACCOUNT_ERASED, erases_the_account),
    (AuditKind.ROLE_CHANGED, changes_a_role),
    (AuditKind.MEMBERSHIP_ENDED, ends_a_membership),
    (AuditKind.OPERATOR_LINK, operator_makes_a_link),
]
ELSEWHERE = {AuditKind.LOOK_BY_LINK, AuditKind.MEMBERSHIP_STARTED}
"""Tested where their use cases are: tests/usecases/test_share_links.py, test_sign_in.py."""


@pytest.mark.parametrize(("kind", "act"), CASES, ids=[act.__name__ for _, act in CASES])
async def test_the_use_case_writes_its_event(
    world: World, kind: AuditKind, act: Callable[[World], Awaitable[None]]
) -> None:
    await act(world)
    assert await AuditEvent.filter(kind=kind).exists()
    assert (await verify_audit()).fault is None


def test_every_kind_of_event_has_a_case() -> None:
    assert {kind for kind, _ in CASES} | ELSEWHERE == set(AuditKind)


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
