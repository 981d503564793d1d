"""The kinds of trouble that a server has: it is restarted, killed, cut off, while people go on practising."""

import os
import signal
import time
from collections.abc import Callable

import psycopg

from tests.faults.places import PostgreSQL
from tests.faults.relay import Relay
from tests.faults.site import site_on
from tests.faults.trial import Row, Trial, until


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
