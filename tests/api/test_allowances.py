"""How often one person, and one network, may ask: attacks, and the honest people beside the attacker."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from httpx2 import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from models.people import Ceremony, Person
from models.share_links import NetworkAttempts
from server.api.allowances import Allowances
from server.domain.errors import TooMany
from server.domain.limits import (
    COPIES,
    NEW_PEOPLE,
    REFUSED_SIGN_INS,
    SHEET_WORK,
    SHEET_WORK_WAITING,
    SIGN_IN_STARTS,
    UNKNOWN_IDS,
    WRITES,
    WRONG_LINKS,
)
from server.ports import Services
from server.usecases.links import LinkTo, make_link
from tests.api.conftest import ADDRESS, Browse
from tests.api.test_sign_in import begin, finish, phone, register, sign_in  # noqa: F401 - `phone` is a fixture
from tests.factories import entry_write
from tests.fakes import FakeClock
from tests.people import World, make_world
from tests.software_authenticator import Authenticator

TRUSTED = "10.0.0.1"


@pytest_asyncio.fixture
async def world(db: str, services: Services) -> World:
    return await make_world(services)


@pytest.fixture
def clock(services: Services) -> FakeClock:
    assert isinstance(services.clock, FakeClock)
    return services.clock


def refused(answer: Response) -> None:
    assert (answer.status_code, answer.json()["code"]) == (429, "too-many-requests")
    assert 1 <= int(answer.headers["retry-after"]) <= 3600


def at(app: Starlette, peer: str, *, forwarded_for: str = "") -> AsyncClient:
    """Return a browser whose connection comes from `peer`; only `TRUSTED` is a proxy of this server."""
    believed: Any = ProxyHeadersMiddleware(app, trusted_hosts=TRUSTED)  # type: ignore[arg-type]  # its own types
    headers = {"x-forwarded-for": forwarded_for} if forwarded_for else {}
    return AsyncClient(
        transport=ASGITransport(app=believed, client=(peer, 1)), base_url=ADDRESS, headers=headers
    )


def wrong_link() -> dict[str, Any]:
    return {"json": {"token": uuid4().hex}}


class TestPerson:
    async def test_one_more_write_waits_and_nothing_is_lost(
        self, world: World, browse: Browse, clock: FakeClock
    ) -> None:
        alice, dora = browse(world.tokens["alice"]), browse(world.tokens["dora"])
        statuses = {
            (await alice.patch("/api/me", json={"language": "de"})).status_code for _ in range(WRITES)
        }
        assert statuses == {200}
        path, entry = f"/api/entries/{uuid4()}", entry_write(world.treatment_id).model_dump(mode="json")
        answer = await alice.put(path, json=entry)
        refused(answer)
        assert (await alice.get("/api/me")).status_code == 200
        assert (await dora.patch("/api/me", json={"language": "de"})).status_code == 200
        clock.pass_time(seconds=int(answer.headers["retry-after"]))
        assert (await alice.put(path, json=entry)).status_code == 200

    async def test_copies_are_counted_though_they_are_read(self, world: World, browse: Browse) -> None:
        erin = browse(world.tokens["erin"])
        for _ in range(COPIES):
            assert (await erin.get("/api/clinic/records.csv")).status_code == 200
        refused(await erin.get("/api/clinic/access-log.csv"))

    async def test_a_thousand_foreign_ids(self, world: World, browse: Browse) -> None:
        charlie = browse(world.tokens["charlie"])
        answers = [await charlie.get(f"/api/photos/{uuid4()}/display") for _ in range(1_000)]
        assert [each.status_code for each in answers] == [404] * UNKNOWN_IDS + [429] * (1_000 - UNKNOWN_IDS)
        refused(answers[-1])
        assert (await charlie.get("/api/my/changes")).status_code == 200, "what is theirs stays open"
        assert (await browse(world.tokens["dora"]).get(f"/api/photos/{uuid4()}/display")).status_code == 404


class TestNetwork:
    async def test_1200_wrong_links_and_the_right_one_beside_them(
        self, app: Starlette, services: Services, world: World
    ) -> None:
        async with at(app, "203.0.113.9") as stranger, at(app, "203.0.113.10") as neighbour:
            answers = [await stranger.post("/api/links/open", **wrong_link()) for _ in range(1_200)]
            statuses = [each.status_code for each in answers]
            assert statuses == [404] * WRONG_LINKS + [429] * (1_200 - WRONG_LINKS)
            refused(answers[-1])
            rows = await NetworkAttempts.filter(network__startswith="WRONG_LINKS:")
            assert [row.attempts for row in rows] == [WRONG_LINKS]
            to = LinkTo(purpose="recovery", person_id=world.people["alice"].person_id)
            token = (await make_link(services, to)).url.partition("#")[2]
            assert (await neighbour.post("/api/links/open", json={"token": token})).status_code == 200
            assert (await neighbour.post("/api/links/sign-in", json={"token": token})).status_code == 200

    async def test_another_header_is_not_another_network(self, app: Starlette, world: World) -> None:
        for number in range(WRONG_LINKS):
            async with at(app, "203.0.113.9", forwarded_for=f"198.51.{number}.7") as stranger:
                assert (await stranger.post("/api/links/open", **wrong_link())).status_code == 404
        async with at(app, "203.0.113.9", forwarded_for="192.0.2.1") as stranger:
            refused(await stranger.post("/api/links/open", **wrong_link()))
        async with at(app, TRUSTED, forwarded_for="192.0.2.1") as behind_the_proxy:
            assert (await behind_the_proxy.post("/api/links/open", **wrong_link())).status_code == 404

    async def test_the_next_hour_begins_anew(self, app: Starlette, world: World, clock: FakeClock) -> None:
        async with at(app, "2001:db8:0:1::1") as stranger, at(app, "2001:db8:0:ff::2") as neighbour:
            for _ in range(WRONG_LINKS):
                await stranger.post("/api/links/open", **wrong_link())
            answer = await neighbour.post("/api/links/open", **wrong_link())
            refused(answer)
            clock.pass_time(seconds=int(answer.headers["retry-after"]))
            assert (await neighbour.post("/api/links/open", **wrong_link())).status_code == 404

    async def test_the_owner_signs_in_beside_a_thousand_failures(
        self,
        app: Starlette,
        db: str,
        phone: Authenticator,  # noqa: F811 - the fixture
    ) -> None:
        async with at(app, "203.0.113.9") as stranger, at(app, "203.0.113.10") as owner:
            assert (await register(owner, phone)).status_code == 200
            unknown = {"ceremony_id": str(uuid4()), "credential": {}}
            answers = [
                await stranger.post("/api/passkeys/authentication", json=unknown) for _ in range(1_000)
            ]
            assert [each.status_code for each in answers].count(410) == REFUSED_SIGN_INS
            refused(answers[-1])
            assert (await sign_in(owner, phone)).status_code == 200

    async def test_16_makers_of_ceremonies_write_no_more_than_their_network_may(
        self,
        app: Starlette,
        db: str,
        phone: Authenticator,  # noqa: F811 - the fixture
    ) -> None:
        async with at(app, "203.0.113.10") as owner:
            assert (await register(owner, phone)).status_code == 200

            async def make(number: int) -> set[int]:
                async with at(app, f"203.0.113.{number}") as stranger:
                    path = "/api/passkeys/authentication-options"
                    return {(await stranger.post(path)).status_code for _ in range(50)}

            assert await asyncio.gather(*(make(number) for number in range(16))) == [{200}] * 16
            assert await Ceremony.all().count() < SIGN_IN_STARTS
            answer = await sign_in(owner, phone)
            assert answer.status_code == 200, "a ceremony in memory is as good as any other"
            assert (await owner.get("/api/me")).status_code == 200

    async def test_a_ceremony_in_memory_accepts_one_answer_of_its_kind(
        self,
        app: Starlette,
        db: str,
        clock: FakeClock,
        phone: Authenticator,  # noqa: F811 - the fixture
    ) -> None:
        async with at(app, "203.0.113.10") as first:
            assert (await register(first, phone)).status_code == 200
        async with at(app, "203.0.113.10") as alice, at(app, "203.0.113.10") as tablet:
            path = "/api/passkeys/authentication-options"
            for _ in range(SIGN_IN_STARTS):
                await alice.post(path)
            started = (await alice.post(path)).json()
            assert (await finish(alice, started, {})).json()["code"] == "ceremony-expired"
            body = {"ceremony_id": started["ceremony_id"], "credential": phone.get(started["options"])}
            statuses = [
                (await alice.post("/api/passkeys/authentication", json=body)).status_code for _ in range(2)
            ]
            assert statuses == [200, 410]
            late = (await tablet.post(path)).json()
            body = {"ceremony_id": late["ceremony_id"], "credential": phone.get(late["options"])}
            clock.pass_time(minutes=5)
            assert (await tablet.post("/api/passkeys/authentication", json=body)).status_code == 410

    async def test_new_people_without_an_invitation(
        self, app: Starlette, services: Services, db: str
    ) -> None:
        def new_phone() -> Authenticator:
            return Authenticator(origin=ADDRESS, host="afterglow.example")

        async with at(app, "203.0.113.9") as first:
            assert (await register(first, new_phone())).status_code == 200
        network = await NetworkAttempts.get(network__startswith="NEW_PEOPLE:")
        await NetworkAttempts.filter(id=network.id).update(attempts=NEW_PEOPLE - 1)
        async with at(app, "203.0.113.10") as last:
            assert (await register(last, new_phone())).status_code == 200
        async with at(app, "203.0.113.11") as one_more:
            started = await begin(one_more)
            refused(await finish(one_more, started, new_phone().create(started["options"])))
            assert await Person.all().count() == 2
        invited = (await make_link(services, LinkTo(purpose="set-up"))).url.partition("#")[2]
        async with at(app, "203.0.113.11") as owner:
            answer = await register(owner, new_phone(), link=invited, clinic_name="Lindenhof")
            assert answer.status_code == 200, answer.text


class TestTurns:
    async def test_sheet_work_of_one_person_is_done_one_at_a_time(self, clock: FakeClock) -> None:
        counts, running, most = Allowances(clock), 0, 0

        async def work(who: str) -> None:
            nonlocal running, most
            async with counts.turn(SHEET_WORK, who):
                running += 1
                most = max(most, running)
                await asyncio.sleep(0)
                running -= 1

        await asyncio.gather(*(work("bob") for _ in range(SHEET_WORK_WAITING + 1)))
        assert most == 1
        results = await asyncio.gather(
            *(work("bob") for _ in range(SHEET_WORK_WAITING + 2)), work("frida"), return_exceptions=True
        )
        assert [type(result) for result in results].count(TooMany) == 1
        assert most == 2, "Frida does not wait for Bob"

    def test_an_allowance_comes_back_evenly(self, clock: FakeClock) -> None:
        counts = Allowances(clock)
        for _ in range(SHEET_WORK):
            counts.spend(SHEET_WORK, "bob")
        with pytest.raises(TooMany) as error:
            counts.spend(SHEET_WORK, "bob")
        assert error.value.facts["retry_after"] == 1
        counts.spend(SHEET_WORK, "frida")
        counts.spend(COPIES, "bob")
        clock.pass_time(seconds=2)
        counts.spend(SHEET_WORK, "bob")
        counts.spend(SHEET_WORK, "bob")
        with pytest.raises(TooMany):
            counts.spend(SHEET_WORK, "bob")
