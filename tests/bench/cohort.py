"""What a cohort's page costs: `python -m tests.bench.cohort [--rounds N] [--postgresql]`.

With 40 and with 200 members who have each answered 100 assigned questions, beside a page around nothing on the same
stack; all in one run, in turn, as ratios.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import call_command

from tests.bench.answer import databases, set_up
from tests.bench.results import Result, table

ROUNDS = 15


def main() -> None:
    parser = argparse.ArgumentParser(description="What a cohort's page costs, beside a page around nothing.")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="interleaved rounds (%(default)s)")
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL instead of SQLite")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mlopsprep-bench-") as folder:
        set_up(Path(folder))
        with databases(Path(folder), asked.postgresql) as urls:
            results = measured(urls[0], asked.rounds)
    print(table(results))
    sys.exit(any(result.ok is False for result in results))


def measured(url: str, rounds: int) -> list[Result]:
    os.environ["DATABASE_URL"] = url
    django.setup()
    from tests.bench import cohort_scene  # noqa: PLC0415  (its models need the settings)

    call_command("collectstatic", interactive=False, verbosity=0)
    return cohort_scene.pages_of_cohorts(url, rounds)


if __name__ == "__main__":
    main()
