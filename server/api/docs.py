"""The description of the API: /openapi.json for programs, /docs for people. The page needs no script."""

import html
import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from server.api.route_template import page_route

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
Errors are <code>application/problem+json</code>; switch on their <code>code</code>.</p>
<table><thead>
<tr><th>Call</th><th>Summary</th><th>Who may call it</th><th>Takes</th><th>Returns</th></tr></thead>"""


def docs_routes(document: Mapping[str, Any]) -> list[Route]:
    """Return the routes /openapi.json, /docs and its style sheet. `document`: the OpenAPI document."""
    encoded, page = json.dumps(document).encode(), _page(document)

    async def openapi(_: Request) -> Response:
        return Response(encoded, media_type="application/json", headers={"cache-control": "no-cache"})

    async def docs(_: Request) -> Response:
        return HTMLResponse(page, headers={"cache-control": "no-cache"})

    async def style(_: Request) -> Response:
        return Response(STYLE, media_type="text/css")

    return [
        page_route("/openapi.json", openapi),
        page_route("/docs", docs),
        page_route("/docs/style.css", style),
    ]


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
    """Name the shapes of a request body or a response; a file is named by its media type."""
    content: Mapping[str, Any] = described.get("content", {})
    names = (body["schema"].get("$ref", kind).rpartition("/")[2] for kind, body in content.items())
    return ", ".join(dict.fromkeys(names))
