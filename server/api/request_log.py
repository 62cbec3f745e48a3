"""Request log: one log line and one metric per request, a request id, and the last-resort handler."""

from time import perf_counter

import structlog
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.api.metrics import Metrics
from server.api.outages import codes_of, outage_of
from server.api.problems import Unexpected, problem_response
from server.api.request_notes import note_request_id, problem_of
from server.api.route_template import template_of
from server.ports import NewId

KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

log = structlog.get_logger("afterglow.http")


class RequestLogMiddleware:
    """The outermost middleware, in pure ASGI: it also answers exceptions that nothing else handled (500)."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, new_id: NewId) -> None:
        self.app = app
        self.metrics = metrics
        self.new_id = new_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started_at = perf_counter()
        request_id = self.new_id().hex[:16]
        status = 0

        async def send_with_request_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        note_request_id(scope, request_id)
        structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            with self.metrics.running.track_inprogress():
                await self.app(scope, receive, send_with_request_id)
        except ClientDisconnect:
            log.info("hung up", route=template_of(scope))
        except Exception as error:
            log.exception("failed", route=template_of(scope), **codes_of(error))
            if not status:
                answer = problem_response(outage_of(error) or Unexpected())
                await answer(scope, receive, send_with_request_id)
        finally:
            self._record(scope, status, perf_counter() - started_at)
            structlog.contextvars.unbind_contextvars("request_id")

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        """Write the log line and the metric. Status 0 means that the client disconnected before the answer."""
        method = scope["method"] if scope["method"] in KNOWN_METHODS else "OTHER"
        route = template_of(scope)
        self.metrics.record(method, route, status=status, seconds=seconds)
        code = problem_of(scope)
        noted = {} if code is None else {"code": code}
        log.info("request", method=method, route=route, status=status, ms=round(seconds * 1000, 2), **noted)
