"""A log of JSON lines says which page, how it ended and how long it took, and nothing of the person."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from mlopsprep.logs import json_lines
from mlopsprep.settings import one_of
from tests.conftest import Person

TOKEN, ADDRESS, WORDS = "Zm9vLWJhcl9iYXo-abcDEF123", "canary@example.org", "drift of a singing canary"
NEVER = [TOKEN, "canary", "secret", "192.0.2.7", "2001:db8:0:0:0:0:0:7"]


class Log(StringIO):
    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def requests(self) -> list[tuple[str, str, int]]:
        said = [line for line in self.lines if line["event"] == "request"]
        return [(line["method"], line["route"], line["status"]) for line in said]


@pytest.fixture
def log(settings: Any) -> Iterator[Log]:
    """What a site with `LOG_FORMAT=json` writes."""
    settings.JSON_LINES = True
    root, before, written = logging.getLogger(), logging.getLogger().level, Log()
    handler = logging.StreamHandler(written)
    handler.setFormatter(json_lines())
    root.addHandler(handler)
    root.setLevel("INFO")
    logging.getLogger("django.request").setLevel("ERROR")
    yield written
    logging.getLogger("django.request").setLevel("NOTSET")
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.mark.any_database
@pytest.mark.django_db
def test_each_request_has_one_line_with_its_route_and_none_of_its_address(log: Log, learner: Person) -> None:
    learner.get("/library/", {"q": WORDS})
    learner.get(f"/join/{TOKEN}/")
    learner.get(f"/nowhere/{ADDRESS}/")
    learner.post("/accounts/login/", {"login": ADDRESS, "password": "secret"}, REMOTE_ADDR="192.0.2.7")
    learner.generic(TOKEN, "/library/")
    learner.get("/readyz")
    routes = [("GET", "library", 200), ("GET", "join", 404), ("GET", "none", 404)]
    assert log.requests() == [*routes, ("POST", "account_login", 302), ("OTHER", "library", 405)]
    assert [each for each in NEVER if each in log.getvalue()] == []


@pytest.mark.any_database
@pytest.mark.django_db
def test_an_answer_leaves_its_route_and_its_time(log: Log, learner: Person, ask: Any) -> None:
    prompt = ask(learner, "what-is-concept-drift")
    reply = learner.post(f"{prompt.get_absolute_url()}reveal/", {"text": WORDS})
    line = log.lines[-1]
    assert (line["route"], line["status"], line["level"]) == ("prompt-reveal", reply.status_code, "info")
    assert 0 < line["ms"] < 60_000 and reply["X-Request-ID"] == line["request_id"]
    assert str(prompt.pk) not in log.getvalue() and "canary" not in log.getvalue()


@pytest.mark.any_database
@pytest.mark.django_db
def test_what_is_logged_on_the_way_has_the_requests_number(log: Log, visitor: Person) -> None:
    reply = visitor.get("/", headers={"Host": "[broken"})
    assert {line["request_id"] for line in log.lines} == {reply["X-Request-ID"]}
    assert [line["level"] for line in log.lines] == ["error", "info"]


SENTENCES = [
    (f"Bad request: /join/{TOKEN}/", "Bad request: /join/.../"),
    (
        f"Error handling request /today/?a={WORDS.split(maxsplit=1)[0]}&b={TOKEN}",
        "Error handling request /today/?...",
    ),
    (f"550 <{ADDRESS}>: refused", "550 <...@...>: refused"),
    ("Invalid request from ip=192.0.2.7: no", "Invalid request from ip=(IP): no"),
    ("From 2001:db8:0:0:0:0:0:7", "From (IP)"),
    (f"It breaks a rule\nDETAIL:  Failing row contains ({WORDS}).", "It breaks a rule\nDETAIL: ..."),
    ("At 12:30:15 version 1.2.3 took 5 ms", "At 12:30:15 version 1.2.3 took 5 ms"),
]


@pytest.mark.parametrize(("sentence", "written"), SENTENCES)
def test_a_sentence_is_masked_and_its_rest_stays(log: Log, sentence: str, written: str) -> None:
    logging.getLogger("anybody").error("%s", sentence)
    assert [line["event"] for line in log.lines] == [written]


def test_of_an_error_its_way_is_written_and_not_what_it_says(log: Log) -> None:
    try:
        try:
            raise KeyError(WORDS)
        except KeyError as cause:
            raise ValueError(f"{ADDRESS} wrote {WORDS} at /join/{TOKEN}/") from cause
    except ValueError:
        logging.getLogger("anybody").exception("It failed", extra={"request": WORDS, "ms": 3})
    [line] = log.lines
    assert set(line) == {"event", "logger", "level", "timestamp", "ms", "traceback"}
    assert line["traceback"].endswith("\nValueError") and "\nKeyError\n" in line["traceback"]
    assert [each for each in NEVER if each in log.getvalue()] == []


def test_without_the_variable_no_request_is_told_of(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    assert "X-Request-ID" not in Client().get("/healthz").headers
    assert one_of("LOG_FORMAT", ["plain", "json"]) == "plain" and caplog.messages == []
