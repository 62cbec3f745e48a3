"""A ceremony has one purpose: a registration never signs in, and a sign-in never registers."""

from typing import Any

import pytest

from models.people import AuthSession, Passkey, Person
from server.domain.errors import Gone
from server.domain.viewer import Viewer
from server.ports import Services
from server.shapes.people import Ceremony, CeremonyAnswer, RegistrationStart
from server.usecases.registration import finish_registration, start_registration
from server.usecases.sign_in import finish_authentication, start_authentication
from tests.fakes import FakeClock

PASSKEY = "ab" * 16


def answer(ceremony: Ceremony, passkey: str = PASSKEY) -> CeremonyAnswer:
    """Return a response that `FakePasskeys` accepts: it contains the challenge of the ceremony."""
    credential: dict[str, Any] = {"id": passkey, "challenge": ceremony.options["challenge"]}
    return CeremonyAnswer(ceremony_id=ceremony.ceremony_id, credential=credential)


async def start_registering(services: Services, guest: Viewer | None = None) -> Ceremony:
    return await start_registration(services, guest, RegistrationStart(display_name="Alice"))


@pytest.fixture
async def registered(services: Services, db: str) -> None:
    """Alice has a passkey."""
    await finish_registration(services, None, answer(await start_registering(services)))


@pytest.mark.usefixtures("registered")
class TestPurpose:
    async def test_a_passkey_signs_in_with_a_sign_in_ceremony(self, services: Services) -> None:
        signed_in = await finish_authentication(services, answer(await start_authentication(services)))
        assert signed_in.me.display_name == "Alice"

    async def test_a_registration_ceremony_cannot_sign_in(self, services: Services) -> None:
        """Otherwise, somebody could sign in with a challenge that was issued to register a passkey."""
        ceremony = await start_registering(services)
        with pytest.raises(Gone) as refused:
            await finish_authentication(services, answer(ceremony))
        assert refused.value.code == "ceremony-expired"
        assert await AuthSession.all().count() == 1

    async def test_a_sign_in_ceremony_cannot_register(self, services: Services) -> None:
        """It names no person: a passkey would be stored for nobody, or for somebody else."""
        ceremony = await start_authentication(services)
        with pytest.raises(Gone) as refused:
            await finish_registration(services, None, answer(ceremony, passkey="cd" * 16))
        assert refused.value.code == "ceremony-expired"
        assert (await Person.all().count(), await Passkey.all().count()) == (1, 1)

    async def test_a_ceremony_used_for_the_wrong_purpose_remains_valid_for_its_own(
        self, services: Services
    ) -> None:
        ceremony = await start_authentication(services)
        with pytest.raises(Gone):
            await finish_registration(services, None, answer(ceremony))
        assert (await finish_authentication(services, answer(ceremony))).me.display_name == "Alice"

    async def test_a_ceremony_lasts_five_minutes(self, services: Services, clock: FakeClock) -> None:
        ceremony = await start_authentication(services)
        clock.pass_time(minutes=5)
        with pytest.raises(Gone):
            await finish_authentication(services, answer(ceremony))


class TestAnotherPasskey:
    async def test_is_added_by_the_person_who_started_the_ceremony(
        self, services: Services, alice: Viewer
    ) -> None:
        added = await finish_registration(services, alice, answer(await start_registering(services, alice)))
        assert added.me.id == alice.person_id
        assert await Passkey.filter(person_id=alice.person_id).count() == 1

    async def test_cannot_be_added_by_anybody_else(
        self, services: Services, alice: Viewer, dora: Viewer
    ) -> None:
        """Otherwise, a person who learns the id of Alice's ceremony could sign in as Alice from then on."""
        for stranger in (None, dora):
            ceremony = await start_registering(services, alice)
            with pytest.raises(Gone) as refused:
                await finish_registration(services, stranger, answer(ceremony))
            assert refused.value.code == "ceremony-expired"
        assert await Passkey.all().count() == 0
