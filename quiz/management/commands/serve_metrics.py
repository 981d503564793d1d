"""`manage.py serve_metrics`: what the processes of the site counted, for Prometheus."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from quiz.keeping import metrics


class Command(BaseCommand):
    help = "Serve what the site counted at http://127.0.0.1:PORT/metrics, until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=9464, help="on 127.0.0.1 (%(default)s)")

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        if not settings.METRICS:
            raise CommandError(
                "Nothing is counted: set PROMETHEUS_MULTIPROC_DIR to one folder for the site and for this command."
            )
        _, thread = metrics.serve(port)
        self.stdout.write(f"http://127.0.0.1:{port}/metrics")
        thread.join()
