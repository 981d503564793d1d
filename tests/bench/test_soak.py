"""The long runs' own tools, in short: forty answers and sixty odd requests at a server."""

from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection, connections
from django.http import HttpRequest
from django.utils import timezone

from quiz.practice.models import Review
from tests.bench.fuzzed import Fuzzed
from tests.bench.memory import Memory
from tests.bench.moved_clock import MovedClock, let_pass
from tests.bench.server import Served, served
from tests.bench.soaking import Soak
from tests.faults.forms import Form
from tests.faults.fuzzing import requests
from tests.faults.ground import Ground

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="the same on each database")


@pytest.fixture
def server(fresh_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("BENCH_DIR", str(tmp_path))
    connections.close_all()
    with served(f"sqlite:///{connection.settings_dict['NAME']}") as server:
        yield server


def test_learners_answer_day_after_day_and_odd_requests_end_no_worker(server: Served) -> None:
    soak, memory = Soak(server.port, learners=4), Memory(server)
    for count in soak.answer(40, days=2):
        memory.sample(count)
    assert (soak.count, soak.refused, Review.objects.count()) == (40, {}, 40)
    fuzzed, ground = Fuzzed(), Ground({}, {"/": ["/"]}, [("nobody", Form("post", "/practice/"))])
    for request in requests(ground, Random(1), 60):
        fuzzed.add(request, fuzzed.reply_to(request, "203.0.113.1", server.port))
    assert (fuzzed.failed, memory.died) == ([], False)
    assert "first tenth: median" in soak.said() and "worker 1: " in memory.said()
    assert "0 of 60 failed" in fuzzed.said() and fuzzed.taken.total()


def test_the_clock_of_a_server_is_moved_by_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENCH_DIR", str(tmp_path))
    clock, before = MovedClock(lambda request: timezone.now()), timezone.now()  # type: ignore[arg-type,return-value]
    let_pass(3)
    moved: Any = clock(HttpRequest())
    clock.traveller.stop()  # type: ignore[union-attr]
    assert timedelta(days=3) <= moved - before < timedelta(days=3, hours=1)
