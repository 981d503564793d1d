"""A hundred thousand requests that nobody means, byte by byte at the server as it is served: does any address fail?

`make fuzz`, or `python -m tests.bench.fuzz [--requests N] [--seed N] [--postgresql]`, prints how many of each status
came back, what was reached, how much memory each worker held, and each request that was answered by 500 or more, or not
at all; it ends with 1 if there is one, or if a worker died. Nearly each request comes from a network of its own, so
that limits hide nothing; one in ten from the same. The suite sends a few hundred of them.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from io import StringIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import django
from django.core import mail
from django.core.management import call_command

from scripts.run_tests import postgresql as a_postgresql
from tests.bench.answer import set_up
from tests.bench.memory import Memory, rest
from tests.bench.server import Served, served

if TYPE_CHECKING:
    from tests.bench.fuzzed import Fuzzed

CLIENTS = 4
A_GROUND = 20_000
"""Requests until there are new people, since some requests end what others need."""
AT_ONCE = 500


def main() -> int:
    asked = arguments()
    with prepared(asked.postgresql) as url:
        from tests.bench.fuzzed import Fuzzed  # noqa: PLC0415  (it needs the settings)

        with served(url, workers=2) as server:
            fuzzed, memory, until = Fuzzed(), Memory(server), time.monotonic() + asked.minutes * 60
            for count in sent(server, fuzzed, asked.requests, asked.seed):
                memory.sample(count)
                fuzzed.died = memory.died
                print(count, memory.samples[-1], len(fuzzed.failed), file=sys.stderr)
                if fuzzed.died or time.monotonic() > until:
                    break
            print(fuzzed.said())
            print(memory.said())
    return fuzzed.ends_with


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Does any address fail, whatever is sent?")
    parser.add_argument("--requests", type=int, default=100_000, help="so many (%(default)s)")
    parser.add_argument("--minutes", type=float, default=600, help="for so long at most (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="other requests for each (%(default)s)")
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL instead of SQLite")
    return parser.parse_args()


@contextmanager
def prepared(postgresql: bool) -> Iterator[str]:
    """The URL of a database with the bank."""
    with tempfile.TemporaryDirectory(prefix="mlopsprep-fuzz-") as folder:
        set_up(Path(folder))
        os.environ |= {"EMAIL_URL": "dummymail://", "BASE_URL": "http://testserver"}
        sqlite = nullcontext(f"sqlite:///{Path(folder) / 'fuzz.sqlite3'}")
        with a_postgresql() if postgresql else sqlite as url:
            os.environ["DATABASE_URL"] = url
            django.setup()
            call_command("collectstatic", interactive=False, verbosity=0)
            call_command("migrate", verbosity=0)
            call_command("load_bank", verbosity=0, stdout=StringIO())
            read_mail()
            os.environ["TRUSTED_PROXIES"] = "1"
            yield url


def read_mail() -> None:
    """This process keeps what it mails, as a test does: the people read their codes."""
    from django.conf import settings  # noqa: PLC0415  (they need the database's address)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []


def sent(server: Served, fuzzed: "Fuzzed", count: int, seed: int) -> Iterator[int]:
    """How many have been answered so far, some hundreds further each time."""
    from django.db import connections  # noqa: PLC0415

    from tests.faults.fuzzing import requests  # noqa: PLC0415
    from tests.faults.ground import make_ground  # noqa: PLC0415

    done = 0
    with ThreadPoolExecutor(CLIENTS) as clients:
        for number in range(seed, seed + -(-count // A_GROUND)):
            random = Random(number)
            ground = make_ground(random, number)
            connections.close_all()
            for _ in range(0, min(A_GROUND, count - done), AT_ONCE):
                some = list(requests(ground, random, min(AT_ONCE, count - done)))
                networks = [network(random) for _ in some]
                replies: Any = clients.map(fuzzed.reply_to, some, networks, [server.port] * len(some))
                for reply, each in zip(replies, some, strict=True):
                    fuzzed.add(each, reply)
                done += len(some)
                rest()
                yield done


def network(random: Random) -> str:
    """One in ten comes from the same."""
    if random.random() < 0.1:
        return "203.0.113.1"
    return f"10.{random.randrange(256)}.{random.randrange(256)}.{random.randrange(1, 255)}"


if __name__ == "__main__":
    sys.exit(main())
