"""Sharing over HTTP: a grant and a share link open what they say, to whom they say, and close at once."""

from typing import Any

import pytest
import pytest_asyncio
from httpx2 import ASGITransport, AsyncClient
from starlette.applications import Starlette
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from server.domain.limits import MAX_WRONG_CODES, SHARE_LINK_ATTEMPTS
from server.ports import Services
from tests.api.conftest import ADDRESS, COOKIE, SHARE_COOKIE, Browse, without_id
from tests.api.requests import grant
from tests.api.test_authorisation import ROUTES, ask
from tests.factories import make_share_link
from tests.people import World, make_world

NOBODY = {"token": "no-such-token", "code": "0000-0000"}


@pytest_asyncio.fixture
async def world(db: str, services: Services) -> World:
    return await make_world(services)


async def made(world: World, **changes: Any) -> dict[str, str]:
    """Make a link to Alice's diary and return what its reader types."""
    link = await make_share_link(world.services, world.people["alice"], world.treatment_id, **changes)
    return {"token": link.url.partition("#")[2], "code": link.code}


def shown_by_link(world: World) -> tuple[str, str, str]:
    photo = f"/api/shared/photos/{world.photo.id}/display"
    return "/api/shared", f"/api/shared/treatments/{world.treatment_id}", photo


async def test_a_revoked_grant_closes_the_diary_at_once(world: World, browse: Browse) -> None:
    alice, bob = browse(world.tokens["alice"]), browse(world.tokens["bob"])
    shown = (
        f"/api/treatments/{world.treatment_id}/diary",
        f"/api/treatments/{world.treatment_id}/review",
        f"/api/photos/{world.photo.id}/display",
    )
    assert [(await bob.get(path)).status_code for path in shown] == [200, 200, 200]
    assert (await alice.delete(f"/api/my/grants/{world.grant_id}")).status_code == 200
    assert [(await bob.get(path)).status_code for path in shown] == [404, 404, 404]
    assert [(await alice.get(path)).status_code for path in shown] == [200, 404, 200]


async def test_a_grant_without_photos_keeps_the_photos_closed(world: World, browse: Browse) -> None:
    alice, bob = browse(world.tokens["alice"]), browse(world.tokens["bob"])
    await alice.delete(f"/api/my/grants/{world.grant_id}")
    assert (await alice.post("/api/my/grants", **grant(world, "alice"))).status_code == 200
    assert (await bob.get(f"/api/treatments/{world.treatment_id}/diary")).json()["photos"] == []
    assert (await bob.get(f"/api/photos/{world.photo.id}/thumbnail")).status_code == 404


async def test_a_reader_opens_the_diary_with_link_and_code(world: World, browse: Browse) -> None:
    reader = browse()
    answer = await reader.post("/api/shared/open", json=await made(world))
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{SHARE_COOKIE}=")
    assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert answer.json()["treatments"][0]["id"] == str(world.treatment_id)
    for path in shown_by_link(world):
        shown = await reader.get(path)
        assert (shown.status_code, shown.headers["cache-control"]) == (200, "no-store")
        assert shown.headers["x-robots-tag"] == "noindex, nofollow"
        assert shown.headers["referrer-policy"] == "no-referrer"


async def test_a_link_opens_no_other_route(world: World, browse: Browse) -> None:
    """Its token is in both cookies of this browser."""
    others = [line for line, entry in ROUTES.items() if not (entry.may.by_link or entry.may.open_to_all)]
    assert len(others) > 80
    for line in others:
        answer = await ask(browse(world.tokens["rita"]), line, world, "rita")
        assert answer.status_code == 401, line


async def test_an_account_opens_nothing_of_a_link(world: World, browse: Browse) -> None:
    alice = browse(world.tokens["alice"])
    assert [(await alice.get(path)).status_code for path in shown_by_link(world)] == [404, 404, 404]


async def test_signing_out_does_not_close_a_link_nor_the_other_way_round(
    world: World, browse: Browse
) -> None:
    both = browse()
    both.cookies.set(COOKIE, world.tokens["bob"])
    await both.post("/api/shared/open", json=await made(world))
    assert (await both.delete("/api/shared")).status_code == 200
    assert (await both.get("/api/me")).status_code == 200
    assert (await both.get("/api/shared")).status_code == 404  # as for any practitioner without a link


