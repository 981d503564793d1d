"""How fast an answer is, beside a floor on the same stack, database and durability.

`make bench`, or `python -m tests.bench.answer [--rounds N] [--quick] [--json] [--postgresql]`.
"""

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg
from django.core.management import call_command

from scripts.run_tests import postgresql as a_postgresql
from tests.bench.results import Result, as_json, table


def main() -> None:
    asked = arguments()
    with tempfile.TemporaryDirectory(prefix="mlopsprep-bench-") as folder:
        set_up(Path(folder))
        with databases(Path(folder), asked.postgresql) as urls:
            results = measured(urls, asked.rounds, asked.seconds)
    print(as_json(results) if asked.json else table(results))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How fast an answer is, beside a floor on the same stack.")
    parser.add_argument("--rounds", type=int, default=100, help="interleaved rounds (%(default)s)")
    parser.add_argument("--seconds", type=float, default=4.0, help="each turn of eight clients (%(default)s)")
    parser.add_argument("--quick", action="store_true", help="few rounds, to see that it runs")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL instead of SQLite")
    asked = parser.parse_args()
    if asked.quick:
        asked.rounds, asked.seconds = min(asked.rounds, 15), min(asked.seconds, 1.0)
    return asked


def set_up(folder: Path) -> None:
    """Production's settings, with everything that is written in this folder."""
    os.environ.pop("DEBUG", None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "BENCH_DIR": str(folder),
        "SECRET_KEY": "only for the benchmark, long enough to please the deployment check",
        "ALLOWED_HOSTS": "127.0.0.1,testserver",
        "HTTPS": "0",
        "LOG_LEVEL": "ERROR",
    }


@contextmanager
def databases(folder: Path, postgresql: bool) -> Iterator[tuple[str, str]]:
    """URLs of two empty databases, for the real bank and for a large one."""
    if not postgresql:
        yield f"sqlite:///{folder / 'real.sqlite3'}", f"sqlite:///{folder / 'large.sqlite3'}"
        return
    with a_postgresql() as url:
        yield url, second_database(url)


def second_database(url: str) -> str:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE large")
    return url.replace("/postgres?", "/large?")


def measured(urls: tuple[str, str], rounds: int, seconds: float) -> list[Result]:
    os.environ["DATABASE_URL"] = urls[0]
    django.setup()
    from tests.bench import scenes  # noqa: PLC0415  (its models need the settings)

    call_command("collectstatic", interactive=False, verbosity=0)
    results = scenes.on_the_real_bank(urls[0], rounds)
    results += scenes.with_a_crowd(urls[0], seconds)
    return results + scenes.on_a_large_bank(urls[1], rounds)


if __name__ == "__main__":
    main()
