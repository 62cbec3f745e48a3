"""What operators and developers look at: health, readiness, figures, the API's description."""

import html
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from models.sql import fetch_rows
from server.api.metrics import Metrics, MetricsPage
from server.api.problems import NotReady, problem_response

Show = Callable[[Request], Awaitable[Response]]

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 1rem }
table { border-collapse: collapse; width: 100% }
td, th { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #ddd; vertical-align: top }
code { font-family: ui-monospace, monospace }
.method { font-weight: 700 }
@media (prefers-color-scheme: dark) {
  body { color: #eee; background: #161616 } td, th { border-color: #444 } a { color: #9cf }
}
"""
HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Afterglow API</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/docs/style.css"></head>
<body><h1>Afterglow API</h1>
<p>For programs: <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1).
What goes wrong is <code>application/problem+json</code>; switch on its <code>code</code>.</p>
<table><thead>
<tr><th>Call</th><th>What it does</th><th>Who may</th><th>Takes</th><th>Gives</th></tr></thead>"""


def operations(document: Mapping[str, Any], metrics: Metrics, *, metrics_token: str) -> list[Route]:
    """`document`: the OpenAPI document."""
    described, page = json.dumps(document).encode(), _page(document)

    async def openapi(_: Request) -> Response:
        return Response(described, media_type="application/json", headers={"cache-control": "no-cache"})

    async def docs(_: Request) -> Response:
        return HTMLResponse(page, headers={"cache-control": "no-cache"})

    async def style(_: Request) -> Response:
        return Response(STYLE, media_type="text/css")

    shown: dict[str, Show] = {
        "/healthz": healthz,
        "/readyz": readyz,
        "/metrics": MetricsPage(metrics, token=metrics_token).show,
        "/openapi.json": openapi,
        "/docs": docs,
        "/docs/style.css": style,
    }
    return [_route(path, show) for path, show in shown.items()]


def _route(path: str, show: Show) -> Route:
    async def shown(request: Request) -> Response:
        request.scope["route_template"] = path
        return await show(request)

    return Route(path, shown)


async def healthz(request: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok")


async def readyz(request: Request) -> Response:
    """The database answers, too."""
    try:
        await fetch_rows("SELECT 1 AS one")
    except Exception:  # whatever a driver raises: it means not ready
        return problem_response(NotReady("The database does not answer."))
    return JSONResponse({"database": "ok"})


def _page(document: Mapping[str, Any]) -> str:
    rows = [
        _row(method, path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    return f"{HEAD}<tbody>{''.join(rows)}</tbody></table></body></html>"


def _row(method: str, path: str, operation: Mapping[str, Any]) -> str:
    answers = {status: answer for status, answer in operation["responses"].items() if status < "400"}
    cells = (
        f'<code><span class="method">{method.upper()}</span> {html.escape(path)}</code>',
        html.escape(operation["summary"]),
        html.escape(operation["x-may"]),
        html.escape(_shapes(operation.get("requestBody", {}))),
        html.escape(", ".join(_shapes(answer) for answer in answers.values())),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _shapes(described: Mapping[str, Any]) -> str:
    content: Mapping[str, Any] = described.get("content", {})
    names = (body["schema"].get("$ref", kind).rpartition("/")[2] for kind, body in content.items())
    return ", ".join(dict.fromkeys(names))
