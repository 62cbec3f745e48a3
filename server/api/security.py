"""Security headers on every response, and the refusal of writes that come from another site."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.api.problems import Forbidden, problem_response

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
    "content-security-policy": CONTENT_POLICY,
    "permissions-policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class SecurityMiddleware:
    """Pure ASGI: add the headers, and refuse unsafe methods called from another site's page (CSRF)."""

    def __init__(self, app: ASGIApp, *, public_url: str) -> None:
        self.app = app
        self.origin = public_url
        https = {"strict-transport-security": "max-age=63072000; includeSubDomains"}
        headers = HEADERS | (https if public_url.startswith("https:") else {})
        self.raw = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self.raw]
                if scope["path"].startswith("/api/"):
                    MutableHeaders(scope=message).setdefault("cache-control", "no-store")
            await send(message)

        cross_site = scope["method"] not in SAFE and not self._same_site(Headers(scope=scope))
        app = problem_response(Forbidden("Only our own pages may do this.")) if cross_site else self.app
        await app(scope, receive, send_with_headers)

    def _same_site(self, headers: Headers) -> bool:
        """Return whether no other site can have sent the request.

        Browsers state where a request comes from. A request without either header does not come from a browser,
        so it has no cookie that another site could misuse.
        """
        site = headers.get("sec-fetch-site")
        origin = headers.get("origin")
        return site in (None, "same-origin", "none") and (site is not None or origin in (None, self.origin))
