"""GET /metrics in the Prometheus format: calls by task and outcome, seconds, memory. Off unless asked for."""

import logging
import os
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from tabs.run.compute import RUNS
from tabs.run.engine import Engine

SECONDS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)


class CacheCollector(Collector):
    """Tells of the cache's memory when asked."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def collect(self) -> Any:
        """Yield the gauges."""
        stats = self._engine.stats()
        yield GaugeMetricFamily("playground_models", "Models in memory", len(stats.entries))
        yield GaugeMetricFamily("playground_model_bytes", "Memory that models take", stats.resident_bytes)
        yield GaugeMetricFamily("playground_budget_bytes", "Memory for models", stats.budget_bytes)
        waiting = sum(entry.pins for entry in stats.entries)
        yield GaugeMetricFamily("playground_runs", "Runs that have or await a model", waiting)


class RunCounter(logging.Handler):
    """Counts the runs that tabs.run.compute tells of, whatever door they came through."""

    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__(logging.INFO)
        self._runs = Counter("playground_calls", "Finished runs", ("task", "outcome"), registry=registry)
        self._seconds = Histogram("playground_run_seconds", "Seconds", ("task",), registry=registry, buckets=SECONDS)

    def emit(self, record: logging.LogRecord) -> None:
        """Count one run."""
        told = vars(record)
        self._runs.labels(told["task"], told["outcome"]).inc()
        self._seconds.labels(told["task"]).observe(told["seconds"])


def are_wanted() -> bool:
    """Tell whether the owner asked for metrics: PLAYGROUND_METRICS=1."""
    return os.environ.get("PLAYGROUND_METRICS") == "1"


def make_metrics_routes(engine: Engine) -> list[BaseRoute]:
    """Return the route, and count from now on."""
    registry = CollectorRegistry()
    registry.register(CacheCollector(engine))
    RUNS.setLevel(logging.INFO)
    RUNS.addHandler(RunCounter(registry))

    async def show(_: HttpRequest) -> Response:
        return Response(generate_latest(registry), media_type="text/plain; version=0.0.4")

    return [Route("/metrics", show, methods=["GET"])]
