"""An invitation gives a treatment to its patient, who may be new or may already use the app."""

from uuid import UUID

import pytest_asyncio
from httpx2 import AsyncClient, Response

from models.people import OneTimeLink
from models.reminders import Reminder
from models.treatments import Treatment
from server.ports import Services
from tests.api.conftest import Browse
from tests.factories import make_treatment
from tests.people import World, make_world
from tests.software_authenticator import Authenticator


@pytest_asyncio.fixture
async def world(db: str, services: Services) -> World:
    return await make_world(services)


async def invite(bob: AsyncClient, treatment_id: UUID) -> str:
    link = (await bob.post(f"/api/treatments/{treatment_id}/invitation")).json()
    assert link["qr_svg"].startswith("<svg")
    return str(link["url"]).partition("#")[2]


async def new_treatment(world: World) -> UUID:
    return (await make_treatment(world.services, world.people["bob"])).id


async def register(browser: AsyncClient, token: str) -> Response:
    start = {"display_name": "Nadia", "link": token}
    ceremony = (await browser.post("/api/passkeys/registration-options", json=start)).json()
    if "options" not in ceremony:
        return await browser.post("/api/passkeys/registration-options", json=start)
    credential = Authenticator("https://afterglow.example", "afterglow.example").create(ceremony["options"])
    answer = {"ceremony_id": ceremony["ceremony_id"], "credential": credential}
    return await browser.post("/api/passkeys/registration", json=answer)


async def test_the_link_shows_what_it_is_for_before_it_is_used(world: World, browse: Browse) -> None:
    treatment_id = await new_treatment(world)
    token = await invite(browse(world.tokens["bob"]), treatment_id)
    preview = (await browse().post("/api/links/open", json={"token": token})).json()
    assert preview["purpose"] == "invitation"
    assert (preview["clinic_name"], preview["practitioner_name"]) == ("Lindenhof", "Bob Berger")
    assert (preview["sheet_title"], preview["time_zone"]) == ("Calm days", "Europe/Berlin")
    assert (await Treatment.get(id=treatment_id)).patient_id is None


async def test_a_new_patient_who_joins_receives_the_treatment(world: World, browse: Browse) -> None:
    treatment_id = await new_treatment(world)
    token = await invite(browse(world.tokens["bob"]), treatment_id)
    phone = browse()
    me = (await register(phone, token)).json()
    assert (me["role"], me["display_name"]) == ("patient", "Nadia")
    changes = (await phone.get("/api/my/changes?after=0")).json()
    assert [treatment["id"] for treatment in changes["treatments"]] == [str(treatment_id)]
    assert changes["revision"] == 1
    assert await Reminder.filter(person_id=UUID(me["id"])).exists()


async def test_an_invitation_can_be_used_only_once(world: World, browse: Browse) -> None:
    token = await invite(browse(world.tokens["bob"]), await new_treatment(world))
    assert (await register(browse(), token)).status_code == 200
    late = await register(browse(), token)
    assert (late.status_code, late.json()["code"]) == (410, "link-used")


async def test_a_newer_invitation_to_a_treatment_replaces_the_older_one(world: World, browse: Browse) -> None:
    bob, treatment_id = browse(world.tokens["bob"]), await new_treatment(world)
    first, second = await invite(bob, treatment_id), await invite(bob, treatment_id)
    void = await register(browse(), first)
    assert (void.status_code, void.json()["code"]) == (410, "link-expired")
    assert (await register(browse(), second)).status_code == 200


async def test_a_registration_cannot_finish_after_its_invitation_was_replaced(
    world: World, browse: Browse
) -> None:
    bob, phone, treatment_id = browse(world.tokens["bob"]), browse(), await new_treatment(world)
    start = {"display_name": "Nadia", "link": await invite(bob, treatment_id)}
    ceremony = (await phone.post("/api/passkeys/registration-options", json=start)).json()
    await invite(bob, treatment_id)
    credential = Authenticator("https://afterglow.example", "afterglow.example").create(ceremony["options"])
    answer = {"ceremony_id": ceremony["ceremony_id"], "credential": credential}
    void = await phone.post("/api/passkeys/registration", json=answer)
    assert (void.status_code, void.json()["code"]) == (410, "link-expired")


async def test_a_patient_who_already_uses_the_app_accepts_without_a_new_passkey(
    world: World, browse: Browse
) -> None:
    charlie = browse(world.tokens["charlie"])
    treatment_id = await new_treatment(world)
    token = await invite(browse(world.tokens["bob"]), treatment_id)
    assert (await charlie.post("/api/links/accept", json={"token": token})).json()["display_name"] == (
        "Charlie Conrad"
    )
    changes = (await charlie.get("/api/my/changes?after=0")).json()
    assert [treatment["id"] for treatment in changes["treatments"]] == [str(treatment_id)]
    again = await charlie.post("/api/links/accept", json={"token": token})
    assert (again.status_code, again.json()["code"]) == (410, "link-used")


async def test_the_clinic_cannot_invite_a_patient_who_has_joined(world: World, browse: Browse) -> None:
    bob = browse(world.tokens["bob"])
    answer = await bob.post(f"/api/treatments/{world.treatment_id}/invitation")
    assert (answer.status_code, answer.json()["code"]) == (409, "already-joined")
    assert await OneTimeLink.filter(purpose="invitation").count() == 0
