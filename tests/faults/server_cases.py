"""The kinds of trouble that a server has: it is restarted, killed, cut off, while people go on practising."""

import os
import signal
import time
from collections.abc import Callable

import psycopg

from tests.faults.places import PostgreSQL
from tests.faults.relay import Relay
from tests.faults.site import site_on
from tests.faults.trial import PEOPLE, Row, Trial


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
    """As soon as there is one: it may still recover from the time before."""
    trial.until(lambda: has_killed_one(trial), 60)


def has_killed_one(trial: Trial) -> bool:
    try:
        os.kill(trial.dice.choice(serving_pids(trial.url)), signal.SIGKILL)
    except (psycopg.OperationalError, IndexError, ProcessLookupError):
        return False
    return True


def serving_pids(url: str) -> list[int]:
    ours = "datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    with psycopg.connect(url, autocommit=True) as operator:
        return [row[0] for row in operator.execute(f"SELECT pid FROM pg_stat_activity WHERE {ours}".encode())]


def database_troubled(place: PostgreSQL, case: str, times: int, bring_about: Callable[[Trial], None]) -> Row:
    trial = Trial(case, place)
    with site_on(trial.folder, trial.url) as site, trial.people(trial.ground(site)):
        for _ in range(times):
            time.sleep(trial.dice.uniform(0.1, 0.5))
            bring_about(trial)
            go_on(trial)
    return trial.row(times)


def go_on(trial: Trial) -> None:
    """Until everybody was told something again: each trouble comes over people who practise."""
    before = trial.made.waits.replies
    trial.until(lambda: trial.made.waits.replies >= before + 2 * PEOPLE and not trial.made.waits.failing, 60)


def wires_cut(place: PostgreSQL, times: int) -> Row:
    """Before a COMMIT passes, before its reply does, and anywhere."""
    trial = Trial("the wire to it cut", place)
    relay = Relay(trial.folder / "wire", place.server.data.parent)
    through = trial.url.replace(str(place.server.data.parent), str(trial.folder / "wire"))
    with site_on(trial.folder, through) as site, trial.people(trial.ground(site)):
        while relay.cuts < times and not trial.ended.is_set():
            before = relay.cuts
            where = trial.dice.choice(["before", "after", "after", ""])
            relay.cut_at = where
            if not where:
                time.sleep(trial.dice.uniform(0, 0.2))
                relay.drop()
            trial.until(lambda now=before: relay.cuts > now, 10)
            go_on(trial)
    relay.close()
    return trial.row(relay.cuts)
