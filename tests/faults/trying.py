"""Kill, cut, fill and lock, and ask the witness: `make faults`, or `python -m tests.faults.trying [--kills N]`.

Prints one table, and ends with 1 if anything that somebody was told was saved is lost or doubled, if anything is there
that nobody sent, if memory is not the fold of the log, or if the site was not back in five seconds. Mounts small disks,
so as root.
"""

import argparse
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from tests.faults import cases, server_cases
from tests.faults.places import PostgreSQL, SQLite
from tests.faults.servers import own_postgresql
from tests.faults.trial import Row

Case = Callable[[], Row]
FAILED: list[str] = []
HEAD = ("case", "database", "tries", "acknowledged", "lost", "doubled", "invented", "slowest return")


def main() -> int:
    asked = arguments()
    with tempfile.TemporaryDirectory(prefix="mlopsprep-faults-") as folder:
        rows = list(tried(Path(folder), asked))
    print(table(rows))
    for row in rows:
        print(what_is_wrong(row), end="")
    for case in FAILED:
        print(f"{case} was not tried to its end")
    return 0 if all(row.is_good for row in rows) and not FAILED else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Is anything lost, doubled or invented, whatever dies?")
    parser.add_argument("--kills", type=int, default=500, help="of workers, on both databases (%(default)s)")
    parser.add_argument("--troubles", type=int, default=125, help="of PostgreSQL (%(default)s)")
    parser.add_argument("--others", type=int, default=12, help="of each other kind (%(default)s)")
    parser.add_argument(
        "--only", default="", help="cases whose name has one of these words in it, comma-separated"
    )
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="only this one")
    return parser.parse_args()


def tried(folder: Path, asked: argparse.Namespace) -> Iterator[Row]:
    if asked.database != "postgresql":
        on_sqlite = folder / "sqlite"
        on_sqlite.mkdir()
        yield from run(on_any(SQLite(on_sqlite), asked), asked.only)
    if asked.database != "sqlite":
        on_postgresql = folder / "postgresql"
        on_postgresql.mkdir()
        with own_postgresql() as server:
            place = PostgreSQL(on_postgresql, server)
            yield from run([*on_any(place, asked), *on_a_server(place, asked)], asked.only)


def on_any(place: Any, asked: argparse.Namespace) -> list[tuple[Callable[..., Row], Case]]:
    """Of fifty kills on a database thirty are at named points, nineteen at random, one of workers that start anew."""
    many, others = asked.kills // 2, asked.others
    return [
        named(cases.killed_at_points, place, many * 30 // 50),
        named(cases.killed_at_random, place, many * 19 // 50),
        named(cases.killed_as_deployed, place, many // 50),
        named(cases.whole_site_killed, place, max(others // 4, 1)),
        named(cases.replies_lost, place, others * 5),
        named(cases.two_devices, place, others),
        named(cases.clock_wrong, place, others),
        named(cases.locked, place, max(others // 4, 1)),
        named(cases.disk_full, place, max(others // 4, 1)),
    ]


def on_a_server(place: PostgreSQL, asked: argparse.Namespace) -> list[tuple[Callable[..., Row], Case]]:
    kinds = (
        server_cases.restarted_fast,
        server_cases.restarted_at_once,
        server_cases.backends_ended,
        server_cases.backend_killed,
        server_cases.wires_cut,
    )
    return [named(each, place, asked.troubles // len(kinds)) for each in kinds]


def named(case: Callable[..., Row], place: Any, times: int) -> tuple[Callable[..., Row], Case]:
    return case, partial(case, place, times)


def run(todo: Iterable[tuple[Callable[..., Row], Case]], only: str) -> Iterator[Row]:
    for case, start in todo:
        if any(word in case.__name__ for word in only.split(",")):
            began = time.monotonic()
            try:
                row = start()
            except Exception:
                # One that could not be tried to its end is said to be so; the others still are.
                FAILED.append(case.__name__)
                traceback.print_exc()
                continue
            how, took = "good" if row.is_good else "BAD", time.monotonic() - began
            print(f"{how}, in {took:.0f} s: {line(row)}{what_is_wrong(row)}", file=sys.stderr, flush=True)
            yield row


def line(row: Row) -> str:
    return " | ".join(cells(row)) + "\n"


def cells(row: Row) -> tuple[str, ...]:
    found = row.findings
    numbers = (row.tries, found.told, len(found.lost), len(found.doubled), len(found.invented))
    return row.case, row.database, *(f"{number:,}" for number in numbers), f"{row.slowest:.1f} s"


def table(rows: list[Row]) -> str:
    lines = [HEAD, ("---",) * 2 + ("---:",) * 6, *(cells(row) for row in rows)]
    return "\n".join(f"| {' | '.join(each)} |" for each in lines)


def what_is_wrong(row: Row) -> str:
    """In full, for who has to mend it."""
    found = row.findings
    wrong = [*found.lost, *found.doubled, *found.invented, *found.broken, *row.complaints]
    if row.limit is not None and row.slowest > row.limit:
        wrong.append(f"served again only after {row.slowest:.1f} s")
    return "".join(f"{row.case}, {row.database}: {each}\n" for each in wrong)


if __name__ == "__main__":
    sys.exit(main())
