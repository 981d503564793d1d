"""The kinds of trouble, each with people who go on practising in it, on a database of its own."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
from threading import Event
from typing import Any

import psycopg

from tests.faults.disks import SmallDisk, mounted
from tests.faults.people import LEAVE, Ground, Somebody
from tests.faults.places import Place, PostgreSQL, SQLite, complaints, prepare
from tests.faults.record import Record
from tests.faults.relay import Relay
from tests.faults.servers import own_postgresql
from tests.faults.site import POINTS, Site, site_on
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
        self.dice, self.ended = Random(self.name), Event()
        (self.folder / "KILLED").unlink(missing_ok=True)

    def ground(self, site: Site, **more: Any) -> Ground:
        self.made = Ground(site.port, self.record, over=self.ended.is_set, pause=PAUSE, **more)
        return self.made

    @property
    def killed(self) -> int:
        noted = self.folder / "KILLED"
        return noted.stat().st_size if noted.exists() else 0

    @contextmanager
    def people(self, ground: Ground, live: Callable[[Ground, Event], None] | None = None) -> Iterator[None]:
        """Practise until the trouble is over; whoever meets what nobody should fails the trial."""
        with ThreadPoolExecutor(PEOPLE) as threads:
            lives = [threads.submit(live or one_after_the_other, ground, self.ended) for _ in range(PEOPLE)]
            try:
                yield
            finally:
                self.ended.set()
            raise_what_went_wrong(lives)

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


def until(happened: Callable[[], bool], longest: float = 3600) -> None:
    end = time.monotonic() + longest
    while not happened() and time.monotonic() < end:
        time.sleep(0.02)


def killed_at_points(place: Place, kills: int) -> Row:
    trial, points = Trial("workers killed at named points", place), count()

    def trouble() -> dict[str, str]:
        return {"X-Die-At": POINTS[next(points) % len(POINTS)]}

    with site_on(trial.folder, trial.url) as site, trial.people(trial.ground(site, trouble=trouble)):
        until(lambda: trial.killed >= kills)
    return trial.row(trial.killed)


def killed_at_random(place: Place, kills: int) -> Row:
    trial = Trial("workers killed at random", place)

    def trouble() -> dict[str, str]:
        return {"X-Die-After": f"{trial.dice.uniform(0, 60):.2f}"}

    with site_on(trial.folder, trial.url) as site, trial.people(trial.ground(site, trouble=trouble)):
        until(lambda: trial.killed >= kills)
    return trial.row(trial.killed)


def killed_as_deployed(place: Place, kills: int) -> Row:
    """Nothing is forked ready-made: one of four workers is killed, and the next once its successor serves."""
    trial, due = Trial("the same, workers started anew", place), Event()

    def trouble() -> dict[str, str]:
        if not due.is_set():
            return {}
        due.clear()
        return {"X-Die-At": trial.dice.choice(POINTS)}

    with site_on(trial.folder, trial.url, quick=False) as site:
        until(lambda: len(site.workers()) == site.count, 120)
        with trial.people(trial.ground(site, trouble=trouble)):
            while trial.killed < kills:
                before = trial.killed
                due.set()
                until(lambda now=before: trial.killed > now, 10)
                until(lambda: len(site.workers()) == site.count, 120)
    return trial.row(trial.killed)


def whole_site_killed(place: Place, kills: int) -> Row:
    """All processes at once, then started again: how long that takes is the machine's, and has no limit here."""
    trial = Trial("the whole site killed", place)
    with site_on(trial.folder, trial.url) as site, trial.people(trial.ground(site)):
        for _ in range(kills):
            time.sleep(trial.dice.uniform(0.5, 1))
            site.kill()
            site.start()
        time.sleep(1)
    return trial.row(kills, limit=None)


def replies_lost(place: Place, losses: int) -> Row:
    trial, lost = Trial("replies not waited for", place), count(1)
    so_far = 0

    def trouble() -> dict[str, str]:
        nonlocal so_far
        so_far = next(lost)
        return LEAVE

    with site_on(trial.folder, trial.url) as site, trial.people(trial.ground(site, trouble=trouble)):
        until(lambda: so_far >= losses)
    return trial.row(so_far)


def locked(place: Place, locks: int) -> Row:
    """Somebody holds a lock for longer than a page waits."""
    trial = Trial("a lock held for six seconds", place)
    with site_on(trial.folder, trial.url) as site, trial.people(trial.ground(site)):
        for _ in range(locks):
            time.sleep(1)
            with place.held(trial.url):
                time.sleep(6)
        time.sleep(2)
    return trial.row(locks)


def disk_full(place: Place, times: int) -> Row:
    folder = place.folder / "disk"
    with on_small_disk(place, folder) as (url, come_back):
        trial, disk = Trial("a full disk", place, url), SmallDisk(folder)
        with site_on(trial.folder, url) as site, trial.people(trial.ground(site)):
            for _ in range(times):
                time.sleep(1)
                disk.fill()
                until(lambda: trial.made.waits.failing > 0, 30)
                time.sleep(1)
                disk.clear()
                come_back()
            time.sleep(2)
        return trial.row(times)


