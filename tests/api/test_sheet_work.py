"""Work on a sheet neither blocks other requests nor lasts forever, whichever route needs it."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar, TypeVarTuple
from uuid import uuid4

import pytest
import pytest_asyncio
from httpx2 import ASGITransport, AsyncClient
from starlette.applications import Starlette

from server.app import create_app
from server.domain.sheets import to_toml
from server.domain.topics import TopicTree
from server.ports import Services
from server.settings import Settings
from tests.api.conftest import ADDRESS, COOKIE
from tests.factories import TIME_ZONE, TREATED_LOCAL
from tests.fakes import SHEET, TOPICS, InlineSheetWork
from tests.people import World, make_world

Args = TypeVarTuple("Args")
T = TypeVar("T")


class HeldSheetWork:
    """Work in a thread, and only after `release` has been set."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.release = threading.Event()

    async def __call__(self, work: Callable[[TopicTree, *Args], T], *args: *Args) -> T:
        self.begun.set()
        await asyncio.to_thread(self.release.wait, 60)
        return work(TOPICS, *args)


def browser(app: Starlette, token: str) -> AsyncClient:
    return AsyncClient(transport=ASGITransport(app=app), base_url=ADDRESS, cookies={COOKIE: token})


@pytest_asyncio.fixture
async def world(db: str, services: Services) -> World:
    return await make_world(services)


PREVIEW = {
    "toml": to_toml(SHEET),
    "treated_at_local": TREATED_LOCAL.isoformat(),
    "time_zone": TIME_ZONE,
}
CALLS: dict[str, Callable[[World], tuple[str, str, dict[str, Any]]]] = {
    "report": lambda world: ("POST", "/api/sheet-reports", {"json": {"toml": to_toml(SHEET)}}),
    "preview": lambda world: ("POST", "/api/sheet-previews", {"json": PREVIEW}),
    "import": lambda world: ("POST", "/api/sheet-imports", {"json": {"text": "Avoid make-up for 24 hours."}}),
    "comparison": lambda world: (
        "GET",
        "/api/sheet-comparison",
        {"params": {"a": str(world.draft_id), "b": str(world.draft_id)}},
    ),
    "new draft": lambda world: (
        "POST",
        "/api/sheet-versions",
        {"json": {"id": str(uuid4()), "source": {"toml": to_toml(replace(SHEET, id="another"))}}},
    ),
    "change": lambda world: (
        "PUT",
        f"/api/sheet-versions/{world.draft_id}",
        {"json": {"toml": to_toml(SHEET)}},
    ),
    "view": lambda world: ("GET", f"/api/sheet-versions/{world.draft_id}", {}),
    "summary": lambda world: ("GET", f"/api/sheet-versions/{world.draft_id}/publication", {}),
    "publication": lambda world: ("POST", f"/api/sheet-versions/{world.draft_id}/publication", {"json": {}}),
}


@pytest.mark.parametrize("call", CALLS)
async def test_other_requests_are_answered_while_a_sheet_is_worked_on(world: World, call: str) -> None:
    """The work is released only after the other answer: a server that waited for it would never give one."""
    held = HeldSheetWork()
    app = create_app(Settings(), replace(world.services, sheet_work=held))
    method, path, fields = CALLS[call](world)
    async with browser(app, world.tokens["bob"]) as bob, browser(app, world.tokens["alice"]) as alice:
        working = asyncio.create_task(bob.request(method, path, **fields))
        await held.begun.wait()
        assert (await alice.get("/api/me")).status_code == 200
        assert not working.done()
        held.release.set()
        assert (await working).status_code == 200


@pytest.mark.parametrize("call", CALLS)
async def test_a_sheet_beyond_the_deadline_is_a_problem_with_a_code(world: World, call: str) -> None:
    services = replace(world.services, sheet_work=InlineSheetWork(is_too_slow=True))
    method, path, fields = CALLS[call](world)
    async with browser(create_app(Settings(), services), world.tokens["bob"]) as bob:
        answer = await bob.request(method, path, **fields)
    assert (answer.status_code, answer.json()["code"]) == (422, "sheet-too-slow")
