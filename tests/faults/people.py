"""People at browsers, who do everything that a learner would miss, and a record of what they were told.

Whatever fails they send again, with the same words, until a reply says what became of it: as the page does by itself.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import count
from random import Random
from threading import Lock
from typing import Any

from tests.bench.browser import Browser, Reply
from tests.faults.forms import Form, Page
from tests.faults.record import Record, Sent

PROMPT = re.compile(r"/practice/prompts/([0-9a-f-]+)/")
ANSWER = re.compile(r"/practice/prompts/[0-9a-f-]+/(reveal/)?")
GRADE = re.compile(r"/interview/[0-9a-f-]+/answers/([0-9a-f-]+)/")
INTERVIEW = re.compile(r"/interview/[0-9a-f-]{36}/")
ENDED = {200, 302}
REFUSED = {401, 403, 404, 409, 410, 413, 422}
TURNS = 12
"""Of one person; then somebody new comes."""
milliseconds = count(1)
"""Each answer took another time: by that it is known among all others."""


LEAVE = {"X-Lost": "1"}
"""For one who sends everything and does not wait for the reply."""
SAID_BEFORE = b"This one is done already"


class Leaving(Browser):
    """A browser whose connection ends as soon as all is sent, where `LEAVE` says so."""

    def send(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        if LEAVE.items() <= headers.items():
            self.connection.request(method, path, body, self.headers | headers)
            self.connection.close()
            raise ConnectionError("not waited for")
        return super().send(method, path, body, headers)


class Unexpected(Exception):
    """A reply that nobody should ever get."""


@dataclass
class Waits:
    """How long people waited between the first failure and what they were told."""

    slowest: float = 0.0
    failing: int = 0
    """How many people are being failed right now."""
    replies: int = 0
    """How many were told something."""
    lock: Any = field(default_factory=Lock)

    def begins(self) -> None:
        with self.lock:
            self.failing += 1

    def ends(self, seconds: float) -> None:
        """Told, after no failure (0) or so long after the first."""
        with self.lock:
            self.replies += 1
            self.failing -= seconds > 0
            self.slowest = max(self.slowest, seconds)


@dataclass
class Ground:
    """What all people of a case share."""

    port: int
    record: Record
    waits: Waits = field(default_factory=Waits)
    trouble: Callable[[], AbstractContextManager[dict[str, str]]] = lambda: nullcontext({})
    """Gives headers that bring about trouble, for as long as somebody has to do with it."""
    over: Callable[[], bool] = bool
    shared: bool = False
    """Whether two devices are the same person, so that what was done before may be the other's act."""
    pause: float = 0.0
    """Seconds before something is sent again; a server that is being started anew keeps who comes waiting by itself."""
    gives_up: float = 120.0


