"""Metrics for Prometheus, labelled by route template: a path would put ids into labels."""

import asyncio
import hmac
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import ip_address

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from models.server_state import server_state
from server.api.problems import problem_response
from server.domain.errors import NotFound
from server.ports import PhotoLab

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
DATABASE_WITHIN = 1.0
"""Seconds after which the metrics are shown without those of the database."""


class Metrics:
    """Request counts and durations. Each app has its own registry: tests run several in one process."""

    def __init__(self, lab: PhotoLab) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(LabCollector(lab))
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
        self.unsound = Gauge(
            "afterglow_photos_unsound",
            "Images that were missing or damaged at the last verification",
            registry=self.registry,
        )
        self.verified = Gauge(
            "afterglow_photos_verified_timestamp_seconds",
            "When the photos were last verified; 0 if never",
            registry=self.registry,
        )

    def record(self, method: str, route: str, *, status: int, seconds: float) -> None:
        self.seconds.labels(method, route).observe(seconds)
        self.requests.labels(method, route, str(status)).inc()

    async def update_from_database(self) -> None:
        """Take over what a worker, which has no page of its own, has stored. Without a database, nothing changes."""
        with suppress(Exception):  # drivers raise many types, and the other metrics say that it is down
            async with asyncio.timeout(DATABASE_WITHIN):
                state = await server_state()
            self.unsound.set(state.unsound_photos)
            self.verified.set(state.verified_at.timestamp() if state.verified_at else 0)

    def text(self) -> bytes:
        return generate_latest(self.registry)


class LabCollector:
    """What the photo lab counts, read at the moment of a scrape."""

    def __init__(self, lab: PhotoLab) -> None:
        self._lab = lab

    def collect(self) -> Iterator[Metric]:
        figures = self._lab.figures()
        outcomes = CounterMetricFamily(
            "afterglow_photo_lab", "Attempts to develop a photo, by outcome", labels=["outcome"]
        )
        for outcome, count in sorted(figures.outcomes.items()):
            outcomes.add_metric([outcome], count)
        yield outcomes
        yield GaugeMetricFamily(
            "afterglow_photo_lab_waiting", "Photos that wait for their turn", value=figures.waiting
        )


class MetricsPage:
    """/metrics, for callers on loopback or with the operator's bearer token; 404 for all others."""

    def __init__(self, metrics: Metrics, *, token: str) -> None:
        self.metrics = metrics
        self.token = token

    async def show(self, request: Request) -> Response:
        if not (_from_loopback(request) or self._has_token(request)):
            return problem_response(NotFound())
        await self.metrics.update_from_database()
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
