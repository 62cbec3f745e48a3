"""Figures for Prometheus, by route template: no path value ever becomes a label."""

import hmac
from ipaddress import ip_address

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from server.api.problems import problem_response
from server.domain.errors import NotFound

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """One registry per app, so that two apps in one process (tests) do not count into each other."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.seconds = Histogram(
            "afterglow_request_seconds",
            "How long requests took",
            ("method", "route"),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.requests = Counter(
            "afterglow_requests", "Requests answered", ("method", "route", "status"), registry=self.registry
        )
        self.running = Gauge("afterglow_requests_running", "Requests being answered", registry=self.registry)

    def note(self, method: str, route: str, *, status: int, seconds: float) -> None:
        self.seconds.labels(method, route).observe(seconds)
        self.requests.labels(method, route, str(status)).inc()

    def text(self) -> bytes:
        return generate_latest(self.registry)


class MetricsPage:
    """For loopback, or whoever shows the operator's token; anybody else finds nothing there."""

    def __init__(self, metrics: Metrics, *, token: str) -> None:
        self.metrics = metrics
        self.token = token

    async def show(self, request: Request) -> Response:
        if not (_from_here(request) or self._shown(request)):
            return problem_response(NotFound())
        return Response(self.metrics.text(), media_type=CONTENT_TYPE_PLAIN_0_0_4)

    def _shown(self, request: Request) -> bool:
        shown = request.headers.get("authorization", "")
        return bool(self.token) and hmac.compare_digest(shown.encode(), f"Bearer {self.token}".encode())


def _from_here(request: Request) -> bool:
    """Behind a proxy uvicorn has put the caller's own address here already."""
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False
