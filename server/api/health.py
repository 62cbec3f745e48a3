"""Health, readiness and metrics: what an operator and an orchestrator ask for."""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from models.sql import fetch_rows
from server.api.metrics import Metrics, MetricsPage
from server.api.problems import NotReady, problem_response
from server.api.route_template import page_route

READY_WITHIN = 2.0
"""Seconds after which a database counts as one that does not answer."""
WRITE_NOTHING = "UPDATE person SET revision = revision WHERE id IS NULL"
"""Fails on a locked or read-only SQLite file and on a standby of PostgreSQL, and changes no row."""


def health_routes(metrics: Metrics, *, metrics_token: str) -> list[Route]:
    """Return the routes /healthz, /readyz and /metrics.

    `metrics_token` lets an operator read /metrics; an empty one lets nobody.
    """
    return [
        page_route("/healthz", healthz),
        page_route("/readyz", readyz),
        page_route("/metrics", MetricsPage(metrics, token=metrics_token).show),
    ]


async def healthz(request: Request) -> Response:
    """Answer 200 while the process serves requests."""
    return PlainTextResponse("ok")


async def readyz(request: Request) -> Response:
    """Answer 200 while the database takes writes within `READY_WITHIN`, else the problem `not-ready` (503)."""
    try:
        async with asyncio.timeout(READY_WITHIN):
            await fetch_rows(WRITE_NOTHING)
    except Exception:  # drivers raise many types, and each means that the database is not ready
        return problem_response(NotReady("The database does not take writes.", retry_after=5))
    return JSONResponse({"database": "ok"})
