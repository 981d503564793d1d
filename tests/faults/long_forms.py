"""Minutes of trouble for the site as it is served, and the statuses that come back meanwhile: `make faults`, which then
asks the witness (`trying`). The suite has the short forms of these.

A PostgreSQL restarts again and again while people answer; a table is locked; a disk fills up, or becomes read-only.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import psycopg
import pytest

from tests.bench.browser import Browser, Reply
from tests.bench.server import serving
from tests.faults.conftest import SmallDisk, mounted
from tests.faults.servers import Server, own_postgresql

PREPARE = (
    "import django; django.setup(); from django.core.management import call_command as call; "
    + "; ".join(
        f"call({command}, verbosity=0)"
        for command in ("'migrate'", "'load_bank'", "'collectstatic', interactive=False")
    )
)
PROMPT = re.compile(r"/practice/prompts/[0-9a-f-]+/")


@pytest.fixture(autouse=True)
def production(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Production's settings for whatever is started here."""
    variables = {
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "BENCH_DIR": str(tmp_path),
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS": "0",
        "LOG_LEVEL": "CRITICAL",
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


def prepare(url: str) -> None:
    environment = os.environ | {"DATABASE_URL": url, "SERVING": "0"}
    subprocess.run([sys.executable, "-c", PREPARE], env=environment, check=True)


class Visitor:
    """Somebody without an account who answers *I don't know*, again and again."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.taken: set[str] = set()
        self.begin()

    def begin(self) -> None:
        """As somebody new, with a first session: its questions are all asked by choosing."""
        begun = Browser(self.port).post("/practice/", {})
        if begun.status < 400:
            self.session = re.findall(r"sessionid=(\w+)", begun.headers["Set-Cookie"])[0]
            self.prompt = PROMPT.findall(begun.headers["HX-Redirect"])[0]

    def answer(self) -> Reply:
        """Over a connection of its own; goes on to the next question only where this one was taken."""
        browser = Browser(self.port, self.session)
        reply = browser.post(self.prompt, {"response": "unsure"})
        browser.close()
        if reply.status == 200:
            self.taken.add(self.prompt)
            if reply.next_prompt and len(self.taken) % 5:
                self.prompt = reply.next_prompt
            else:
                self.begin()
        return reply

    def answer_until(self, done: Event) -> list[int]:
        statuses = []
        while not done.is_set():
            statuses.append(self.answer().status)
        return statuses


def status_of(port: int, path: str) -> int:
    return Browser(port).get(path).status


def reviews_in(url: str) -> int:
    with psycopg.connect(url) as connection:
        return int(connection.execute("SELECT count(*) FROM quiz_review").fetchone()[0])  # type: ignore[index]


@pytest.mark.parametrize("pool", ["0", "1"])
def test_restarts_lose_nothing_and_answer_nothing_but_503(monkeypatch, pool):
    monkeypatch.setenv("DATABASE_POOL", pool)
    with own_postgresql() as server:
        prepare(server.url)
        with serving(server.url) as port, ThreadPoolExecutor(4) as threads:
            visitors, done = [Visitor(port) for _ in range(4)], Event()
            answering = [threads.submit(each.answer_until, done) for each in visitors]
            for _ in range(5):
                time.sleep(1)
                server.restart()
            time.sleep(3)
            done.set()
            statuses = {status for each in answering for status in each.result()}
            assert {each.answer().status for each in visitors} == {200}
        assert statuses <= {200, 503}
        assert reviews_in(server.url) == sum(len(each.taken) for each in visitors) > 20


def test_a_locked_table_is_given_up_after_five_seconds_and_the_process_lives():
    with own_postgresql() as server:
        prepare(server.url)
        with serving(server.url) as port, ThreadPoolExecutor(3) as threads:
            visitors = [Visitor(port) for _ in range(3)]
            with psycopg.connect(server.url) as holder:
                holder.execute("LOCK TABLE quiz_learner IN SHARE ROW EXCLUSIVE MODE")
                waiting = [threads.submit(each.answer) for each in visitors]
                time.sleep(1)
                alive = [Browser(port).get("/healthz") for _ in range(20)]
                assert not any(each.done() for each in waiting)
                replies = [each.result() for each in waiting]
            assert {each.status for each in alive} == {200}
            assert {(each.status, each.headers["Retry-After"]) for each in replies} == {(503, "5")}
            assert {each.answer().status for each in visitors} == {200}


def test_on_a_full_disk_of_postgresql_nothing_is_taken_and_then_all_is(tmp_path):
    folder = tmp_path / "disk"
    with mounted(folder, "220m"), own_postgresql(folder) as server:
        prepare(server.url)
        disk = SmallDisk(folder)
        with serving(server.url) as port:
            visitor = Visitor(port)
            assert status_of(port, "/readyz") == 200
            disk.fill()
            replies = [until_refused(visitor)]
            assert status_of(port, "/readyz") == 503
            assert status_of(port, "/healthz") == 200
            disk.clear()
            come_back(server)
            assert visitor.answer().status == 200
            assert status_of(port, "/readyz") == 200
        assert {each.status for each in replies} == {503}
        assert reviews_in(server.url) == len(visitor.taken)


def until_refused(visitor: Visitor) -> Reply:
    """A full disk still has room in pages that were begun."""
    for _ in range(500):
        reply = visitor.answer()
        if reply.status != 200:
            return reply
    raise AssertionError("the disk was not full")


def come_back(server: Server) -> None:
    """It may have stopped itself, as PostgreSQL does where its own log finds no room."""
    try:
        psycopg.connect(server.url).close()
    except psycopg.OperationalError:
        server.start()


def test_on_a_read_only_file_system_nothing_is_taken_and_then_all_is(tmp_path):
    folder = tmp_path / "disk"
    with mounted(folder, "8m"):
        url = f"sqlite:///{folder / 'db.sqlite3'}"
        prepare(url)
        with serving(url) as port:
            visitor = Visitor(port)
            assert visitor.answer().status == 200
        with read_only(folder), serving(url, ready="/healthz") as port:
            assert visitor_at(visitor, port).answer().status == 503
            assert status_of(port, "/readyz") == 503
            assert status_of(port, "/healthz") == 200
        with serving(url) as port:
            assert visitor_at(visitor, port).answer().status == 200


def visitor_at(visitor: Visitor, port: int) -> Visitor:
    visitor.port = port
    return visitor


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    yield
    subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
