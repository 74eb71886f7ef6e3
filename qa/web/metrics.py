"""What the service counts of itself, for Prometheus; each application has a registry of its own."""

import time
from functools import cache

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

# A question takes about a millisecond, a long filing some seconds.
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The counters of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "qa_http_requests", "HTTP requests answered.", ["method", "route", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "qa_http_request_seconds",
            "Seconds from a request to its answer.",
            ["route"],
            buckets=_BUCKETS,
            registry=self.registry,
        )
        # What is counted of one route is looked up once: the client's own way takes longer than counting.
        self._counted, self._timed = cache(self.requests.labels), cache(self.seconds.labels)
        questions = Counter(
            "qa_questions", "Questions answered, by the status of the reply.", ["status"], registry=self.registry
        )
        self.questions = cache(questions.labels)
        self.filings = Counter(
            "qa_filings",
            "Filings given: created, held (already there), unreadable.",
            ["result"],
            registry=self.registry,
        )

    def watch(self, app: Flask) -> None:
        """Count and time every request of an application."""
        app.before_request(_start)
        app.after_request(self._finish)

    def text(self) -> bytes:
        """Return all counters in Prometheus's text format."""
        return generate_latest(self.registry)

    def _finish(self, response: Response) -> Response:
        # The rule, never the path: a path holds ids, and each would become a time series.
        route = request.url_rule.rule if request.url_rule else "unmatched"
        self._counted(request.method, route, response.status_code).inc()
        if "started" in g:
            self._timed(route).observe(time.perf_counter() - g.started)
        return response


def _start() -> None:
    g.started = time.perf_counter()
