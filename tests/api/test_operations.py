"""Health, readiness, figures, the description of the API."""

import json
from pathlib import Path

import pytest
from httpx2 import ASGITransport, AsyncClient
from openapi_spec_validator import validate
from starlette.applications import Starlette

from server.app import create_app, describe
from server.ports import Services
from server.settings import Settings
from tests.api.conftest import ADDRESS


async def test_a_process_that_runs_is_healthy(browser: AsyncClient) -> None:
    assert (await browser.get("/healthz")).text == "ok"


async def test_it_is_ready_while_the_database_answers(browser: AsyncClient) -> None:
    assert (await browser.get("/readyz")).status_code == 200


async def test_it_is_not_ready_without_a_database(services: Services) -> None:
    app = create_app(Settings(), services)
    async with AsyncClient(transport=ASGITransport(app=app), base_url=ADDRESS) as browser:
        answer = await browser.get("/readyz")
    assert (answer.status_code, answer.json()["code"]) == (503, "not-ready")


async def test_the_description_is_valid_openapi(browser: AsyncClient) -> None:
    document = (await browser.get("/openapi.json")).json()
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_the_phones_client_is_made_from_this_description() -> None:
    """After a change: `afterglow openapi > pwa/openapi.json`, then `npm run client` in pwa/."""
    kept = json.loads((Path(__file__).parents[2] / "pwa" / "openapi.json").read_text())
    assert kept == json.loads(json.dumps(describe("http://localhost:8000")))


async def test_the_docs_page_lists_every_call_without_any_script(browser: AsyncClient) -> None:
    document = (await browser.get("/openapi.json")).json()
    page = (await browser.get("/docs")).text
    assert "<script" not in page
    for path, methods in document["paths"].items():
        for method in methods:
            assert f'<span class="method">{method.upper()}</span> {path}</code>' in page
    assert (await browser.get("/docs/style.css")).headers["content-type"].startswith("text/css")


class TestFigures:
    async def metrics(self, app: Starlette, caller: str, **headers: str) -> tuple[int, str]:
        transport = ASGITransport(app=app, client=(caller, 1234))
        async with AsyncClient(transport=transport, base_url=ADDRESS) as client:
            answer = await client.get("/metrics", headers=headers)
            return answer.status_code, answer.text

    async def test_requests_are_counted_by_the_template_of_their_route(
        self, app: Starlette, browser: AsyncClient
    ) -> None:
        await browser.delete("/api/my/auth-sessions/one-that-cannot-be")
        status, text = await self.metrics(app, "127.0.0.1")
        assert status == 200
        route = "/api/my/auth-sessions/{auth_session_id}"
        counted = f'afterglow_requests_total{{method="DELETE",route="{route}",status="401"}} 1.0'
        assert counted in text
        assert "one-that-cannot-be" not in text

    @pytest.mark.parametrize("caller", ["203.0.113.7", "10.0.0.4", "testclient"])
    async def test_strangers_find_nothing_there(self, app: Starlette, caller: str) -> None:
        status, text = await self.metrics(app, caller)
        assert status == 404
        assert "afterglow_requests" not in text

    async def test_the_operators_token_opens_them(self, db: str, services: Services) -> None:
        app = create_app(Settings(metrics_token="s3cret"), services)
        assert (await self.metrics(app, "10.0.0.4", authorization="Bearer s3cret"))[0] == 200
        assert (await self.metrics(app, "10.0.0.4", authorization="Bearer wrong"))[0] == 404
