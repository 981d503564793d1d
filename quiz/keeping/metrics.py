"""What Prometheus reads: the counts of all processes of the site, and when a backup was last verified."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from wsgiref.simple_server import WSGIServer

from django.conf import settings
from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from quiz.keeping.dead_counts import alone
from quiz.keeping.manifest import last_verified


class LastBackup(Collector):
    """Asked anew each time: it is made and verified by processes that end."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        words = "When the newest backup was made that was restored to try it; 0, never"
        made = last_verified(settings.BACKUPS)
        yield GaugeMetricFamily(
            "mlopsprep_last_verified_backup_timestamp_seconds", words, made.timestamp() if made else 0
        )


class AllCounts(Collector):
    """Of every process, those that ended too; not while what one counted is taken in."""

    def __init__(self) -> None:
        self.files = MultiProcessCollector(None)  # type: ignore[no-untyped-call]

    def collect(self) -> Iterator[Metric]:
        with alone(Path(os.environ["PROMETHEUS_MULTIPROC_DIR"])):
            read = list(self.files.collect())  # type: ignore[no-untyped-call]
        yield from read


def serve(port: int) -> tuple[WSGIServer, Thread]:
    """On this machine alone: no proxy leads to it unless somebody writes that it should."""
    registry = CollectorRegistry()
    registry.register(AllCounts())
    registry.register(LastBackup())
    return start_http_server(port, addr="127.0.0.1", registry=registry)
