"""The site as production serves it, on a database of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

THREADS = 8
LONGEST_START_SECONDS = 60


@contextmanager
def serving(database_url: str, *, workers: int = 1) -> Iterator[int]:
    """Gives the port of a server that answers."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "mlopsprep.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += [
        "--workers",
        str(workers),
        "--threads",
        str(THREADS),
        "--keep-alive",
        "75",
        "--log-level",
        "warning",
    ]
    process = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": database_url})
    try:
        wait_until_ready(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_until_ready(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + LONGEST_START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.1)
    raise SystemExit("The server did not start; what it said stands above.")
