"""The site as it is served, for tests alone: a worker kills itself where a request's header names the point.

`X-Die-At` names one of `site.POINTS`, `X-Die-After` milliseconds. The file `CLOCK` in the run's folder has seconds by
which the clock of every worker is wrong, from its next request on.
"""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, Timer
from time import time
from typing import Any
from unittest.mock import patch

import time_machine
from django.db import connections
from django.test import Client

from mlopsprep.wsgi import application as site

CLAIM = 'UPDATE "quiz_learner"'
ROWS = tuple(f'INSERT INTO "quiz_{table}"' for table in ("review", "event", "correction", "mark", "note"))


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    follow_the_clock()
    start_response = naming_the_worker(start_response)
    point, after = environ.get("HTTP_X_DIE_AT", ""), environ.get("HTTP_X_DIE_AFTER")
    if after:
        Timer(float(after) / 1000, die).start()
    if point == "reading":
        environ["wsgi.input"].read(1)
        die()
    if not point:
        return site(environ, start_response)
    with dying_in_the_database(point):
        reply = site(environ, start_response)
    return written(reply, point)


def naming_the_worker(start_response: Callable[..., Any]) -> Callable[..., Any]:
    def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        return start_response(status, [*headers, ("X-Worker", str(os.getpid()))], *more)

    return start


def warm() -> None:
    """What a worker does with its first pages, done before the workers are forked: a new one then serves at once."""
    for address in ("/", "/practice/", "/questions/what-is-mlops/", "/interview/"):
        Client(headers={"Host": "127.0.0.1"}).get(address)
    Client(headers={"Host": "127.0.0.1"}).post("/practice/")
    connections.close_all()


def die() -> None:
    """Noted first, so that it is known how many did."""
    noted = os.open(folder() / "KILLED", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(noted, b"x")
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def dying_in_the_database(point: str) -> Iterator[None]:
    """Dies around the statements of this thread's connection."""
    connection: Any = connections["default"]
    set_autocommit, commit = connection.set_autocommit, connection.commit

    def begin(on: bool, *more: Any, **options: Any) -> None:
        at("before") if not on else None
        set_autocommit(on, *more, **options)
        at("begun") if not on else None

    def end() -> None:
        at("committing")
        commit()
        at("committed")

    def execute(run: Callable[..., Any], sql: str, *more: Any) -> Any:
        result = run(sql, *more)
        if sql.startswith(CLAIM):
            at("claimed")
        if sql.startswith(ROWS):
            at("written")
        return result

    def at(reached: str) -> None:
        if reached == point:
            die()

    with (
        connection.execute_wrapper(execute),
        patch.object(connection, "set_autocommit", begin),
        patch.object(connection, "commit", end),
    ):
        yield


def written(reply: Iterable[bytes], point: str) -> Iterator[bytes]:
    if point == "replying":
        die()
    body = b"".join(reply)
    yield body[: len(body) // 2]
    if point == "replied by half":
        die()
    yield body[len(body) // 2 :]
    if point == "replied":
        die()


def folder() -> Path:
    return Path(os.environ["BENCH_DIR"])


class Clock:
    lock = Lock()
    wrong_by = 0.0
    traveller: Any = None


def follow_the_clock() -> None:
    file = folder() / "CLOCK"
    wrong_by = float(file.read_text()) if file.exists() else 0.0
    with Clock.lock:
        if wrong_by == Clock.wrong_by:
            return
        if Clock.traveller:
            Clock.traveller.stop()
        Clock.traveller = time_machine.travel(time() + wrong_by, tick=True)
        Clock.traveller.start()
        Clock.wrong_by = wrong_by


if "WARM" in os.environ:
    warm()
