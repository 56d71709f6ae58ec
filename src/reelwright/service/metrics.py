"""What Prometheus reads: how often and how fast was answered, what waits, and who works."""

import time
from typing import Any, get_args

from fastapi import APIRouter, Request, Response
from opentelemetry.trace import SpanKind
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .. import __version__
from ..domain.spans import span
from ..studio import logs, orders, workers
from ..studio.orders import OrderState
from ..studio.workers import WorkerState
from .doors import route

router = APIRouter(prefix="/api", tags=["health"])

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Bounds of answers' times; reads are to stay under .3."""

NOWHERE = "none"
"""Stands for the route of what was answered before one was found."""


class Measured:
    """Counts and times what an application answers, and logs a line of each.

    A route is named by its template, never by what was asked for: paths hold people's names.
    """

    def __init__(self, app: ASGIApp, registry: CollectorRegistry) -> None:
        self.app = app
        labels = ("route", "method", "status")
        self.answers = Counter("reelwright_requests", "Answers.", labels, registry=registry)
        self.seconds = Histogram(
            "reelwright_request_seconds",
            "Seconds until an answer began.",
            ("route", "method"),
            buckets=SECONDS,
            registry=registry,
        )
        self.open = Gauge(
            "reelwright_requests_open", "Requests under way, streams too.", registry=registry
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status, took = time.perf_counter(), 500, -1.0

        async def sending(message: Message) -> None:
            nonlocal status, took
            if message["type"] == "http.response.start":
                status, took = message["status"], time.perf_counter() - began
            await send(message)

        asked = dict(scope["headers"]).get(b"traceparent", b"").decode("latin-1")
        with (
            self.open.track_inprogress(),
            span(scope["method"], under=asked, kind=SpanKind.SERVER) as traced,
        ):
            try:
                await self.app(scope, receive, sending)
            finally:
                took = took if took >= 0 else time.perf_counter() - began
                name, method = _template(scope), scope["method"]
                traced.update_name(f"{method} {name}")
                traced.set_attribute("http.response.status_code", status)
                self.answers.labels(name, method, str(status)).inc()
                self.seconds.labels(name, method).observe(took)
                logs.tell("answered", route=name, method=method, status=status, seconds=took)


def begun() -> CollectorRegistry:
    """A registry with what every process tells of itself."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    version = Gauge("reelwright_info", "The version.", ("version",), registry=registry)
    version.labels(__version__).set(1)
    return registry


@router.get("/metrics", response_class=Response, **route("viewer", gives="text/plain"))
def metrics(request: Request) -> Response:
    """What Prometheus reads: send a key as `Authorization: Bearer ...`."""
    house = CollectorRegistry()
    # Collected here, in the name of who asks.
    house.register(_Found(_house()))
    told = generate_latest(request.app.state.registry) + generate_latest(house)
    return Response(told, media_type=CONTENT_TYPE_LATEST)


class _Found(Collector):
    """What was found, as the library takes it."""

    def __init__(self, found: list[Metric]) -> None:
        self._found = found

    def collect(self) -> list[Metric]:
        return self._found


def _house() -> list[Metric]:
    """What stands in the database."""
    count, there = orders.count(), workers.listed()
    asked = GaugeMetricFamily("reelwright_orders", "Orders by state.", labels=["state"])
    for state in get_args(OrderState):
        asked.add_metric([state], count.by_state.get(state, 0))
    hands = GaugeMetricFamily("reelwright_workers", "Workers by state.", labels=["state"])
    for state in get_args(WorkerState):
        hands.add_metric([state], sum(w.state == state for w in there))
    oldest = GaugeMetricFamily(
        "reelwright_orders_oldest_seconds",
        "For how long the order waits that waits longest.",
        value=count.oldest_s,
    )
    return [asked, oldest, hands]


def _template(scope: Scope) -> str:
    found: Any = scope.get("route")
    return getattr(found, "path", NOWHERE)
