"""No call by a practitioner or an owner signs them in as a patient who already uses the app.

"A diary opens to its patient, and to a practitioner by that patient's grant while it runs."
"""

import re
from uuid import UUID

import pytest
import pytest_asyncio
from httpx2 import Response

from models.people import AuthSession, Passkey, Person
from models.treatments import Treatment
from server.domain.vocabulary import Role
from server.ports import Services
from server.usecases.auth_sessions import viewer_of
from tests.api.conftest import COOKIE, Browse
from tests.api.test_authorisation import ROUTES, ask
from tests.api.test_invitations import new_treatment, register
from tests.people import Name, World, make_world

PRACTITIONERS: tuple[Name, ...] = ("bob", "erin")
SECRETS = re.compile(r"[\w-]{24,}")
ALICES_OWN = "POST /api/links/sign-in"
"""Its row sends a link that Alice created herself, so it is expected to sign in as her."""


@pytest_asyncio.fixture
async def world(db: str, services: Services) -> World:
    return await make_world(services)


async def patient_credentials() -> set[UUID]:
    """Return the ids of all sessions and passkeys of patients."""
    patients = await Person.filter(role=Role.PATIENT).values_list("id", flat=True)
    sessions = await AuthSession.filter(person_id__in=patients).values_list("id", flat=True)
    passkeys = await Passkey.filter(person_id__in=patients).values_list("id", flat=True)
    return {UUID(str(row_id)) for row_id in [*sessions, *passkeys]}


async def check_opens_no_diary(answer: Response, world: World, browse: Browse) -> None:
    """Try everything in the answer that could be a secret, as a session and as a link."""
    content = answer.text + "".join(answer.headers.get_list("set-cookie"))
    for secret in set(SECRETS.findall(content)):
        viewer = await viewer_of(secret, now=world.services.clock.now())
        assert viewer is None or viewer.role is Role.PRACTITIONER
        signed_in = await browse().post("/api/links/sign-in", json={"token": secret})
        assert signed_in.status_code != 200 or signed_in.json()["role"] == Role.PRACTITIONER, secret


@pytest.mark.parametrize("line", [line for line in ROUTES if line != ALICES_OWN])
async def test_no_route_gives_a_practitioner_the_session_of_a_patient(
    line: str, world: World, browse: Browse
) -> None:
    before = await patient_credentials()
    for who in PRACTITIONERS:
        await check_opens_no_diary(await ask(browse(world.tokens[who]), line, world, who), world, browse)
    assert await patient_credentials() == before


async def test_the_check_above_can_fail(world: World, browse: Browse) -> None:
    """Show that it detects a recovery link and a session of a patient."""
    alices = await browse(world.tokens["alice"]).post("/api/my/recovery-links", json={"stored": True})
    with pytest.raises(AssertionError):
        await check_opens_no_diary(alices, world, browse)
    signed_in = await ask(browse(), ALICES_OWN, world, "bob")
    assert COOKIE in signed_in.headers["set-cookie"]
    with pytest.raises(AssertionError):
        await check_opens_no_diary(signed_in, world, browse)


async def test_a_practitioner_who_opens_an_invitation_becomes_a_new_person_with_an_empty_diary(
    world: World, browse: Browse
) -> None:
    """The invitation creates a new patient and never opens the diary of an existing one."""
    known = set(await Person.all().values_list("id", flat=True))
    treatment_id = await new_treatment(world)
    invitation = await browse(world.tokens["bob"]).post(f"/api/treatments/{treatment_id}/invitation")
    token = invitation.json()["url"].partition("#")[2]
    refused = await browse().post("/api/links/sign-in", json={"token": token})
    assert (refused.status_code, refused.json()["code"]) == (404, "link-unknown")
    bob = browse(world.tokens["bob"])
    new_person = (await register(bob, token)).json()
    assert UUID(new_person["id"]) not in known
    changes = (await bob.get("/api/my/changes?after=0")).json()
    assert (changes["entries"], changes["photos"]) == ([], [])
    for path in (f"/api/treatments/{world.treatment_id}/diary", f"/api/photos/{world.photo.id}/display"):
        assert (await bob.get(path)).status_code == 404
    assert (await Treatment.get(id=world.treatment_id)).patient_id == world.people["alice"].person_id


async def test_a_recovery_link_signs_in_the_person_who_created_it(world: World, browse: Browse) -> None:
    for who in PRACTITIONERS:
        for stored in (False, True):
            link = await browse(world.tokens[who]).post("/api/my/recovery-links", json={"stored": stored})
            token = link.json()["url"].partition("#")[2]
            me = (await browse().post("/api/links/sign-in", json={"token": token})).json()
            assert UUID(me["id"]) == world.people[who].person_id


@pytest.mark.parametrize(
    "body", [{}, {"stored": "yes"}, {"stored": None}, {"stored": True, "person_id": "x"}]
)
async def test_a_request_for_a_recovery_link_must_say_whether_to_store_it(
    body: dict[str, object], world: World, browse: Browse
) -> None:
    answer = await browse(world.tokens["alice"]).post("/api/my/recovery-links", json=body)
    assert answer.status_code == 422
