"""Call every route that a grant opens as colleagues: only a grant to everyone lets one stand in for another."""

import pytest
import pytest_asyncio

from models.people import AuthSession, Membership
from models.sharing import AccessRecord
from server.ports import Services
from server.usecases.auth_sessions import open_auth_session
from server.usecases.sharing import revoke_grant
from tests.api.access_matrix import ROWS
from tests.api.conftest import Browse
from tests.api.test_authorisation import ask, check_refused
from tests.factories import make_grant
from tests.fakes import NOW
from tests.people import Name, World, make_world

BY_GRANT = [line for line, row in ROWS.items() if row.admits in ({"bob"}, {"alice", "bob"})]
"""The routes that are open to Bob and not to Frida, his colleague, because only he holds a grant."""
CLINIC: tuple[Name, ...] = ("bob", "frida")
STRANGERS: tuple[Name, ...] = ("erin", "dora", "charlie")


@pytest_asyncio.fixture
async def world(db: str, services: Services) -> World:
    return await make_world(services)


async def share_with_everyone(world: World) -> None:
    """Alice stops sharing with Bob alone and shares with everyone at his clinic."""
    alice = world.people["alice"]
    await revoke_grant(world.services, alice, world.grant_id)
    await make_grant(world.services, alice, world.treatment_id, to_everyone=True)


def test_the_routes_that_a_grant_opens_are_known() -> None:
    names = {line.split("/")[-1] for line in BY_GRANT}
    assert {"diary", "review", "photos", "replies", "reviewed", "grant", "{size}", "review.pdf"} <= names


@pytest.mark.parametrize("line", BY_GRANT)
async def test_a_colleague_stands_in_only_by_a_grant_to_everyone(
    line: str, world: World, browse: Browse
) -> None:
    await check_refused(line, world, "frida", browse(world.tokens["frida"]))
    await share_with_everyone(world)
    for who in STRANGERS:
        await check_refused(line, world, who, browse(world.tokens[who]))
    answer = await ask(browse(world.tokens["frida"]), line, world, "frida")
    assert answer.status_code == ROWS[line].gives, answer.text


@pytest.mark.parametrize("line", BY_GRANT)
async def test_a_former_colleague_does_not_stand_in(line: str, world: World, browse: Browse) -> None:
    """Neither on the device that has chosen the clinic, nor on one that signs in afterwards."""
    await share_with_everyone(world)
    frida = world.people["frida"]
    await Membership.filter(person_id=frida.person_id).update(ended_at=NOW)
    await check_refused(line, world, "frida", browse(world.tokens["frida"]))
    signed_in = await open_auth_session(world.services, frida.person_id, device_label="new")
    assert (await AuthSession.get(label="new")).clinic_id is None
    await check_refused(line, world, "frida", browse(signed_in))


@pytest.mark.parametrize("line", BY_GRANT)
async def test_nobody_stands_in_after_the_grant_was_revoked(line: str, world: World, browse: Browse) -> None:
    await revoke_grant(world.services, world.people["alice"], world.grant_id)
    grant = await make_grant(world.services, world.people["alice"], world.treatment_id, to_everyone=True)
    await revoke_grant(world.services, world.people["alice"], grant.id)
    for who in CLINIC:
        await check_refused(line, world, who, browse(world.tokens[who]))


async def test_every_look_is_recorded_under_the_name_of_the_one_who_looks(
    world: World, browse: Browse
) -> None:
    await share_with_everyone(world)
    for who in ("frida", "bob", "frida"):
        await browse(world.tokens[who]).get(f"/api/treatments/{world.treatment_id}/review")
    looked = await AccessRecord.filter(kind="diary").values_list("practitioner_id", flat=True)
    expected = [world.people[who].person_id for who in ("frida", "bob", "frida")]
    assert sorted(looked) == sorted(expected)


async def test_the_queue_of_a_colleague_shows_what_is_shared_with_everyone(
    world: World, browse: Browse
) -> None:
    async def shared() -> list[bool]:
        items = (await browse(world.tokens["frida"]).get("/api/queue")).json()["items"]
        return [item["shared"] for item in items if item["treatment_id"] == str(world.treatment_id)]

    assert await shared() == [False]
    await share_with_everyone(world)
    assert await shared() == [True]
    [record] = await AccessRecord.filter(kind="queue", practitioner_id=world.people["frida"].person_id)
    assert record.patient_id == world.people["alice"].person_id
