"""Whether memory stepped answer by answer is what the whole log folds to, bit by bit.

`python -m tests.bench.replay [--reviews N]`: people practise through the acts that a browser reaches, take
back some answers and read some questions, until so many reviews are in the log; then everything is folded
from the log and compared, as `rebuild_cards --check` does.
"""

import argparse
import os
import tempfile
from pathlib import Path

import django

from tests.bench.answer import set_up


def main() -> None:
    parser = argparse.ArgumentParser(description="Whether stepping and folding agree, bit by bit.")
    parser.add_argument("--reviews", type=int, default=100_000, help="so many answers (%(default)s)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mlopsprep-replay-") as folder:
        set_up(Path(folder))
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'replay.sqlite3'}"
        django.setup()
        from tests.bench.replaying import replay  # noqa: PLC0415  (its models need the settings)

        print(replay(asked.reviews))


if __name__ == "__main__":
    main()
