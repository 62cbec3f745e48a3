"""Metrics for Prometheus, labelled by route template: a path would put ids into labels."""

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
    """Request counts and durations. Each app has its own registry: tests run several in one process."""

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

    def record(self, method: str, route: str, *, status: int, seconds: float) -> None:
        self.seconds.labels(method, route).observe(seconds)
        self.requests.labels(method, route, str(status)).inc()

    def text(self) -> bytes:
        return generate_latest(self.registry)


class MetricsPage:
    """/metrics, for callers on loopback or with the operator's bearer token; 404 for all others."""

    def __init__(self, metrics: Metrics, *, token: str) -> None:
        self.metrics = metrics
        self.token = token

    async def show(self, request: Request) -> Response:
        if not (_from_loopback(request) or self._has_token(request)):
            return problem_response(NotFound())
        return Response(self.metrics.text(), media_type=CONTENT_TYPE_PLAIN_0_0_4)

    def _has_token(self, request: Request) -> bool:
        given = request.headers.get("authorization", "")
        return bool(self.token) and hmac.compare_digest(given.encode(), f"Bearer {self.token}".encode())


def _from_loopback(request: Request) -> bool:
    """Return whether the caller is on loopback. uvicorn has already replaced the address of a trusted proxy."""
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False
