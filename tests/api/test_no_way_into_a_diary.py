"""Nothing that a practitioner or an owner can call makes them a patient who is here already.

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
"""Its row hands over a link that Alice made: she may give her diary to whom she likes."""


@pytest_asyncio.fixture
async def world(db: str, services: Services) -> World:
    return await make_world(services)


async def ways_in() -> set[UUID]:
    """Of those who are patients: their sessions and passkeys."""
    patients = await Person.filter(role=Role.PATIENT).values_list("id", flat=True)
    sessions = await AuthSession.filter(person_id__in=patients).values_list("id", flat=True)
    passkeys = await Passkey.filter(person_id__in=patients).values_list("id", flat=True)
    return {UUID(str(one)) for one in [*sessions, *passkeys]}


async def check_opens_no_diary(answer: Response, world: World, browse: Browse) -> None:
    """Whatever in it could be a secret is tried: as a session, and as a link."""
    told = answer.text + "".join(answer.headers.get_list("set-cookie"))
    for secret in set(SECRETS.findall(told)):
        viewer = await viewer_of(secret, now=world.services.clock.now())
        assert viewer is None or viewer.role is Role.PRACTITIONER
        signed_in = await browse().post("/api/links/sign-in", json={"token": secret})
        assert signed_in.status_code != 200 or signed_in.json()["role"] == Role.PRACTITIONER, secret


@pytest.mark.parametrize("line", [line for line in ROUTES if line != ALICES_OWN])
async def test_no_route_gives_a_practitioner_a_session_of_a_patient(
    line: str, world: World, browse: Browse
) -> None:
    before = await ways_in()
    for who in PRACTITIONERS:
        await check_opens_no_diary(await ask(browse(world.tokens[who]), line, world, who), world, browse)
    assert await ways_in() == before


async def test_the_check_above_sees_a_way_in(world: World, browse: Browse) -> None:
    """A check that cannot fail is none."""
    alices = await browse(world.tokens["alice"]).post("/api/my/recovery-links", json={"stored": True})
    with pytest.raises(AssertionError):
        await check_opens_no_diary(alices, world, browse)
    signed_in = await ask(browse(), ALICES_OWN, world, "bob")
    assert COOKIE in signed_in.headers["set-cookie"]
    with pytest.raises(AssertionError):
        await check_opens_no_diary(signed_in, world, browse)


async def test_who_opens_an_invitation_becomes_a_new_person_with_an_empty_diary(
    world: World, browse: Browse
) -> None:
    """All that a practitioner gets from an invitation of their own is a patient who was not there before."""
    known = set(await Person.all().values_list("id", flat=True))
    treatment_id = await new_treatment(world)
    made = await browse(world.tokens["bob"]).post(f"/api/treatments/{treatment_id}/invitation")
    token = made.json()["url"].partition("#")[2]
    refused = await browse().post("/api/links/sign-in", json={"token": token})
    assert (refused.status_code, refused.json()["code"]) == (404, "link-unknown")
    bobs = browse(world.tokens["bob"])
    someone = (await register(bobs, token)).json()
    assert UUID(someone["id"]) not in known
    changes = (await bobs.get("/api/my/changes?after=0")).json()
    assert (changes["entries"], changes["photos"]) == ([], [])
    for path in (f"/api/treatments/{world.treatment_id}/diary", f"/api/photos/{world.photo.id}/display"):
        assert (await bobs.get(path)).status_code == 404
    assert (await Treatment.get(id=world.treatment_id)).patient_id == world.people["alice"].person_id


async def test_a_link_of_ones_own_signs_in_oneself(world: World, browse: Browse) -> None:
    for who in PRACTITIONERS:
        for keep in (False, True):
            made = await browse(world.tokens[who]).post("/api/my/recovery-links", json={"stored": keep})
            token = made.json()["url"].partition("#")[2]
            me = (await browse().post("/api/links/sign-in", json={"token": token})).json()
            assert UUID(me["id"]) == world.people[who].person_id


@pytest.mark.parametrize(
    "told", [{}, {"stored": "yes"}, {"stored": None}, {"stored": True, "person_id": "x"}]
)
async def test_a_recovery_link_is_requested_with_its_own_words(
    told: dict[str, object], world: World, browse: Browse
) -> None:
    answer = await browse(world.tokens["alice"]).post("/api/my/recovery-links", json=told)
    assert answer.status_code == 422
