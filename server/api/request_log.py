"""One line and one figure per request, a request id, and the net under everything that nobody caught."""

import os
from time import perf_counter

import structlog
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.api.metrics import Metrics
from server.api.problems import Unexpected, problem_response

KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

log = structlog.get_logger("afterglow.http")


class RequestLogMiddleware:
    """Pure ASGI, the outermost of ours."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started_at = perf_counter()
        request_id = os.urandom(8).hex()
        status = 0

        async def send_observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            with self.metrics.running.track_inprogress():
                await self.app(scope, receive, send_observed)
        except ClientDisconnect:
            log.info("hung up", route=_route(scope))
        except Exception:
            log.exception("failed", route=_route(scope))
            if not status:
                await problem_response(Unexpected())(scope, receive, send_observed)
        finally:
            self._note(scope, status, perf_counter() - started_at)
            structlog.contextvars.unbind_contextvars("request_id")

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        """Status 0: the caller hung up before there was an answer."""
        method = scope["method"] if scope["method"] in KNOWN_METHODS else "OTHER"
        route = _route(scope)
        self.metrics.note(method, route, status=status, seconds=seconds)
        log.info("request", method=method, route=route, status=status, ms=round(seconds * 1000, 2))


def _route(scope: Scope) -> str:
    """The template of the route, such as /api/entries/{entry_id}: never the path itself."""
    return str(scope.get("route_template", "other"))
