"""The site as it is served, killed at every named point: what somebody was told is there once, and nothing else.

`make faults` does the same for hundreds of kills, at random, and to the database.
"""

import os
from contextlib import nullcontext
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections

from tests.faults.people import LEAVE, Ground, Somebody
from tests.faults.record import Record
from tests.faults.site import POINTS, site_on
from tests.faults.witness import what_was_found

pytestmark = pytest.mark.usefixtures("fresh_db")


def url_in_use() -> str:
    """Of the database that this test's own connection has."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    server, _, options = os.environ["DATABASE_URL"].partition("?")
    return f"{server.rpartition('/')[0]}/{name}?{options}"


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return Record(tmp_path / "record.jsonl")


def agree(record: Record) -> None:
    """Record, log, memory and all else in the database."""
    found = what_was_found(record, url_in_use())
    assert (found.lost, found.doubled, found.invented, found.broken) == ([], [], [], [])
    assert found.told == len({line["at"] for line in record.read() if line["what"] == "is told"}) > 0
    call_command("rebuild_cards", check=True, verbosity=0)
    call_command("check_integrity", verbosity=0)


def practise(tmp_path: Path, record: Record, trouble: Any) -> None:
    """Two people, one of whom recalls; one worker, so that the next reply is its successor's."""
    connections.close_all()
    with site_on(tmp_path, url_in_use(), workers=1) as site:
        for seed in (CHOOSES, RECALLS):
            turns = count(1)
            ground = Ground(site.port, record, trouble=trouble, over=lambda turns=turns: next(turns) > TURNS)
            somebody = Somebody(ground, Random(seed))
            somebody.live()
            somebody.mark()


CHOOSES, RECALLS = 1, 2
TURNS = 6


def test_whatever_point_a_worker_is_killed_at_what_was_told_is_there_once(tmp_path, record):
    turns = count()
    practise(tmp_path, record, lambda: nullcontext({"X-Die-At": POINTS[next(turns) % len(POINTS)]}))
    assert len((tmp_path / "KILLED").read_bytes()) >= len(POINTS)
    agree(record)


def test_whoever_does_not_wait_for_a_reply_and_sends_it_again_has_done_it_once(tmp_path, record):
    practise(tmp_path, record, lambda: nullcontext(LEAVE))
    agree(record)
