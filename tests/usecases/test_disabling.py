"""A disabled account: everything that signs its person in ends or waits, and its phones are told."""

from uuid import uuid4

import pytest

from models.audit import AuditEvent
from models.people import AuthSession, OneTimeLink, Person
from models.reminders import PushSubscription
from server.domain.audit import AuditKind
from server.domain.errors import Conflict, Gone, Invalid, NotFound
from server.domain.viewer import Viewer
from server.jobs.disabling import Disabling, disable_and_tell
from server.ports import PushFailed, Services
from server.shapes.people import CeremonyAnswer
from server.shapes.sharing import ShareLinkMade, ShareLinkOpen
from server.usecases import invitations, memberships, reminders, shared_diaries, sign_in
from server.usecases.access_by_link import link_reader_of
from server.usecases.auth_sessions import signed_out_by, viewer_of
from server.usecases.staff import (
    disable_account,
    enable_account,
    list_disabled_elsewhere,
    list_staff,
    make_staff_sign_in_link,
)
from tests.factories import (
    make_clinic,
    make_passkey,
    make_practitioner,
    make_share_link,
    open_link,
    passkey_credential,
)
from tests.fakes import NOW, FakeClock, FakePush
from tests.people import push_subscription
from tests.usecases.audited import World
from tests.usecases.test_passkeys import sign_in as signed_in_device


async def sign_in_by_passkey(services: Services, person: Viewer) -> None:
    ceremony = await sign_in.start_authentication(services)
    credential = {
        "id": passkey_credential(person).hex(),
        "challenge": ceremony.options["challenge"],
        "user_verified": True,
    }
    await sign_in.finish_authentication(
        services, CeremonyAnswer(ceremony_id=ceremony.ceremony_id, credential=credential)
    )


async def recovery_token(services: Services, person: Viewer) -> str:
    return (await invitations.create_recovery_link(services, person, stored=True)).url.partition("#")[2]


async def refusal_of_passkey(services: Services, person: Viewer) -> tuple[str, str]:
    with pytest.raises(Invalid) as refused:
        await sign_in_by_passkey(services, person)
    return refused.value.code, refused.value.detail


async def code_of_link(services: Services, token: str) -> str:
    with pytest.raises((Gone, NotFound)) as refused:
        await sign_in.sign_in_by_link(services, token)
    return refused.value.code


async def test_devices_end_at_once_and_say_why(services: Services, alice: Viewer, dora: Viewer) -> None:
    device, token = await signed_in_device(services, alice)
    _, hers = await signed_in_device(services, dora)
    await reminders.subscribe(services, device, push_subscription("phone"))
    assert (await disable_account(services, alice.person_id)).devices == 1
    assert await viewer_of(token, now=NOW) is None
    assert await signed_out_by(token, now=NOW) == "account-disabled"
    assert not await PushSubscription.exists()
    assert await viewer_of(hers, now=NOW) is not None, "nobody else is signed out"
    await enable_account(services, alice.person_id)
    assert await viewer_of(token, now=NOW) is None, "what ended stays ended"
    assert await signed_out_by(token, now=NOW) == "device-signed-out"


async def test_a_passkey_is_refused_as_one_that_nobody_has(
    services: Services, alice: Viewer, dora: Viewer
) -> None:
    await make_passkey(alice)
    await disable_account(services, alice.person_id)
    assert await refusal_of_passkey(services, alice) == await refusal_of_passkey(services, dora)
    await enable_account(services, alice.person_id)
    await sign_in_by_passkey(services, alice)


async def test_a_link_has_expired_for_good(services: Services, alice: Viewer) -> None:
    token = await recovery_token(services, alice)
    await disable_account(services, alice.person_id)
    assert await code_of_link(services, token) == "link-expired"
    await enable_account(services, alice.person_id)
    assert await code_of_link(services, token) == "link-expired"


