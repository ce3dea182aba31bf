"""What is counted for Prometheus: requests, their times, and postings."""

import os
from dataclasses import dataclass
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess

_BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


@dataclass(frozen=True, slots=True)
class Meters:
    """The counters of this process; with several workers they are added up when they are asked for."""

    requests: Counter
    seconds: Histogram
    postings: Counter
    refusals: Counter


@cache
def meters() -> Meters:
    """Return the counters, made when first needed."""
    names = ("method", "route", "status")
    return Meters(
        Counter("rolecall_http_requests", "Requests answered.", names),
        Histogram(
            "rolecall_http_request_seconds", "Time from the whole request to its answer.", names[:2], buckets=_BUCKETS
        ),
        Counter("rolecall_postings", "Postings judged.", ("role", "needs_review")),
        Counter("rolecall_postings_refused", "Postings that could not be judged.", ("code",)),
    )


def exposition() -> bytes:
    """Return the counts of all workers in the text format of Prometheus."""
    meters()
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest()
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)
