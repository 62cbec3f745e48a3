"""Passkeys: answer one anew, list, name and remove them; and what needs an answer of the last ten minutes."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from models.people import AuthSession, Passkey
from models.reminders import PushSubscription
from server.domain.errors import Conflict, Gone, Invalid, NotFound, PasskeyNotFresh
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.people import Ceremony, CeremonyAnswer, PasskeyLabel, RegistrationStart
from server.usecases import invitations, passkeys, people, registration, reminders
from server.usecases.auth_sessions import open_auth_session, signed_out_by, viewer_of
from tests.factories import make_passkey, passkey_credential
from tests.fakes import FakeClock
from tests.people import push_subscription

MINUTE = timedelta(minutes=1)


async def sign_in(services: Services, person: Viewer, *, by_passkey: bool = True) -> tuple[Viewer, str]:
    """Sign another device of this person in; return the person on it and its token."""
    passkey_id = uuid4() if by_passkey else None
    token = await open_auth_session(services, person.person_id, device_label="tablet", passkey_id=passkey_id)
    return await on_device(services, token), token


async def on_device(services: Services, token: str) -> Viewer:
    viewer = await viewer_of(token, now=services.clock.now())
    assert viewer is not None
    return viewer


def answer(ceremony: Ceremony, person: Viewer, *, user_verified: bool = True) -> CeremonyAnswer:
    credential = {
        "id": passkey_credential(person).hex(),
        "challenge": ceremony.options["challenge"],
        "user_verified": user_verified,
    }
    return CeremonyAnswer(ceremony_id=ceremony.ceremony_id, credential=credential)


Guarded = Callable[[Services, Viewer], Awaitable[object]]


async def add_passkey(services: Services, viewer: Viewer) -> None:
    await registration.start_registration(services, viewer, RegistrationStart(display_name="Alice"))


async def make_link(services: Services, viewer: Viewer) -> None:
    await invitations.create_recovery_link(services, viewer, stored=True)


async def remove_passkey(services: Services, viewer: Viewer) -> None:
    await passkeys.remove_passkey(services, viewer, await make_passkey(viewer, "spare"))


async def remove_device(services: Services, viewer: Viewer) -> None:
    other, _ = await sign_in(services, viewer)
    await people.sign_out_device(services, viewer, other.auth_session_id)


GUARDED: dict[str, Guarded] = {
    "adding a passkey": add_passkey,
    "making a recovery link": make_link,
    "removing a passkey": remove_passkey,
    "removing a device": remove_device,
    "signing out everywhere": people.sign_out_everywhere,
}


@pytest.mark.parametrize("guarded", GUARDED.values(), ids=GUARDED)
class TestAFreshAnswer:
    async def test_permits_it_for_ten_minutes(
        self, guarded: Guarded, services: Services, clock: FakeClock, alice: Viewer
    ) -> None:
        await make_passkey(alice)
        device, _ = await sign_in(services, alice)
        clock.moment += 10 * MINUTE - timedelta(seconds=1)
        await guarded(services, device)

    async def test_is_missing_after_ten_minutes(
        self, guarded: Guarded, services: Services, clock: FakeClock, alice: Viewer
    ) -> None:
        await make_passkey(alice)
        device, token = await sign_in(services, alice)
        clock.moment += 10 * MINUTE
        with pytest.raises(PasskeyNotFresh):
            await guarded(services, device)
        await on_device(services, token)  # still signed in

    async def test_can_be_given_anew(
        self, guarded: Guarded, services: Services, clock: FakeClock, alice: Viewer
    ) -> None:
        await make_passkey(alice)
        device, token = await sign_in(services, alice)
        clock.moment += 60 * MINUTE
        ceremony = await passkeys.start_confirmation(services, device)
        confirmed = await passkeys.finish_confirmation(services, device, answer(ceremony, alice))
        assert confirmed.fresh_until == clock.now() + 10 * MINUTE
        await guarded(services, await on_device(services, token))

    async def test_is_one_on_this_device(
        self, guarded: Guarded, services: Services, clock: FakeClock, alice: Viewer
    ) -> None:
        await make_passkey(alice)
        device, _ = await sign_in(services, alice)
        clock.moment += 60 * MINUTE
        await sign_in(services, alice)
        with pytest.raises(PasskeyNotFresh):
            await guarded(services, device)


class TestConfirmation:
    @pytest.fixture(autouse=True)
    async def passkeys_of_both(self, alice: Viewer, dora: Viewer) -> None:
        await make_passkey(alice)
        await make_passkey(dora)

    async def test_records_the_use_of_the_passkey(
        self, services: Services, alice: Viewer, clock: FakeClock
    ) -> None:
        ceremony = await passkeys.start_confirmation(services, alice)
        await passkeys.finish_confirmation(services, alice, answer(ceremony, alice))
        [passkey] = (await passkeys.list_passkeys(alice)).passkeys
        assert passkey.last_used_at == clock.now()
        assert (await Passkey.get(person_id=alice.person_id)).sign_count == 1

    async def test_needs_a_passkey_of_this_person(
        self, services: Services, alice: Viewer, dora: Viewer
    ) -> None:
        ceremony = await passkeys.start_confirmation(services, alice)
        with pytest.raises(Invalid) as refused:
            await passkeys.finish_confirmation(services, alice, answer(ceremony, dora))
        assert refused.value.code == "passkey-refused"

    async def test_needs_the_device_to_recognize_the_person(self, services: Services, alice: Viewer) -> None:
        """An unlocked phone in a stranger's hand must not be enough."""
        ceremony = await passkeys.start_confirmation(services, alice)
        assert ceremony.options["verify_user"] is True
        with pytest.raises(Invalid) as refused:
            await passkeys.finish_confirmation(services, alice, answer(ceremony, alice, user_verified=False))
        assert refused.value.code == "passkey-unverified"

    async def test_happens_on_the_device_that_started_it(
        self, services: Services, alice: Viewer, dora: Viewer
    ) -> None:
        tablet, _ = await sign_in(services, alice)
        for other in (dora, tablet):
            ceremony = await passkeys.start_confirmation(services, alice)
            with pytest.raises(Gone) as refused:
                await passkeys.finish_confirmation(services, other, answer(ceremony, alice))
            assert refused.value.code == "ceremony-expired"


