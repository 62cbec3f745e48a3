"""The security headers of every response, and the refusal of cross-site writes."""

import pytest
from httpx2 import ASGITransport, AsyncClient
from starlette.applications import Starlette

from server.app import create_app
from server.settings import Settings
from tests.api.conftest import ADDRESS
from tests.fakes import fake_services

PAGES = ["/", "/api/me", "/api/nothing", "/healthz", "/openapi.json", "/docs", "/nothing.js"]


@pytest.mark.parametrize("path", PAGES)
async def test_every_response_has_the_security_headers(browser: AsyncClient, path: str) -> None:
    headers = (await browser.get(path)).headers
    policy = dict(rule.partition(" ")[::2] for rule in headers["content-security-policy"].split("; "))
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["permissions-policy"].startswith("camera=(self)")
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["strict-transport-security"].startswith("max-age=63072000")
    assert len(headers["x-request-id"]) == 16


async def test_code_and_styles_go_without_the_headers_of_pages(browser: AsyncClient) -> None:
    headers = (await browser.get("/assets/nothing-12345678.js")).headers
    assert not headers.keys() & {
        "content-security-policy",
        "permissions-policy",
        "cross-origin-opener-policy",
    }
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    worker = (await browser.get("/sw.js")).headers
    assert "content-security-policy" in worker  # a worker is held to its own policy


async def test_browsers_must_not_store_responses_of_the_api(browser: AsyncClient) -> None:
    for path in ("/api/me", "/api/nothing"):
        assert (await browser.get(path)).headers["cache-control"] == "no-store"


async def test_http_on_localhost_is_not_told_to_use_https(db: str) -> None:
    app = create_app(Settings(), fake_services(public_url="http://localhost:8000"))
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://localhost:8000") as browser:
        headers = (await browser.get("/healthz")).headers
    assert "strict-transport-security" not in headers


WRITE = "/api/passkeys/authentication-options"


@pytest.mark.parametrize(
    "headers",
    [
        {},  # not a browser but, say, the operator's script
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "same-origin", "origin": "http://localhost:5173"},  # behind Vite's proxy
        {"sec-fetch-site": "none"},
        {"origin": ADDRESS},  # a browser that does not know Sec-Fetch-Site
    ],
)
async def test_our_own_pages_may_write(browser: AsyncClient, headers: dict[str, str]) -> None:
    assert (await browser.post(WRITE, headers=headers)).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": ADDRESS},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://afterglow.example"},
    ],
)
async def test_pages_of_other_sites_may_not_write(browser: AsyncClient, headers: dict[str, str]) -> None:
    answer = await browser.post(WRITE, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross-site")


async def test_pages_of_other_sites_may_link_to_us(browser: AsyncClient) -> None:
    answer = await browser.get("/healthz", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 200


async def test_no_path_value_query_or_token_reaches_the_log(
    app: Starlette, browser: AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    poison = "poison-note-0123456789"
    await browser.get(f"/api/my/auth-sessions?note={poison}")
    await browser.get(f"/{poison}", headers={"accept": "text/html"})
    await browser.delete(f"/api/my/auth-sessions/{poison}")
    await browser.post("/api/links/open", json={"token": poison})
    logged = capsys.readouterr().err
    assert logged.count('"event": "request"') == 4
    assert poison not in logged


@pytest.mark.parametrize("origin", ["null", "https://elsewhere.example"])
async def test_photos_shared_by_the_phone_lead_to_a_page_and_change_nothing(
    browser: AsyncClient, origin: str
) -> None:
    answer = await browser.post("/receive", content=b"photos", headers={"origin": origin})
    assert (answer.status_code, answer.headers["location"]) == (303, "/receive?missed")


OURS = [
    "afterglow.example",
    "AFTERGLOW.example:443",
    "localhost",
    "localhost:8000",
    "127.0.0.1:8000",
    "[::1]:8000",
]
FOREIGN = [
    "evil.example",
    "afterglow.example.evil.example",
    "a/b?c",
    "",
    "10.0.0.4",
    "afterglow.example:",
    "user@localhost",
]


@pytest.mark.parametrize("host", OURS)
async def test_the_app_is_at_its_own_address_and_on_this_machine(browser: AsyncClient, host: str) -> None:
    assert (await browser.get("/api/topics", headers={"host": host})).status_code == 200


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize("path", ["/", "/api/topics", "/sw.js"])
async def test_other_hosts_are_refused(browser: AsyncClient, host: str, path: str) -> None:
    answer = await browser.get(path, headers={"host": host})
    assert (answer.status_code, answer.json()["code"]) == (421, "host-unknown")
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_two_hosts_are_refused(browser: AsyncClient) -> None:
    headers = [("host", "afterglow.example"), ("host", "evil.example")]
    assert (await browser.get("/api/topics", headers=headers)).status_code == 421


async def test_an_orchestrator_asks_a_container_by_its_address(browser: AsyncClient) -> None:
    assert (await browser.get("/healthz", headers={"host": "10.0.0.4:8000"})).status_code == 200


async def test_a_compressed_body_is_refused(browser: AsyncClient) -> None:
    json = {"content-type": "application/json"}
    packed = await browser.post("/api/links/open", content=b"{}", headers=json | {"content-encoding": "gzip"})
    assert (packed.status_code, packed.json()["code"]) == (415, "media-type")
    plain = await browser.post(
        "/api/links/open", content=b"{}", headers=json | {"content-encoding": "identity"}
    )
    assert plain.status_code == 422