@contextmanager
def on_small_disk(place: Place, folder: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    if isinstance(place, SQLite):
        with mounted(folder, "24m"):
            url = f"sqlite:///{folder / 'db.sqlite3'}"
            (folder / "db.sqlite3").write_bytes(place.prepared.read_bytes())
            yield url, lambda: None
        return
    with mounted(folder, "260m"), own_postgresql(folder) as server:
        prepare(place.folder, server.url)

        def come_back() -> None:
            """It may have stopped itself, as PostgreSQL does where its own log finds no room."""
            try:
                psycopg.connect(server.url).close()
            except psycopg.OperationalError:
                server.start()

        yield server.url, come_back


def clock_wrong(place: Place, changes: int) -> Row:
    trial = Trial("the clock goes back and forth", place)
    clock = trial.folder / "CLOCK"
    with site_on(trial.folder, trial.url) as site, trial.people(trial.ground(site)):
        for _ in range(changes):
            time.sleep(1)
            wrong_by = trial.dice.choice([0, -1, -60, -3600, -3 * 86_400, 40])
            new = trial.folder / "CLOCK.new"
            new.write_text(str(wrong_by))
            new.replace(clock)
        time.sleep(1)
        clock.unlink()
    return trial.row(changes)


def two_devices(place: Place, tries: int) -> Row:
    """The same person at two devices, who answer the same question at the same moment."""
    trial, turns = Trial("two devices at once", place), count(1)
    done = 0

    def as_two(ground: Ground, ended: Event) -> None:
        nonlocal done
        with ThreadPoolExecutor(2) as devices:
            while not ended.is_set():
                first = Somebody(ground, Random(next(seeds)))
                first.arrive()
                second = Somebody(ground, Random(next(seeds)))
                second.session = first.session
                second.browser.sign_in(first.session)
                raise_what_went_wrong([devices.submit(each.live) for each in (first, second)])
                done = next(turns)

    if isinstance(place, PostgreSQL):
        name = f"case_{place.made}"
        with psycopg.connect(trial.url, autocommit=True) as owner:
            owner.execute(
                f"ALTER DATABASE {name} SET default_transaction_isolation = 'serializable'".encode()
            )
    with site_on(trial.folder, trial.url) as site, trial.people(trial.ground(site, shared=True), as_two):
        until(lambda: done >= tries)
    return trial.row(tries, limit=None)


def restarted_fast(place: PostgreSQL, times: int) -> Row:
    return database_troubled(place, "PostgreSQL restarted", times, lambda trial: restart(place, "fast"))


def restarted_at_once(place: PostgreSQL, times: int) -> Row:
    return database_troubled(
        place, "PostgreSQL stopped without leave", times, lambda trial: restart(place, "immediate")
    )


def restart(place: PostgreSQL, how: str) -> None:
    place.server.stop(how)
    place.server.start()


def backends_ended(place: PostgreSQL, times: int) -> Row:
    return database_troubled(place, "its connections ended by an operator", times, end_backends)


def end_backends(trial: Trial) -> None:
    ours = "datname = current_database() AND pid <> pg_backend_pid()"
    with psycopg.connect(trial.url, autocommit=True) as operator:
        operator.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {ours}".encode())


def backend_killed(place: PostgreSQL, times: int) -> Row:
    """One of its processes by SIGKILL: it ends all others and recovers from its own log."""
    return database_troubled(place, "a process of it killed", times, kill_a_backend)


def kill_a_backend(trial: Trial) -> None:
    with psycopg.connect(trial.url, autocommit=True) as operator:
        found = operator.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchall()
    if found:
        os.kill(trial.dice.choice(found)[0], signal.SIGKILL)


def database_troubled(place: PostgreSQL, case: str, times: int, bring_about: Callable[[Trial], None]) -> Row:
    trial = Trial(case, place)
    with site_on(trial.folder, trial.url) as site, trial.people(trial.ground(site)):
        for _ in range(times):
            time.sleep(trial.dice.uniform(0.3, 0.9))
            bring_about(trial)
        time.sleep(1)
    return trial.row(times)


def wires_cut(place: PostgreSQL, times: int) -> Row:
    """Before a COMMIT passes, before its reply does, and anywhere."""
    trial = Trial("the wire to it cut", place)
    relay = Relay(trial.folder / "wire", place.server.data.parent)
    through = trial.url.replace(str(place.server.data.parent), str(trial.folder / "wire"))
    with site_on(trial.folder, through) as site, trial.people(trial.ground(site)):
        while relay.cuts < times:
            before = relay.cuts
            where = trial.dice.choice(["before", "after", "after", ""])
            relay.cut_at = where
            if not where:
                time.sleep(trial.dice.uniform(0, 0.2))
                relay.drop()
            until(lambda now=before: relay.cuts > now, 10)
        time.sleep(1)
    relay.close()
    return trial.row(relay.cuts)
