"""What the site counts for Prometheus: how many, how long, how often refused; of nobody in particular.

Each process counts in files of its own, in the folder `PROMETHEUS_MULTIPROC_DIR`; `quiz.keeping.metrics` adds them up.
Answers are counted where they are recorded (`quiz.practice.answering.answering`).
"""

import logging

from prometheus_client import Counter, Histogram

SECONDS = Histogram(
    "mlopsprep_request_seconds",
    "How long the site thought about a request, by the name of its route",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15),
)
RESPONSES = Counter(
    "mlopsprep_responses", "Responses by route and status: 409, 429 and 503 are refusals", ["route", "status"]
)
ERRORS = Counter("mlopsprep_error_lines", "Lines of the log of level ERROR or worse")


def count(route: str, status: int, seconds: float) -> None:
    SECONDS.labels(route).observe(seconds)
    RESPONSES.labels(route, status).inc()


class ErrorLines(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        ERRORS.inc()
