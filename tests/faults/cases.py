"""The kinds of trouble that can come over any database, each with people who go on practising in it."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import count
from pathlib import Path
from random import Random
from threading import Event

import psycopg

from tests.faults.disks import SmallDisk, mounted
from tests.faults.people import LEAVE, Ground, Somebody
from tests.faults.places import Place, PostgreSQL, SQLite, prepare
from tests.faults.servers import own_postgresql
from tests.faults.site import POINTS, site_on
from tests.faults.trial import Row, Trial, raise_what_went_wrong, seeds

Trouble = AbstractContextManager[dict[str, str]]


def killed_at_points(place: Place, kills: int) -> Row:
    trial, points = Trial("workers killed at named points", place), count()

    def trouble() -> Trouble:
        return trial.one_at_a_time(lambda: {"X-Die-At": POINTS[next(points) % len(POINTS)]})

    with site_on(trial.folder, trial.url) as site, trial.people(trial.ground(site, trouble=trouble)):
        trial.until(lambda: trial.killed >= kills)
    return trial.row(trial.killed)


def killed_at_random(place: Place, kills: int) -> Row:
    trial = Trial("workers killed at random", place)

    def trouble() -> Trouble:
        return trial.one_at_a_time(lambda: {"X-Die-After": f"{trial.dice.uniform(0, 60):.2f}"})

    with site_on(trial.folder, trial.url) as site, trial.people(trial.ground(site, trouble=trouble)):
        trial.until(lambda: trial.killed >= kills)
    return trial.row(trial.killed)


def killed_as_deployed(place: Place, kills: int) -> Row:
    """Nothing is forked ready-made: one of four workers is killed, and the next once its successor serves."""
    trial, due = Trial("the same, workers started anew", place), Event()

    def trouble() -> Trouble:
        if not due.is_set():
            return nullcontext({})
        due.clear()
        return nullcontext({"X-Die-At": trial.dice.choice(POINTS)})

    with site_on(trial.folder, trial.url, quick=False) as site:
        trial.until(lambda: len(site.workers()) == site.count, 120)
        with trial.people(trial.ground(site, trouble=trouble)):
            while trial.killed < kills and not trial.ended.is_set():
                before = trial.killed
                due.set()
                trial.until(lambda now=before: trial.killed > now, 10)
                trial.until(lambda: len(site.workers()) == site.count, 120)
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

    def trouble() -> Trouble:
        nonlocal so_far
        so_far = next(lost)
        return nullcontext(LEAVE)

    with site_on(trial.folder, trial.url) as site, trial.people(trial.ground(site, trouble=trouble)):
        trial.until(lambda: so_far >= losses)
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
                trial.until(lambda: trial.made.waits.failing > 0, 30)
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
        trial.until(lambda: done >= tries)
    return trial.row(tries, limit=None)
