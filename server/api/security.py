"""Security headers on every response, and the refusal of other hosts, and of writes from another site."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.api.problems import Forbidden, Misdirected, problem_response
from server.api.static import SHARE_TARGET

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
}
PAGE_HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "permissions-policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
}
"""Half a kilobyte that browsers read for pages and workers only."""
NO_PAGES = "/assets/"
"""Code, styles and fonts, named by their content. The app's one worker, /sw.js, is not among them."""
NOT_INDEXED = ("/api/", "/shared")
"""What search engines must not list, should somebody publish the address: a share link opens at /shared."""
OWN_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names of this machine, under which no other site can reach it (unlike a name that leads here by DNS rebinding)."""
ANY_HOST = frozenset({"/healthz", "/readyz", "/metrics"})
"""What orchestrators ask for by the address of a container."""
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class SecurityMiddleware:
    """Pure ASGI: add the headers, and refuse other hosts (421) and writes from another site's page (CSRF)."""

    def __init__(self, app: ASGIApp, *, public_url: str) -> None:
        self.app = app
        self.origin = public_url
        self.hosts = OWN_NAMES | {urlsplit(public_url).hostname}
        self.raw_of_assets = _headers_of_all(public_url)
        self.raw = security_headers(public_url)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                raw = self.raw_of_assets if scope["path"].startswith(NO_PAGES) else self.raw
                message["headers"] = [*message["headers"], *raw]
                if scope["path"].startswith("/api/"):
                    MutableHeaders(scope=message).setdefault("cache-control", "no-store")
                if scope["path"].startswith(NOT_INDEXED):
                    MutableHeaders(scope=message)["x-robots-tag"] = "noindex, nofollow"
            await send(message)

        # A phone that shares photos is no site: some browsers state an opaque origin. The answer changes nothing.
        headers = Headers(scope=scope)
        if scope["path"] not in ANY_HOST and not self._is_ours(headers.getlist("host")):
            await problem_response(Misdirected("No app is at this address."))(
                scope, receive, send_with_headers
            )
            return
        changes = scope["method"] not in SAFE and scope["path"] != SHARE_TARGET
        cross_site = changes and not self._same_site(headers)
        app = problem_response(Forbidden("Only our own pages may do this.")) if cross_site else self.app
        await app(scope, receive, send_with_headers)

    def _is_ours(self, hosts: list[str]) -> bool:
        match = _HOST.fullmatch(hosts[0].lower()) if len(hosts) == 1 else None
        return match is not None and (match[1] or match[2]) in self.hosts

    def _same_site(self, headers: Headers) -> bool:
        """Return whether no other site can have sent the request.

        Browsers state where a request comes from. A request without either header does not come from a browser,
        so it has no cookie that another site could misuse.
        """
        site = headers.get("sec-fetch-site")
        origin = headers.get("origin")
        return site in (None, "same-origin", "none") and (site is not None or origin in (None, self.origin))


def security_headers(public_url: str) -> list[tuple[bytes, bytes]]:
    """Return what every answer carries, except those under /assets/."""
    return [*_headers_of_all(public_url), *_raw(PAGE_HEADERS)]


def _headers_of_all(public_url: str) -> list[tuple[bytes, bytes]]:
    https = {"strict-transport-security": "max-age=63072000; includeSubDomains"}
    return _raw(HEADERS | (https if public_url.startswith("https:") else {}))


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]