@pytest.mark.parametrize("why", ["revoked", "ended", "erased"])
async def test_a_link_that_no_longer_runs_is_closed_at_once(world: World, browse: Browse, why: str) -> None:
    alice, rita, code = browse(world.tokens["alice"]), browse(world.tokens["rita"]), await made(world)
    late = browse()
    await late.post("/api/shared/open", json=code)
    paths = shown_by_link(world)
    assert [(await late.get(path)).status_code for path in paths] == [200, 200, 200]
    match why:
        case "revoked":
            for link in (await alice.get("/api/my/share-links")).json()["share_links"]:
                await alice.delete(f"/api/my/share-links/{link['id']}")
        case "ended":
            world.services.clock.pass_time(days=14)  # type: ignore[attr-defined]  # the fake clock
        case _:
            await alice.delete(f"/api/my/treatments/{world.treatment_id}")
    for reader in (rita, late):
        assert [(await reader.get(path)).status_code for path in paths] == [401, 401, 401]
    refused, unknown = (
        await late.post("/api/shared/open", json=code),
        await late.post("/api/shared/open", json=NOBODY),
    )
    assert (refused.status_code, without_id(refused)) == (404, without_id(unknown))


async def test_a_stranger_does_not_learn_whether_a_link_exists(world: World, browse: Browse) -> None:
    link = await made(world)
    wrong_code = await browse().post("/api/shared/open", json=link | {"code": "0000-0000"})
    wrong_link = await browse().post("/api/shared/open", json=link | {"token": "x"})
    assert wrong_code.status_code == wrong_link.status_code == 404
    assert without_id(wrong_code) == without_id(wrong_link)
    assert set(wrong_code.headers) == set(wrong_link.headers)


def from_network(app: Starlette, number: int, **headers: str) -> AsyncClient:
    """Return a browser in a network of its own, whose requests come through the trusted proxy at 10.0.0.1."""
    behind_proxy: Any = ProxyHeadersMiddleware(app, trusted_hosts="10.0.0.1")  # type: ignore[arg-type]  # its own types

    async def proxy(scope: Any, receive: Any, send: Any) -> None:
        spoofed = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
        appended = b", ".join([*spoofed, f"198.51.{number}.7".encode()])
        others = [pair for pair in scope["headers"] if pair[0] != b"x-forwarded-for"]
        scope = {**scope, "client": ("10.0.0.1", 1), "headers": [*others, (b"x-forwarded-for", appended)]}
        await behind_proxy(scope, receive, send)

    return AsyncClient(transport=ASGITransport(app=proxy), base_url=ADDRESS, headers=headers)


async def test_wrong_codes_from_many_networks_lock_the_link_and_alice_is_told(
    world: World, app: Starlette, browse: Browse
) -> None:
    link = await made(world)
    for number in range(MAX_WRONG_CODES):
        async with from_network(app, number) as guesser:
            typed = link | {"code": f"0000{number:04d}"}
            assert (await guesser.post("/api/shared/open", json=typed)).status_code == 404
    assert (await browse().post("/api/shared/open", json=link)).status_code == 404
    alice = browse(world.tokens["alice"])
    links = (await alice.get("/api/my/share-links")).json()["share_links"]
    assert sorted(each["state"] for each in links) == ["locked", "open"]
    records = (await alice.get("/api/my/changes?after=0")).json()["access_records"]
    assert [record["kind"] for record in records if record["link_id"]] == ["locked"]


async def test_a_network_is_slowed_down_whatever_address_it_claims(world: World, app: Starlette) -> None:
    link = await made(world)
    statuses = []
    for number in range(SHARE_LINK_ATTEMPTS + 1):
        async with from_network(app, 1, **{"x-forwarded-for": f"192.0.{number}.1"}) as guesser:
            answer = await guesser.post("/api/shared/open", json=NOBODY)
            statuses.append(answer.status_code)
    assert statuses == [404] * SHARE_LINK_ATTEMPTS + [429]
    assert (answer.json()["code"], int(answer.headers["retry-after"]) <= 3600) == ("too-many-requests", True)
    async with from_network(app, 2) as elsewhere:
        assert (await elsewhere.post("/api/shared/open", json=link)).status_code == 200
    world.services.clock.pass_time(hours=1)  # type: ignore[attr-defined]  # the fake clock
    async with from_network(app, 1) as again:
        assert (await again.post("/api/shared/open", json=link)).status_code == 200


async def test_making_a_link_needs_a_fresh_passkey(world: World, browse: Browse) -> None:
    alice = browse(world.tokens["alice"])
    world.services.clock.pass_time(minutes=11)  # type: ignore[attr-defined]  # the fake clock
    answer = await ask(alice, "POST /api/my/share-links", world, "alice")
    assert (answer.status_code, answer.json()["code"]) == (403, "passkey-not-fresh")
    assert len((await alice.get("/api/my/share-links")).json()["share_links"]) == 1


async def test_a_link_and_its_code_are_shown_only_once(world: World, browse: Browse) -> None:
    alice = browse(world.tokens["alice"])
    made_link = (await ask(alice, "POST /api/my/share-links", world, "alice")).json()
    token = made_link["url"].partition("#")[2]
    assert made_link["url"].startswith(f"{ADDRESS}/shared#")
    for path in ("/api/my/share-links", "/api/my/changes?after=0"):
        text = (await alice.get(path)).text
        assert token not in text
        assert made_link["code"] not in text
