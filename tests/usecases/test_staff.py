"""What the operator may do for the practitioners, and for a patient whom no clinic can help."""

from uuid import uuid4

import pytest

from models.audit import AuditDetailRow, AuditEvent
from models.people import Clinic, Membership, OneTimeLink, Passkey, Person
from server.domain.audit import AuditKind
from server.domain.errors import Conflict, NotFound
from server.domain.viewer import Viewer
from server.ports import Services
from server.usecases.auth_sessions import viewer_of
from server.usecases.sign_in import sign_in_by_link
from server.usecases.staff import list_staff, make_patient_sign_in_link, make_staff_sign_in_link
from tests.factories import make_own_treatment, make_passkey
from tests.fakes import NOW, FakeClock
from tests.usecases.audited import World


async def test_everyone_who_works_in_a_clinic_is_listed(
    bob: Viewer, frida: Viewer, alice: Viewer, clock: FakeClock
) -> None:
    await make_passkey(bob)
    await Membership.filter(person_id=frida.person_id).update(ended_at=clock.now())
    [only] = await list_staff()
    assert (only.person_id, only.name, only.clinic) == (
        bob.person_id,
        bob.display_name,
        "Lindenhof",
    )
    assert (only.passkeys, only.last_seen_at) == (1, None)


async def test_a_practitioner_who_lost_every_passkey_signs_in_once(
    services: Services, bob: Viewer, clock: FakeClock
) -> None:
    await Passkey.filter(person_id=bob.person_id).delete()
    token = (await make_staff_sign_in_link(services, bob.person_id)).url.partition("#")[2]
    signed_in = await sign_in_by_link(services, token)
    viewer = await viewer_of(signed_in.token or "", now=clock.now())
    assert viewer is not None
    assert (viewer.person_id, viewer.may_add_first_passkey(clock.now())) == (bob.person_id, True)
    [member] = await list_staff()
    assert member.last_seen_at == clock.now()
    with pytest.raises(Exception, match="used"):
        await sign_in_by_link(services, token)


async def test_a_patient_without_a_clinic_gets_a_link_that_waits(
    services: Services, alice: Viewer, clock: FakeClock
) -> None:
    await make_own_treatment(services, alice)
    link = await make_patient_sign_in_link(services, alice.person_id)
    token = link.url.partition("#")[2]
    with pytest.raises(Conflict) as refused:
        await sign_in_by_link(services, token)
    assert refused.value.code == "link-not-yet"
    assert clock.pass_time(hours=24) == link.works_at
    assert (await sign_in_by_link(services, token)).me.id == alice.person_id
    made = await AuditEvent.get(kind=AuditKind.ASSISTED_LINK_MADE)
    assert (await AuditDetailRow.get(event_position=made.position)).document["by"] == "operator"


async def test_a_patient_whose_clinic_can_help_gets_none_from_the_operator(world: World) -> None:
    alice, bob = world.alice.person_id, world.bob.person_id
    with pytest.raises(Conflict, match="Lindenhof"):
        await make_patient_sign_in_link(world.services, alice)
    await Person.filter(id=bob).update(disabled_at=NOW)  # nobody is left there
    assert (await make_patient_sign_in_link(world.services, alice)).works_at > NOW


async def test_nobody_else_gets_a_link(
    services: Services, lindenhof: Clinic, alice: Viewer, frida: Viewer, clock: FakeClock
) -> None:
    await Membership.filter(person_id=frida.person_id).update(ended_at=clock.now())
    for person_id in (alice.person_id, frida.person_id, uuid4()):
        with pytest.raises(NotFound):
            await make_staff_sign_in_link(services, person_id)
    for person_id in (frida.person_id, uuid4()):
        with pytest.raises(NotFound):
            await make_patient_sign_in_link(services, person_id)
    assert not await OneTimeLink.exists()
