"""Health, readiness and metrics."""

import asyncio

import pytest
from httpx2 import ASGITransport, AsyncClient
from starlette.applications import Starlette

from models.server_state import note_verification
from models.sql import fetch_rows
from server.api import health
from server.app import create_app
from server.ports import Services
from server.settings import Settings
from tests.api.conftest import ADDRESS
from tests.fakes import NOW


async def test_a_running_process_is_healthy(browser: AsyncClient) -> None:
    assert (await browser.get("/healthz")).text == "ok"


async def test_the_server_is_ready_while_the_database_answers(browser: AsyncClient) -> None:
    assert (await browser.get("/readyz")).status_code == 200


async def test_the_server_is_not_ready_without_a_database(services: Services) -> None:
    app = create_app(Settings(), services)
    async with AsyncClient(transport=ASGITransport(app=app), base_url=ADDRESS) as browser:
        answer = await browser.get("/readyz")
    assert (answer.status_code, answer.json()["code"]) == (503, "not-ready")


async def test_the_server_is_not_ready_while_the_database_hangs(
    browser: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "READY_WITHIN", 0.05)
    monkeypatch.setattr(health, "fetch_rows", lambda _statement: asyncio.Event().wait())
    answer = await browser.get("/readyz")
    assert (answer.status_code, answer.json()["code"]) == (503, "not-ready")


async def test_the_server_is_not_ready_if_the_database_cannot_be_written(
    browser: AsyncClient, database_url: str
) -> None:
    if database_url.startswith("sqlite"):
        await fetch_rows("PRAGMA query_only = ON")
    else:  # as on a standby; the pool hands out the connection that was used last
        await fetch_rows("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
    answer = await browser.get("/readyz")
    assert (answer.status_code, answer.json()["code"]) == (503, "not-ready")


class TestMetrics:
    async def metrics(self, app: Starlette, caller: str, **headers: str) -> tuple[int, str]:
        transport = ASGITransport(app=app, client=(caller, 1234))
        async with AsyncClient(transport=transport, base_url=ADDRESS) as client:
            answer = await client.get("/metrics", headers=headers)
            return answer.status_code, answer.text

    async def test_requests_are_counted_by_route_template(self, app: Starlette, browser: AsyncClient) -> None:
        await browser.delete("/api/my/auth-sessions/malformed-id")
        status, text = await self.metrics(app, "127.0.0.1")
        assert status == 200
        route = "/api/my/auth-sessions/{auth_session_id}"
        counted = f'afterglow_requests_total{{method="DELETE",route="{route}",status="401"}} 1.0'
        assert counted in text
        assert "malformed-id" not in text

    @pytest.mark.parametrize("caller", ["203.0.113.7", "10.0.0.4", "testclient"])
    async def test_callers_on_other_machines_get_404(self, app: Starlette, caller: str) -> None:
        status, text = await self.metrics(app, caller)
        assert status == 404
        assert "afterglow_requests" not in text

    async def test_the_operators_token_gives_access(self, db: str, services: Services) -> None:
        app = create_app(Settings(metrics_token="s3cret"), services)
        assert (await self.metrics(app, "10.0.0.4", authorization="Bearer s3cret"))[0] == 200
        assert (await self.metrics(app, "10.0.0.4", authorization="Bearer wrong"))[0] == 404

    async def test_the_last_verification_of_the_photos_is_shown(self, app: Starlette) -> None:
        _, never = await self.metrics(app, "127.0.0.1")
        assert "afterglow_photos_verified_timestamp_seconds 0.0" in never
        await note_verification(NOW, unsound=3)
        _, text = await self.metrics(app, "127.0.0.1")
        assert "afterglow_photos_unsound 3.0" in text
        assert 'afterglow_photo_lab_total{outcome="developed"} 0.0' in text
        assert "afterglow_photo_lab_waiting 0.0" in text
        [line] = [line for line in text.splitlines() if line.startswith("afterglow_photos_verified")]
        assert float(line.split()[1]) == NOW.timestamp()