class TestTheFirstPasskeyOfADevice:
    async def test_can_be_added_within_a_day_of_a_recovery_link(
        self, services: Services, alice: Viewer, clock: FakeClock
    ) -> None:
        """The person may have lost the phone with their passkey."""
        await make_passkey(alice)
        device, _ = await sign_in(services, alice, by_passkey=False)
        clock.pass_time(hours=23)
        await add_passkey(services, device)
        clock.pass_time(hours=1)
        with pytest.raises(PasskeyNotFresh):
            await add_passkey(services, device)

    async def test_opens_nothing_else_before_it_is_answered(self, services: Services, alice: Viewer) -> None:
        await make_passkey(alice)
        device, _ = await sign_in(services, alice, by_passkey=False)
        with pytest.raises(PasskeyNotFresh):
            await make_link(services, device)

    async def test_can_always_be_added_by_a_person_without_one(
        self, services: Services, alice: Viewer, clock: FakeClock
    ) -> None:
        device, _ = await sign_in(services, alice, by_passkey=False)
        clock.pass_time(days=30)
        await add_passkey(services, device)

    async def test_makes_the_answer_fresh_without_another_device_in_the_list(
        self, services: Services, alice: Viewer
    ) -> None:
        device, token = await sign_in(services, alice, by_passkey=False)
        ceremony = await registration.start_registration(
            services, device, RegistrationStart(display_name="Alice")
        )
        added = await registration.finish_registration(services, device, answer(ceremony, alice))
        assert added.token is None
        assert await AuthSession.filter(person_id=alice.person_id).count() == 1
        await make_link(services, await on_device(services, token))


