"""The app on a real database, and browsers that talk to it without a network."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio
from httpx2 import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette

from server.adapters.passkeys import WebAuthnPasskeys
from server.api.logging import configure_logging
from server.app import create_app
from server.ports import Services
from server.settings import Settings
from tests.fakes import fake_services

ADDRESS = "https://afterglow.example"
COOKIE = "__Host-afterglow"
SHARE_COOKIE = "__Host-afterglow-shared"
Browse = Callable[..., AsyncClient]


@pytest.fixture(scope="session", autouse=True)
def logs_as_in_production() -> None:
    configure_logging("json")


@pytest.fixture
def services() -> Services:
    """Return fakes, with real passkeys."""
    return fake_services(passkeys=WebAuthnPasskeys(ADDRESS))


@pytest.fixture
def app(db: str, services: Services) -> Starlette:
    return create_app(Settings(), services)


@pytest_asyncio.fixture
async def browse(app: Starlette) -> AsyncIterator[Browse]:
    """`browse()` is a browser with its own cookies; `browse(token)` is one that is signed in.

    The token is in both cookies, that of a device and that of a share link: neither opens what the other opens.
    """
    async with AsyncExitStack() as browsers:

        def open_browser(token: str | None = None) -> AsyncClient:
            cookies = {COOKIE: token, SHARE_COOKIE: token} if token else None
            client = AsyncClient(transport=ASGITransport(app=app), base_url=ADDRESS, cookies=cookies)
            browsers.push_async_callback(client.aclose)
            return client

        yield open_browser


@pytest.fixture
def browser(browse: Browse) -> AsyncClient:
    """The browser of a person who is not signed in."""
    return browse()


def without_id(answer: Response) -> bytes:
    """Return the body of a problem without the id of its request: what must be the same byte for byte."""
    request_id = answer.headers["x-request-id"]
    assert answer.json()["request_id"] == request_id
    return answer.content.replace(request_id.encode(), b"")
