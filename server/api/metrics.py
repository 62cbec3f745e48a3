"""Metrics for Prometheus, labelled by route template: a path would put ids into labels."""

import asyncio
import hmac
from contextlib import suppress

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from models.due import late_reminders
from models.server_state import server_state
from server.api.metric_sources import FiguresCollector, LabCollector, Places, PlacesCollector
from server.api.problems import problem_response
from server.domain.errors import NotFound
from server.ports import Services

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
DATABASE_WITHIN = 1.0
"""Seconds after which the metrics are shown without those of the database."""


class Metrics:
    """All metrics of a process. Each app has its own registry: tests run several in one process."""

    def __init__(self, services: Services, places: Places) -> None:
        self.clock = services.clock
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)  # memory, processor time, open files
        for collector in (
            LabCollector(services.lab),
            FiguresCollector(services.figures),
            PlacesCollector(places),
        ):
            self.registry.register(collector)
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

        self.waiting = Gauge(
            "afterglow_reminders_waiting", "Reminders that are due and not claimed", registry=self.registry
        )
        self.late = Gauge(
            "afterglow_reminders_late_seconds",
            "How long the first of them has waited; 0 if there is none",
            registry=self.registry,
        )
        self.database_up = Gauge(
            "afterglow_database_up",
            "Whether the database has answered within a second; if not, what comes from it is old",
            registry=self.registry,
        )

    def record(self, method: str, route: str, *, status: int, seconds: float) -> None:
        self.seconds.labels(method, route).observe(seconds)
        self.requests.labels(method, route, str(status)).inc()

    async def update_from_database(self) -> None:
        """Take over what all processes share. Without a database, only `database_up` changes."""
        self.database_up.set(0)
        with suppress(Exception):  # drivers raise many types, and the metrics say that it is down
            async with asyncio.timeout(DATABASE_WITHIN):
                state, now = await server_state(), self.clock.now()
                waiting, since = await late_reminders(now)
            self.unsound.set(state.unsound_photos)
            self.verified.set(state.verified_at.timestamp() if state.verified_at else 0)
            self.waiting.set(waiting)
            self.late.set((now - since).total_seconds() if since else 0)
            self.database_up.set(1)

    def text(self) -> bytes:
        return generate_latest(self.registry)


class MetricsPage:
    """/metrics, for callers with the operator's bearer token; 404 for all others, also on this machine.

    A proxy on the same machine could otherwise show them to everybody.
    """

    def __init__(self, metrics: Metrics, *, token: str) -> None:
        self.metrics = metrics
        self.token = token

    async def show(self, request: Request) -> Response:
        if not self._has_token(request):
            return problem_response(NotFound())
        await self.metrics.update_from_database()
        return Response(self.metrics.text(), media_type=CONTENT_TYPE_PLAIN_0_0_4)

    def _has_token(self, request: Request) -> bool:
        given = request.headers.get("authorization", "")
        return bool(self.token) and hmac.compare_digest(given.encode(), f"Bearer {self.token}".encode())
