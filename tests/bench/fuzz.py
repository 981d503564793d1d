"""Twenty thousand requests that nobody means, byte by byte at the server as it is served: does any address fail?

`python -m tests.bench.fuzz [--requests N] [--seed N] [--postgresql]` prints how many of each status came back, and each
request that was answered by 500 or more, or not at all; then it ends with 1. The suite sends a few hundred of them.
"""

import argparse
import os
import socket
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import django
from django.core.management import call_command

from scripts.run_tests import postgresql as a_postgresql
from tests.bench.answer import set_up

CLIENTS = 4
NO_ANSWER = 0


def main() -> int:
    asked = arguments()
    with tempfile.TemporaryDirectory(prefix="mlopsprep-fuzz-") as folder:
        set_up(Path(folder))
        os.environ |= {"LOG_LEVEL": "CRITICAL", "EMAIL_URL": "dummymail://"}
        sqlite = nullcontext(f"sqlite:///{Path(folder) / 'fuzz.sqlite3'}")
        with a_postgresql() if asked.postgresql else sqlite as url:
            os.environ["DATABASE_URL"] = url
            django.setup()
            return tell(answered(url, asked.requests, Random(asked.seed)))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Does any address fail, whatever is sent?")
    parser.add_argument("--requests", type=int, default=20_000, help="so many (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="other requests for each (%(default)s)")
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL instead of SQLite")
    return parser.parse_args()


def answered(url: str, count: int, random: Random) -> Iterable[tuple[int, Any]]:
    """Each request with the status that came back."""
    from django.conf import settings  # noqa: PLC0415  (they need the database's address)
    from django.db import connections  # noqa: PLC0415

    from tests.bench.server import serving  # noqa: PLC0415
    from tests.faults.fuzzing import requests  # noqa: PLC0415
    from tests.faults.ground import make_ground  # noqa: PLC0415

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("load_bank", verbosity=0, stdout=StringIO())
    ground = make_ground()
    connections.close_all()
    with serving(url, workers=2) as port, ThreadPoolExecutor(CLIENTS) as clients:
        sent = list(requests(ground, random, count))
        statuses = clients.map(lambda each: status_of(each.to_bytes(), port), sent)
        return list(zip(statuses, sent, strict=True))


def status_of(request: bytes, port: int) -> int:
    """Over a connection of its own, which the client ends for writing, so that no length that is too large hangs."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        try:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            line = connection.makefile("rb").readline()
        except OSError:
            return NO_ANSWER
    return int(line.split()[1]) if line.startswith(b"HTTP/") else NO_ANSWER


def tell(replies: Iterable[tuple[int, Any]]) -> int:
    counts = Counter(status for status, _ in replies)
    failed = [(status, each) for status, each in replies if status >= 500 or status == NO_ANSWER]
    print(", ".join(f"{status}: {count}" for status, count in sorted(counts.items())))
    for status, each in failed:
        print(f"\n{status or 'no answer'}: {each.to_bytes()[:2000]!r}")
    print(f"\n{len(failed)} of {counts.total()} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
