"""The site as `docs/deploying.md` has it served, on a database of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection

GUNICORN = (
    f"{sys.executable} -m gunicorn {{application}} --bind 127.0.0.1:{{port}} --workers {{workers}} --threads 4"
    " --keep-alive 75 --no-control-socket --log-level error"
)
LONGEST_START_SECONDS = 60


@dataclass(frozen=True)
class Served:
    port: int
    pid: int
    """Of the process whose children are the workers."""


@contextmanager
def serving(
    database_url: str, *, workers: int = 1, ready: str = "/readyz", application: str = "mlopsprep.wsgi"
) -> Iterator[int]:
    """Gives the port of a server that answers at this address."""
    with served(database_url, workers=workers, ready=ready, application=application) as server:
        yield server.port


@contextmanager
def served(
    database_url: str, *, workers: int = 1, ready: str = "/readyz", application: str = "mlopsprep.wsgi"
) -> Iterator[Served]:
    """The same, with its process."""
    port = free_port()
    command = GUNICORN.format(application=application, port=port, workers=workers).split()
    process = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": database_url})
    try:
        wait_until_ready(port, process, ready)
        yield Served(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_until_ready(
    port: int, process: subprocess.Popen[bytes], address: str, seconds: float = LONGEST_START_SECONDS
) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        if answers(port, address):
            return
        time.sleep(0.1)
    raise SystemExit("The server did not start; what it said stands above.")


def answers(port: int, address: str) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", address)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
