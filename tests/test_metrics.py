"""What Prometheus reads: what all processes of the site counted, on an address that is not the site's."""

import os
import re
import signal
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlparse
from urllib.request import urlopen

import pytest
from django.conf import settings as site
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test import Client

from quiz.keeping import metrics
from quiz.keeping.manifest import Facts, describe, mark_verified
from tests.bench.browser import Browser
from tests.bench.server import answers, free_port, served, serving
from tests.conftest import NOW, Person

SAMPLE = re.compile(r"^(mlopsprep_\w+(?:{[^}]*})?) ([\d.e+]+)$", re.M)


def database_url() -> str:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlparse(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def read() -> dict[str, float]:
    """As Prometheus reads it."""
    port = free_port()
    server, thread = metrics.serve(port)
    try:
        with urlopen(f"http://127.0.0.1:{port}/metrics") as page:
            return {name: float(value) for name, value in SAMPLE.findall(page.read().decode())}
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "counts"
    folder.mkdir()
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(folder))
    return folder


def test_an_answer_counts_once_and_a_refusal_by_its_status(
    fresh_db: None, learner: Person, ask: Any, counts: Path
) -> None:
    prompt = ask(learner, "what-is-concept-drift")
    chosen = {"response": prompt.options[0], "ms": "3000"}
    (counts / "counter_1.db").write_bytes(b"of the start before, and damaged")
    session = learner.cookies[site.SESSION_COOKIE_NAME].value
    connections.close_all()
    with serving(database_url(), workers=2) as port:
        browser = Browser(port, session)
        for _ in range(2):
            assert browser.post(prompt.get_absolute_url(), chosen).status == 200
        assert browser.get("/nowhere/learner1@example.org/").status == 404
        assert browser.get("/today/", Host="[broken").status == 400
        said = read()
    assert said["mlopsprep_answers_total"] == 1
    assert said['mlopsprep_responses_total{route="prompt",status="200"}'] == 2
    assert said['mlopsprep_request_seconds_count{route="none"}'] == 2
    assert said["mlopsprep_error_lines_total"] == 1
    assert {name for name in said if "learner1" in name or str(prompt.pk) in name} == set()


def workers_in(counts: Path) -> set[int]:
    return {int(name) for file in counts.glob("counter_*.db") if (name := file.stem.split("_")[1]).isdigit()}


def test_what_ended_workers_counted_counts_on_in_one_file_for_all(
    fresh_db: None, learner: Person, counts: Path
) -> None:
    session = learner.cookies[site.SESSION_COOKIE_NAME].value
    connections.close_all()
    told = []
    with served(database_url()) as server:
        for _ in range(3):
            browser = Browser(server.port, session)
            assert browser.get("/today/").status == 200
            (worker,) = workers_in(counts)
            told.append(read()['mlopsprep_responses_total{route="today",status="200"}'])
            os.kill(worker, signal.SIGKILL)
            wait_until_ended(server.port, worker, counts)
        told.append(read()['mlopsprep_responses_total{route="today",status="200"}'])
        assert len([*counts.glob("*.db")]) <= 4  # of the ended, and of the one that answers
    assert told == [1, 2, 3, 3]


def wait_until_ended(port: int, worker: int, counts: Path) -> None:
    """Its files are gone, and the next worker answers."""
    while worker in workers_in(counts) or not answers(port, "/healthz"):
        continue


def test_the_newest_verified_backup_is_told(counts: Path, settings: Any, tmp_path: Path) -> None:
    settings.BACKUPS = tmp_path
    name = "mlopsprep_last_verified_backup_timestamp_seconds"
    assert read()[name] == 0
    for days in (3, 1, 2):
        backup = tmp_path / f"mlopsprep-{days}.sqlite3"
        backup.write_bytes(b"copied")
        manifest = describe(backup, "sqlite", Facts({}, "", []), NOW - timedelta(days=days))
        if days > 1:
            mark_verified(backup, manifest, NOW)
    assert read()[name] == (NOW - timedelta(days=2)).timestamp()


def test_where_nothing_is_counted_there_is_nothing_to_serve() -> None:
    with pytest.raises(CommandError, match="PROMETHEUS_MULTIPROC_DIR"):
        call_command("serve_metrics")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/metrics", "/metrics/"])
def test_the_site_itself_shows_no_metrics(settings: Any, address: str) -> None:
    settings.METRICS = True
    assert Client().get(address).status_code == 404