class TestRemoving:
    async def test_the_last_passkey_is_refused_without_a_recovery_link(
        self, services: Services, alice: Viewer
    ) -> None:
        passkey_id = await make_passkey(alice)
        with pytest.raises(Conflict) as refused:
            await passkeys.remove_passkey(services, alice, passkey_id)
        assert refused.value.code == "last-sign-in"
        await make_link(services, alice)
        assert (await passkeys.remove_passkey(services, alice, passkey_id)).passkeys == []

    async def test_a_link_for_immediate_use_is_not_enough(self, services: Services, alice: Viewer) -> None:
        passkey_id = await make_passkey(alice)
        await invitations.create_recovery_link(services, alice, stored=False)
        with pytest.raises(Conflict):
            await passkeys.remove_passkey(services, alice, passkey_id)

    async def test_a_stolen_passkey_signs_out_the_devices_that_used_it(
        self, services: Services, alice: Viewer, clock: FakeClock
    ) -> None:
        await make_passkey(alice)
        stolen = await make_passkey(alice, "stolen")
        token = await open_auth_session(services, alice.person_id, device_label="thief", passkey_id=stolen)
        await reminders.subscribe(services, await on_device(services, token), push_subscription("thief"))
        _, mine = await sign_in(services, alice)
        await passkeys.remove_passkey(services, alice, stolen)
        assert await viewer_of(token, now=clock.now()) is None
        assert await signed_out_by(token, now=clock.now()) == "device-signed-out"
        assert await PushSubscription.all().count() == 0
        await on_device(services, mine)

    async def test_nobody_else_can_name_or_remove_it(
        self, services: Services, alice: Viewer, dora: Viewer
    ) -> None:
        passkey_id = await make_passkey(alice)
        for strange in (
            passkeys.remove_passkey(services, dora, passkey_id),
            passkeys.name_passkey(dora, passkey_id, PasskeyLabel(label="mine")),
        ):
            with pytest.raises(NotFound) as refused:
                await strange
            assert refused.value.code == "passkey-unknown"

    async def test_a_name_is_stored(self, alice: Viewer) -> None:
        passkey_id = await make_passkey(alice)
        named = await passkeys.name_passkey(alice, passkey_id, PasskeyLabel(label="My phone"))
        assert [(passkey.id, passkey.label) for passkey in named.passkeys] == [(passkey_id, "My phone")]


class TestDevices:
    async def test_signing_out_everywhere_ends_every_session_and_push_subscription(
        self, services: Services, alice: Viewer, dora: Viewer, clock: FakeClock
    ) -> None:
        tokens = [(await sign_in(services, alice))[1] for _ in range(3)]
        doras = (await sign_in(services, dora))[1]
        for number, token in enumerate(tokens):
            phone = push_subscription(f"phone {number}")
            await reminders.subscribe(services, await on_device(services, token), phone)
        await people.sign_out_everywhere(services, replace(alice, auth_session_id=uuid4()))
        assert [await viewer_of(token, now=clock.now()) for token in tokens] == [None, None, None]
        assert {await signed_out_by(token, now=clock.now()) for token in tokens} == {"device-signed-out"}
        assert await PushSubscription.all().count() == 0
        assert (await people.auth_sessions(services, alice)).auth_sessions == []
        await on_device(services, doras)

    async def test_a_device_that_has_merely_expired_was_not_signed_out(
        self, services: Services, alice: Viewer, clock: FakeClock
    ) -> None:
        _, token = await sign_in(services, alice)
        clock.pass_time(days=61)
        assert await viewer_of(token, now=clock.now()) is None
        for other in (token, "unknown"):
            assert await signed_out_by(other, now=clock.now()) == "not-signed-in"
