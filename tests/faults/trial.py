"""One case: people who go on practising in trouble, their record, and what came of it."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from random import Random
from threading import Event, Lock
from typing import Any

from tests.faults.people import Ground, Somebody
from tests.faults.places import Place, complaints
from tests.faults.record import Record
from tests.faults.site import Site
from tests.faults.witness import Findings, what_was_found

PEOPLE = 4
PAUSE = 0.05
"""Seconds before something that failed is sent again. A browser waits longer, as it is told to."""
LONGEST_RETURN = 5.0
seeds = count(1)


@dataclass
class Row:
    """What came of a case."""

    case: str
    database: str
    tries: int
    findings: Findings
    complaints: list[str]
    slowest: float
    limit: float | None

    @property
    def is_good(self) -> bool:
        in_time = self.limit is None or self.slowest <= self.limit
        return self.findings.are_good and not self.complaints and in_time and self.findings.told > 0


class Trial:
    """One case on one place: its record, its people, and in the end its row."""

    def __init__(self, case: str, place: Place, url: str = "") -> None:
        self.case, self.place, self.folder = case, place, place.folder
        self.url = url or place.new()
        self.name = f"{place.name}-{case}".replace(" ", "-").replace(",", "")
        self.record = Record(self.folder / f"{self.name}.jsonl")
        self.dice, self.ended, self.turn = Random(self.name), Event(), Lock()
        (self.folder / "KILLED").unlink(missing_ok=True)

    def ground(self, site: Site, **more: Any) -> Ground:
        self.made = Ground(site.port, self.record, over=self.ended.is_set, pause=PAUSE, **more)
        return self.made

    @contextmanager
    def one_at_a_time(self, headers: Callable[[], dict[str, str]]) -> Iterator[dict[str, str]]:
        """Nobody else is killed under until who meant to be has been told."""
        if not self.turn.acquire(blocking=False):
            yield {}
            return
        try:
            yield headers()
        finally:
            self.turn.release()

    @property
    def killed(self) -> int:
        noted = self.folder / "KILLED"
        return noted.stat().st_size if noted.exists() else 0

    @contextmanager
    def people(self, ground: Ground, live: Callable[[Ground, Event], None] | None = None) -> Iterator[None]:
        """Practise until the trouble is over; whoever meets what nobody should fails the trial."""
        with ThreadPoolExecutor(PEOPLE) as threads:
            lives = [threads.submit(self.live, live or one_after_the_other, ground) for _ in range(PEOPLE)]
            try:
                yield
            finally:
                self.ended.set()
            raise_what_went_wrong(lives)

    def live(self, how: Callable[[Ground, Event], None], ground: Ground) -> None:
        """Until the trouble is over; it is over for all once somebody met what nobody should."""
        try:
            how(ground, self.ended)
        finally:
            self.ended.set()

    def until(self, happened: Callable[[], bool], longest: float = 3600) -> None:
        end = time.monotonic() + longest
        while not (happened() or self.ended.is_set() or time.monotonic() > end):
            time.sleep(0.02)

    def row(self, tries: int, *, limit: float | None = LONGEST_RETURN) -> Row:
        found = what_was_found(self.record, self.url)
        wrong = complaints(self.folder, self.url)
        return Row(self.case, self.place.name, tries, found, wrong, self.made.waits.slowest, limit)


def one_after_the_other(ground: Ground, ended: Event) -> None:
    while not ended.is_set():
        Somebody(ground, Random(next(seeds))).live()


def raise_what_went_wrong(lives: list[Future[None]]) -> None:
    for each in lives:
        each.result()
