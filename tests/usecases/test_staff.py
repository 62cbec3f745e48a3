"""What the operator may do for the practitioners, and for nobody else."""

from uuid import uuid4

import pytest

from models.people import Clinic, Membership, OneTimeLink, Passkey
from server.domain.errors import NotFound
from server.domain.viewer import Viewer
from server.ports import Services
from server.usecases.auth_sessions import viewer_of
from server.usecases.sign_in import sign_in_by_link
from server.usecases.staff import list_staff, make_staff_sign_in_link
from tests.factories import make_passkey
from tests.fakes import FakeClock


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


async def test_nobody_else_gets_a_link(
    services: Services, lindenhof: Clinic, alice: Viewer, frida: Viewer, clock: FakeClock
) -> None:
    await Membership.filter(person_id=frida.person_id).update(ended_at=clock.now())
    for person_id in (alice.person_id, frida.person_id, uuid4()):
        with pytest.raises(NotFound):
            await make_staff_sign_in_link(services, person_id)
    assert not await OneTimeLink.exists()
