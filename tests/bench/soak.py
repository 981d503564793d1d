"""A hundred thousand answers by a thousand learners in ten days: does the memory of the server level off?

`make soak`, or `python -m tests.bench.soak [--answers N] [--learners N] [--days N] [--workers N] [--postgresql]`,
serves the site as docs/deploying.md says, and prints how much memory each worker holds every thousand answers, how long
an answer takes at the beginning and at the end, and how much each thousand adds to the database. The server's clock is
a day further after each share of the answers. The suite takes a few.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import django
from django.core.management import call_command

from scripts.run_tests import postgresql as a_postgresql
from tests.bench.answer import set_up
from tests.bench.memory import Memory
from tests.bench.server import served

HELD = ("resident", "collected", "trimmed", "forgotten")


def main() -> int:
    asked = arguments()
    with prepared(asked.postgresql) as url:
        from tests.bench.soaking import Soak, size_of, told_of  # noqa: PLC0415  (they need the settings)

        with served(url, workers=asked.workers) as server:
            soak, memory = Soak(server.port, asked.learners), Memory(server)
            before, until = size_of(url), time.monotonic() + asked.minutes * 60
            for count in soak.answer(asked.answers, asked.days):
                memory.sample(count)
                print(count, *(f"{each:.1f}" for each in memory.samples[-1]), file=sys.stderr)
                if time.monotonic() > until:
                    break
            has_failed = bool(soak.refused) or memory.died
            grown = (size_of(url) - before) / soak.count * 1000
            print(soak.said(), f"the database grew by {grown / 1024:.0f} KB a thousand answers", sep="\n")
            print(memory.said() + "; A WORKER DIED" * memory.died)
            for told in told_of(server.port, memory.workers):
                print(", ".join(f"{name} {told[name]} MB" for name in HELD), told, sep="\n", file=sys.stderr)
    return int(has_failed)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Does the memory of the server level off?")
    parser.add_argument("--answers", type=int, default=100_000, help="so many (%(default)s)")
    parser.add_argument(
        "--learners", type=int, default=1000, help="by so many, half of them signed in (%(default)s)"
    )
    parser.add_argument("--days", type=int, default=10, help="in so many days (%(default)s)")
    parser.add_argument("--minutes", type=float, default=600, help="for so long at most (%(default)s)")
    parser.add_argument(
        "--workers", type=int, default=2, help="processes, each of four threads (%(default)s)"
    )
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL instead of SQLite")
    return parser.parse_args()


@contextmanager
def prepared(postgresql: bool) -> Iterator[str]:
    """The URL of a database with the bank."""
    with tempfile.TemporaryDirectory(prefix="mlopsprep-soak-") as folder:
        set_up(Path(folder))
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(Path(folder) / "counts")
        (Path(folder) / "counts").mkdir()
        sqlite = nullcontext(f"sqlite:///{Path(folder) / 'soak.sqlite3'}")
        with a_postgresql() if postgresql else sqlite as url:
            os.environ["DATABASE_URL"] = url
            django.setup()
            from tests.bench.world import make_bank  # noqa: PLC0415  (its models need the settings)

            call_command("collectstatic", interactive=False, verbosity=0)
            make_bank()
            yield url


if __name__ == "__main__":
    sys.exit(main())
