"""Connections that break, files that are damaged, writers who clash: what then is known is said, and no more."""

import logging
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from quiz.practice.models import Learner, Review
from tests.faults.conftest import execute
from tests.faults.forms import send_again
from tests.practice.acts import right_slug

NOT_SAVED = "This is not saved yet."
WHO_KNOWS = "We can’t tell if this was saved."
postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL only")
sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite only")

FAILS_ONCE = """
CREATE SEQUENCE tries;
CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF nextval('tries') <= {times} THEN RAISE EXCEPTION 'as asked' USING ERRCODE = '{code}'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER fails BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION fail();
"""
BREAKS_AT_COMMIT = """
CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
CREATE CONSTRAINT TRIGGER breaks AFTER INSERT ON quiz_review DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION break_off();
"""


def failing(times: int, code: str, event: str = "UPDATE", table: str = "quiz_learner") -> None:
    """PostgreSQL itself fails so often, with this SQLSTATE, when a row of this table is written."""
    execute(FAILS_ONCE.format(times=times, code=code, event=event, table=table))


@pytest.fixture
def chosen(fresh_db, learner, ask) -> tuple[str, dict[str, str]]:
    prompt = ask(learner, "what-is-concept-drift")
    return reverse("prompt", args=[prompt.pk]), {"response": right_slug(prompt)}


@postgresql
@pytest.mark.parametrize("code", ["40001", "40P01"])
def test_a_clash_is_over_at_once_and_tried_again(chosen, learner, code):
    failing(2, code)
    assert learner.post(*chosen).status_code == 302
    assert Review.objects.count() == 1


@postgresql
def test_a_clash_that_does_not_end_is_given_up(chosen, learner):
    failing(3, "40001")
    page = learner.post(*chosen)
    assert (page.status_code, page.headers["Retry-After"]) == (503, "1")
    assert "Something else was being saved at the same moment." in page.content.decode()
    assert send_again(learner, page).status_code == 302


@postgresql
def test_a_clash_over_somebodys_first_act_is_tried_again(fresh_db, visitor):
    failing(1, "40001", "INSERT")
    assert visitor.post("/practice/").status_code == 302
    assert Learner.objects.count() == 1
    assert visitor.learner.version == 1


@postgresql
@pytest.mark.parametrize("code", ["53100", "55P03", "57014", "58030", "XX001", "53200", "25006"])
def test_whatever_fails_is_no_fault_of_the_answer(chosen, learner, code):
    failing(1, code)
    page = learner.post(*chosen)
    assert (page.status_code, NOT_SAVED in page.content.decode()) == (503, True)
    assert not Review.objects.exists()
    assert send_again(learner, page).status_code == 302


@postgresql
def test_a_connection_that_breaks_is_not_known_to_have_saved(chosen, learner):
    execute(BREAKS_AT_COMMIT)
    page = learner.post(*chosen)
    assert (page.status_code, WHO_KNOWS in page.content.decode()) == (503, True)
    connections.close_all()
    execute("DROP TRIGGER breaks ON quiz_review")
    send_again(learner, page)
    assert Review.objects.count() == 1


@postgresql
def test_what_was_saved_before_the_session_failed_is_not_said_to_be_unsaved(fresh_db, visitor):
    failing(1, "53100", "INSERT", "accounts_signinsession")
    visitor.raise_request_exception = False
    page = visitor.post("/practice/")
    assert (page.status_code, WHO_KNOWS in page.content.decode()) == (503, True)
    assert Learner.objects.count() == 1


@postgresql
def test_the_log_has_the_cause_and_nobodys_words(fresh_db, learner, ask, by_recall, caplog):
    prompt = ask(learner, by_recall("what-is-concept-drift"))
    learner.post(reverse("prompt-reveal", args=[prompt.pk]), {"text": ""})
    failing(1, "53100", "INSERT", "quiz_review")
    with caplog.at_level(logging.INFO):
        learner.post(reverse("prompt", args=[prompt.pk]), {"grade": "3", "text": "my very own words"})
    assert "The disk of the database is full. as asked" in caplog.text
    assert "my very own words" not in caplog.text


@sqlite
def test_a_damaged_file_is_said_to_be_damaged(chosen, learner, caplog):
    connections.close_all()
    path = Path(connection.settings_dict["NAME"])
    content = path.read_bytes()
    path.write_bytes(content[:4096] + bytes(len(content) - 4096))
    learner.raise_request_exception = False
    page = learner.post(*chosen)
    assert page.status_code == 503
    assert "The files of the database cannot be read or written." in caplog.text
    assert Client().get("/readyz").status_code == 503
    assert Client().get("/healthz").status_code == 200
