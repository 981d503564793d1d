"""Days that pass in a server within the minutes of a measurement."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

import time_machine
from django.http import HttpRequest, HttpResponse


def day_file() -> Path:
    """Holds how many days have passed; nothing is moved where it is not there."""
    return Path(os.environ["BENCH_DIR"]) / "day"


class MovedClock:
    """This process's clock is as many days ahead as the file says."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.moved_to, self.lock = "", Lock()
        self.traveller: time_machine.travel | None = None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        day = day_file().read_text() if day_file().exists() else ""
        with self.lock:
            if day != self.moved_to:
                self.move_to(day)
        return self.get_response(request)

    def move_to(self, day: str) -> None:
        if self.traveller:
            self.traveller.stop()
        self.traveller = time_machine.travel(datetime.now().astimezone() + timedelta(days=int(day)))
        self.traveller.start()
        self.moved_to = day


def let_pass(days: int) -> None:
    day_file().write_text(str(days))