async def test_what_a_request_under_way_has_made_opens_nothing_and_ends(
    services: Services, alice: Viewer
) -> None:
    """A request that was let in before may finish after: its device and its link are younger than the end of all."""
    await Person.filter(id=alice.person_id).update(disabled_at=NOW)
    token = await recovery_token(services, alice)
    assert await code_of_link(services, token) == "link-expired"
    await Person.filter(id=alice.person_id).update(disabled_at=None)
    _, device = await signed_in_device(services, alice)
    await Person.filter(id=alice.person_id).update(disabled_at=NOW)
    assert await viewer_of(device, now=NOW) is None
    assert await signed_out_by(device, now=NOW) == "account-disabled"
    assert await enable_account(services, alice.person_id)
    assert await viewer_of(device, now=NOW) is None
    assert await code_of_link(services, token) == "link-expired"


async def test_a_share_link_waits_until_the_account_is_enabled(world: World) -> None:
    made = await make_share_link(world.services, world.alice, world.treatment)
    browser = await open_link(world.services, made)
    await disable_account(world.services, world.alice.person_id)
    assert await link_reader_of(browser, now=NOW) is None
    with pytest.raises(NotFound) as refused:
        await shared_diaries.open_share_link(world.services, opening(made), client="203.0.113.9")
    assert refused.value.code == "share-link-refused"
    await enable_account(world.services, world.alice.person_id)
    assert await link_reader_of(browser, now=NOW) is not None


def opening(made: ShareLinkMade) -> ShareLinkOpen:
    return ShareLinkOpen(token=made.url.partition("#")[2], code=made.code)


async def test_a_disabled_owner_brings_nobody_in(services: Services, bob: Viewer) -> None:
    owner = await make_practitioner(await make_clinic("Rosengarten"), "Olga", is_owner=True)
    await invitations.invite_colleague(services, owner)
    other = await invitations.invite_colleague(
        services, await make_practitioner(await make_clinic("Third"), "Ian")
    )
    await disable_account(services, owner.person_id)
    [open_now] = await OneTimeLink.filter(expires_at__gt=NOW)
    assert open_now.expires_at == other.expires_at
    assert (await memberships.list_team(services, owner)).invitations == []


async def test_the_operator_sees_who_is_disabled_and_makes_them_no_link(
    services: Services, bob: Viewer, alice: Viewer, clock: FakeClock
) -> None:
    await disable_account(services, bob.person_id)
    clock.pass_time(hours=1)
    await disable_account(services, alice.person_id)
    [member] = await list_staff()
    assert member.disabled_at == NOW
    assert await list_disabled_elsewhere() == {alice.person_id: clock.now()}
    with pytest.raises(Conflict) as refused:
        await make_staff_sign_in_link(services, bob.person_id)
    assert refused.value.code == "account-disabled"
    assert not await OneTimeLink.exists()


async def test_repeating_changes_nothing(services: Services, alice: Viewer, clock: FakeClock) -> None:
    assert not await enable_account(services, alice.person_id)
    await disable_account(services, alice.person_id)
    clock.pass_time(hours=1)
    assert (await disable_account(services, alice.person_id)).devices == 0
    assert (await Person.get(id=alice.person_id)).disabled_at == NOW
    assert await AuditEvent.filter(kind=AuditKind.ACCOUNT_DISABLED).count() == 1
    assert not await AuditEvent.filter(kind=AuditKind.ACCOUNT_ENABLED).exists()


async def test_an_unknown_and_an_erased_account_are_refused(services: Services, alice: Viewer) -> None:
    await Person.filter(id=alice.person_id).update(erased_at=NOW)
    for person_id in (alice.person_id, uuid4()):
        for change in (disable_account, enable_account):
            with pytest.raises(NotFound):
                await change(services, person_id)


async def test_each_phone_gets_one_last_message(services: Services, alice: Viewer) -> None:
    assert isinstance(services.push, FakePush)
    await Person.filter(id=alice.person_id).update(language="de")
    for name in ("phone", "gone"):
        device, _ = await signed_in_device(services, alice)
        await reminders.subscribe(services, device, push_subscription(name))
    services.push.answers["https://push.example/gone"] = PushFailed("gone", permanent=True)
    assert await disable_and_tell(services, alice.person_id) == Disabling(devices=2, messages=1)
    [(target, message)] = services.push.sent
    assert target.endpoint == "https://push.example/phone"
    assert "Dieses Konto wurde gesperrt." in message.body
    assert await disable_and_tell(services, alice.person_id) == Disabling(devices=0, messages=0)
    assert not await AuthSession.filter(revoked_at=None).exists()
