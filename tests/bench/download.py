"""Does a download of one's data stay small in the server's memory, however much one has answered?

`python -m tests.bench.download [--answers N] [--postgresql]` prints how far the memory of a worker rises above what it
held, at most, while somebody with 2,000 answers downloads, and somebody with ten times as many.
"""

import argparse
import sys

from tests.bench.browser import Browser
from tests.bench.memory import forget_most, megabytes, rest, workers_of
from tests.bench.server import Served, served
from tests.bench.soak import prepared

FEW = 2_000
MORE = 24.0
"""Megabytes that ten times as many answers may take beyond the few: SQLite keeps 20 of its pages for each thread."""
ADDRESS = "/settings/account/your-data/"


def main() -> int:
    parser = argparse.ArgumentParser(description="How much memory does a download of one's data take?")
    parser.add_argument("--answers", type=int, default=FEW * 10, help="of the second learner (%(default)s)")
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL instead of SQLite")
    asked = parser.parse_args()
    with prepared(asked.postgresql) as url:
        from tests.bench.world import make_person  # noqa: PLC0415  (it needs the settings)

        cookies = {answers: make_person(answers=answers).cookie for answers in (FEW, asked.answers)}
        with served(url) as server:
            download(server, cookies[FEW])  # what is read once, is read by then
            rises = [rise(server, cookie, answers) for answers, cookie in cookies.items()]
    return 1 if rises[1] - rises[0] > MORE else 0


def rise(server: Served, cookie: str, answers: int) -> float:
    """Megabytes at most above what is held before."""
    (worker,) = workers_of(server)
    rest()
    forget_most(worker)
    before = megabytes(worker)
    size, seconds = download(server, cookie)
    risen = megabytes(worker, "VmHWM") - before
    print(f"{answers:,} answers: {size / 1024:,.0f} KB in {seconds:.1f} s, memory rose by {risen:.1f} MB")
    return risen


def download(server: Served, cookie: str) -> tuple[int, float]:
    browser = Browser(server.port, cookie)
    reply = browser.get(ADDRESS)
    browser.close()
    assert reply.status == 200, reply.status
    return len(reply.body), reply.seconds


if __name__ == "__main__":
    sys.exit(main())
