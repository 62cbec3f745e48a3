"""The PWA: the files that Vite has built into server/static, and index.html for every page of the app."""

import mimetypes
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from server.api.problems import http_problem_response
from server.api.route_template import note_template

ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
FOREVER = "public, max-age=31536000, immutable"
ASK_EVERY_TIME = "no-cache"
TYPES = {".webmanifest": "application/manifest+json", ".js": "text/javascript", ".woff2": "font/woff2"}

SHARE_TARGET = "/receive"
"""Where phones send photos that a person shares with the app. The service worker takes them; the server never does."""
NOT_RECEIVED = "/receive?missed"

NOT_BUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Afterglow</title>
<h1>Afterglow is running, but its app has not been built</h1>
<p>Stop it and start it with <code>make run</code>: that builds the app first.</p>
<p>The API is running: <a href="/docs">/docs</a>.</p>"""


@dataclass(frozen=True, slots=True)
class Asset:
    """One built file, read at startup: all files together are smaller than one photo."""

    plain: bytes
    encoded: dict[str, bytes]  # br and gzip, compressed at build time
    media_type: str
    etag: str
    cache: str

    def response(self, headers: Headers) -> Response:
        response_headers = {"etag": self.etag, "cache-control": self.cache, "vary": "accept-encoding"}
        if self.etag in headers.get("if-none-match", ""):
            return Response(status_code=304, headers=response_headers)
        accepted = headers.get("accept-encoding", "")
        for name, _ in ENCODINGS:
            if name in self.encoded and name in accepted:
                encoded = response_headers | {"content-encoding": name}
                return Response(self.encoded[name], headers=encoded, media_type=self.media_type)
        return Response(self.plain, headers=response_headers, media_type=self.media_type)


class Pwa:
    """Serve the paths that are not in the URL table: built files and the pages of the app."""

    def __init__(self, folder: Path) -> None:
        self.assets = {f"/{path.relative_to(folder).as_posix()}": _asset(path) for path in _files(folder)}
        self.index = self.assets.get("/index.html")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._answer(scope)(scope, receive, send)

    def _answer(self, scope: Scope) -> ASGIApp:
        path, headers = scope["path"], Headers(scope=scope)
        if scope["method"] == "POST" and path == SHARE_TARGET:
            note_template(scope, "/{page}")
            return RedirectResponse(
                NOT_RECEIVED, 303
            )  # without reading the photos; the page says what happened
        readable = scope["method"] in ("GET", "HEAD")
        asset = self.assets.get(path)
        if readable and asset is not None:
            note_template(scope, "/{asset}")
            return asset.response(headers)
        if readable and _is_page(path, headers):
            note_template(scope, "/{page}")
            return self.index.response(headers) if self.index else HTMLResponse(NOT_BUILT, 503)
        return http_problem_response(404)


def _is_page(path: str, headers: Headers) -> bool:
    """Return whether the request is for a page of the app, and not for a missing file or an unknown API path."""
    if path == "/":
        return True  # for any Accept header, so that curl gets the page, too
    if path.startswith("/api/") or "." in path.rpartition("/")[2]:
        return False
    return headers.get("sec-fetch-mode") == "navigate" or "text/html" in headers.get("accept", "")


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in (".br", ".gz", ".map")
    ]


def _asset(path: Path) -> Asset:
    plain = path.read_bytes()
    compressed = {name: path.with_name(path.name + suffix) for name, suffix in ENCODINGS}
    return Asset(
        plain=plain,
        encoded={name: file.read_bytes() for name, file in compressed.items() if file.is_file()},
        media_type=TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        etag=f'"{sha256(plain).hexdigest()[:32]}"',
        cache=FOREVER if "assets" in path.parts[:-1] else ASK_EVERY_TIME,  # Vite puts a hash into these names
    )