class Somebody:
    """A visitor with a browser; half of them recall in their own words."""

    def __init__(self, ground: Ground, dice: Random) -> None:
        self.ground, self.dice = ground, dice
        self.session = ""
        self.by = ""
        self.browser = Leaving(ground.port)
        self.recalls = dice.random() < 0.5

    def live(self) -> None:
        """A few minutes of practice."""
        for _ in range(TURNS):
            if self.ground.over():
                return
            self.turn()
            if self.dice.random() < 0.02:
                self.interview()

    def turn(self) -> None:
        """One question: answered, skipped, or taken back; now and then with a star or a note."""
        prompt = self.ask()
        if prompt is None:
            return
        self.by = self.by or self.number(prompt)
        if self.dice.random() < 0.1:
            self.act(Sent("skip", self.number(prompt)), f"{prompt}skip/", {})
            return
        self.answer(prompt)
        if self.dice.random() < 0.1:
            self.act(Sent("undo", self.number(prompt)), f"{prompt}undo/", {})
        if self.dice.random() < 0.1:
            self.mark()

    def ask(self) -> str | None:
        """The question that waits."""
        if not self.session:
            self.arrive()
        reply = self.until_told("/practice/", {})
        address = reply.headers.get("HX-Redirect", "")
        return address if PROMPT.fullmatch(address) else None

    def arrive(self) -> None:
        """The first question makes a visitor, who is known by a cookie from then on."""
        reply = self.until_told("/practice/", {})
        self.session = re.findall(r"sessionid=(\w+)", reply.headers["Set-Cookie"])[0]
        self.browser.sign_in(self.session)
        if self.recalls:
            self.until_told("/plan/", {"minutes": "30", "way": "recall", "target": "0.9", "interview_on": ""})

    def answer(self, prompt: str) -> None:
        """As its page asks for it."""
        page = self.page(prompt)
        form = next((each for each in Page(page).forms if ANSWER.fullmatch(each.address)), None)
        if form is None:
            return
        if form.address.endswith("reveal/"):
            words = f"In my words {next(milliseconds)}."
            self.act(Sent("reveal", self.number(prompt), {"text": words}), form.address, {"text": words})
            self.graded(prompt, words)
        elif 'name="grade"' in page:
            self.graded(prompt, form.fields["text"][0])
        elif "text" in form.fields:
            self.typed(prompt)
        else:
            self.chosen(prompt, [value for name, value in form.choices if name == "response"])

    def chosen(self, prompt: str, offered: list[str]) -> None:
        slug, ms = self.dice.choice(offered), next(milliseconds)
        given = {"dont_know": True} if slug == "unsure" else {"option": slug}
        sent = Sent("answer", self.number(prompt), {**given, "ms": ms})
        self.act(sent, prompt, {"response": slug, "ms": str(ms)})

    def graded(self, prompt: str, words: str) -> None:
        grade, ms = self.dice.randint(1, 4), next(milliseconds)
        sent = Sent("answer", self.number(prompt), {"text": words, "grade": grade, "ms": ms})
        self.act(sent, prompt, {"text": words, "grade": str(grade), "ms": str(ms)})

    def typed(self, prompt: str) -> None:
        """A machine grades it, and is overruled."""
        ms = next(milliseconds)
        words = f"dvc {ms}"
        sent = Sent("answer", self.number(prompt), {"text": words, "ms": ms})
        self.act(sent, prompt, {"text": words, "ms": str(ms)})
        self.act(Sent("overrule", self.number(prompt), {"grade": 3}), f"{prompt}overrule/", {})

    def mark(self) -> None:
        """A star or a note on some question."""
        key = self.dice.choice(["what-is-mlops", "what-is-concept-drift", "dvc-add-dataset"])
        if self.dice.random() < 0.5:
            on = self.dice.random() < 0.7
            sent = Sent("star", key, {"by": self.by, "value": on})
            self.act(sent, f"/questions/{key}/star/", {"on": "1" if on else "0"})
            return
        form = self.form(f"/questions/{key}/note/", lambda each: each.address.endswith("/note/"))
        words = f"To myself {next(milliseconds)}."
        fields = {"words": words, "over": form.fields.get("over", [""])[0]} if form else {}
        self.act(Sent("note", key, {"by": self.by, "value": words}), f"/questions/{key}/note/", fields)

    def interview(self) -> None:
        """A written one, said and graded to its end."""
        self.until_told("/interview/", {"asks": "6", "manner": "written", "timing": "off"})
        found = INTERVIEW.search(self.page("/interview/"))
        if not found:
            return
        address = found.group()
        for _ in range(20):
            form = self.form(address, lambda each: "part" in each.fields)
            if form is None:
                break
            self.say(address, form)
        for form in Page(self.page(address)).forms:
            if answer := GRADE.fullmatch(form.address):
                self.act(Sent("grade", answer.group(1), {"grade": 3}), form.address, {"grade": "3"})

    def say(self, address: str, form: Form) -> None:
        part, prompt = form.fields["part"][0], form.fields["prompt"][0]
        words = f"I would say {next(milliseconds)}."
        sent = Sent("say", prompt, {"part": part, "text": words})
        self.act(sent, address, {"part": part, "prompt": prompt, "text": words})

    def act(self, sent: Sent, address: str, fields: dict[str, str]) -> None:
        """Recorded before it is sent, and once more when a reply says what became of it."""
        record = self.ground.record
        record.sends(sent)
        with self.ground.trouble() as trouble:
            reply = self.until_told(address, fields, trouble)
        if reply.status in REFUSED:
            record.is_refused(sent)
        elif not self.ground.shared or (sent.act == "answer" and SAID_BEFORE not in reply.body):
            record.is_told(sent)

    def until_told(
        self, address: str, fields: dict[str, str], trouble: dict[str, str] | None = None
    ) -> Reply:
        """Send it until a reply comes; only the first time with what brings about trouble."""
        return self.again_and_again(
            lambda headers: self.browser.post(address, fields, **headers), trouble or {}
        )

    def page(self, address: str) -> str:
        return self.again_and_again(lambda headers: self.browser.get(address, **headers), {}).body.decode()

    def form(self, address: str, which: Callable[[Form], Any]) -> Form | None:
        return next(
            (each for each in Page(self.page(address)).forms if each.method == "post" and which(each)), None
        )

    def again_and_again(self, send: Callable[[dict[str, str]], Reply], trouble: dict[str, str]) -> Reply:
        since = 0.0
        for headers in self.tries(trouble):
            try:
                reply = send(headers)
            except (OSError, HTTPException):
                reply = None
            if reply and reply.status in ENDED | REFUSED:
                self.ground.waits.ends(since and time.monotonic() - since)
                return reply
            if reply and reply.status not in {429, 503}:
                raise Unexpected(f"{reply.status}: {reply.body[:300]!r}")
            if not since:
                since = time.monotonic()
                self.ground.waits.begins()
            if time.monotonic() - since > self.ground.gives_up:
                raise Unexpected("nobody answers")
        raise AssertionError

    def tries(self, trouble: dict[str, str]) -> Iterator[dict[str, str]]:
        """Each over a connection of its own."""
        headers = trouble
        while True:
            yield headers
            self.browser.close()
            headers = {}
            if self.ground.pause:
                time.sleep(self.ground.pause)

    def number(self, prompt: str) -> str:
        return PROMPT.findall(prompt)[0]
