"""Learners who come back day after day and answer a few questions each, over HTTP."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from statistics import median, quantiles
from typing import Any

import environ
from django.db import connection, connections
from django.test import Client

from accounts.models import User
from quiz.bank.models import Option
from quiz.practice.models import Prompt, Way
from tests.bench.browser import Browser, Reply
from tests.bench.moved_clock import let_pass
from tests.bench.world import make_visitor

CLIENTS = 4
A_SAMPLE = 1000
SESSION = "sessionid"
PROMPT = re.compile(r"/practice/prompts/([0-9a-f-]+)/")


class Soak:
    """Learners, half of them signed in, and how long each of their answers took."""

    def __init__(self, port: int, learners: int) -> None:
        self.port = port
        self.cookies = [cookie_of(place) for place in range(learners)]
        self.rights: dict[int, str] = dict(
            Option.objects.filter(is_right=True).values_list("revision_id", "slug")
        )
        self.seconds: list[float] = []
        self.refused: Counter[int] = Counter()
        connections.close_all()

    @property
    def count(self) -> int:
        return len(self.seconds)

    def answer(self, answers: int, days: int) -> Iterator[int]:
        """How many there are so far, about a thousand more each time."""
        a_day = -(-answers // (days * len(self.cookies)))
        at_once = max(A_SAMPLE // a_day, 1)
        with ThreadPoolExecutor(CLIENTS) as threads:
            for day in range(days):
                let_pass(day)
                for first in range(0, len(self.cookies), at_once):
                    some = self.cookies[first : first + at_once]
                    list(threads.map(self.practise, *zip(*[(cookie, a_day) for cookie in some], strict=True)))
                    yield self.count

    def practise(self, cookie: str, answers: int) -> None:
        """So many answers, in one session or in several; one who is refused stops for the day."""
        browser, at = Browser(self.port, cookie), None
        for place in range(answers):
            at = at or begun(browser)
            reply = self.one(browser, at, is_right=(place + len(cookie)) % 3 > 0)
            if reply.status != 200:
                self.refused[reply.status] += 1
                break
            self.seconds.append(reply.seconds)
            at = reply.next_prompt
        browser.close()
        connection.close()

    def one(self, browser: Browser, at: str, *, is_right: bool) -> Reply:
        """As the page would be used: what is recalled is revealed first, which is not timed."""
        prompt = Prompt.objects.select_related("revision").get(pk=PROMPT.findall(at)[0])
        fields = {"grade": "3" if is_right else "1"}
        if prompt.way == Way.CHOOSE:
            right = self.rights[prompt.revision_id]
            fields = {
                "response": right if is_right else next(each for each in prompt.options if each != right)
            }
        elif prompt.way == Way.TYPE:
            right = prompt.revision.accepted[0] if prompt.revision.accepted else prompt.revision.answer
            fields = {"text": right if is_right else "something else"}
        else:
            browser.post(f"{at}reveal/", {"text": "Something like it."})
        return browser.post(at, {"ms": "8000", **fields})

    def said(self) -> str:
        tenth = max(self.count // 10, 2)
        first, last = spread(self.seconds[:tenth]), spread(self.seconds[-tenth:])
        refused = f", refused: {dict(self.refused)}" if self.refused else ""
        return f"{self.count:,} answers{refused}\nfirst tenth: {first}\nlast tenth: {last}"


def cookie_of(place: int) -> str:
    """Of somebody new: every other one has an account."""
    if place % 2:
        return make_visitor().cookie
    client = Client()
    client.force_login(User.objects.create_user(f"learner{place}@example.org", name="Learner"))
    return str(client.cookies[SESSION].value)


def begun(browser: Browser) -> str:
    """The first question of a session."""
    reply = browser.post("/practice/", {})
    return str(PROMPT.search(reply.headers["HX-Redirect"])[0])  # type: ignore[index]


def spread(seconds: list[float]) -> str:
    return f"median {median(seconds) * 1000:.1f} ms, 99th percentile {quantiles(seconds, n=100)[98] * 1000:.1f} ms"


def size_of(url: str) -> int:
    """Bytes of the database; of SQLite without what waits beside it."""
    is_sqlite = environ.Env.db_url_config(url)["ENGINE"].endswith("sqlite3")
    sql = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    with connection.cursor() as cursor:
        cursor.execute(sql if is_sqlite else "SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def told_of(port: int, workers: list[int]) -> Iterator[dict[str, Any]]:
    """What each worker says that it holds, whichever answers."""
    left = set(workers)
    for _ in range(200):
        browser = Browser(port)
        told = json.loads(browser.get("/bench/held/?forget=1").body) if left else {}
        browser.close()
        if told and told["pid"] in left:
            left.remove(told["pid"])
            yield told
