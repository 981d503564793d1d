"""Connections that break, files that are damaged, writers who clash: what then is known is said, and no more."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from accounts.models import SignInSession
from quiz.practice.models import Learner, Review
from tests.faults.conftest import execute
from tests.faults.forms import send_again
from tests.practice.acts import right_slug

NOT_SAVED = "This is not saved yet."
WHO_KNOWS = "We can’t tell if this was saved."
postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL only")
sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite only")

FAILS = """
CREATE SEQUENCE tries;
CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE code text := (ARRAY[{codes}])[nextval('tries')];
BEGIN
    IF code IS NOT NULL THEN RAISE EXCEPTION 'as asked' USING ERRCODE = code; END IF;
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


def failing(*codes: str, event: str = "UPDATE", table: str = "quiz_learner") -> None:
    """PostgreSQL itself fails, with one of these SQLSTATEs after the other, when a row of this table is written."""
    quoted = ", ".join(f"'{code}'" for code in codes)
    execute(FAILS.format(codes=quoted, event=event, table=table))


@pytest.fixture
def chosen(learner, ask) -> tuple[str, dict[str, str]]:
    prompt = ask(learner, "what-is-concept-drift")
    return reverse("prompt", args=[prompt.pk]), {"response": right_slug(prompt)}


@postgresql
@pytest.mark.django_db
def test_a_clash_is_over_at_once_and_tried_again(learner, chosen):
    failing("40001", "40P01")
    assert learner.post(*chosen).status_code == 302
    assert Review.objects.count() == 1


@postgresql
@pytest.mark.django_db
def test_a_clash_that_does_not_end_is_given_up(learner, chosen):
    failing("40001", "40001", "40001")
    page = learner.post(*chosen)
    assert (page.status_code, page.headers["Retry-After"]) == (503, "1")
    assert "Something else was being saved at the same moment." in page.content.decode()
    assert send_again(learner, page).status_code == 302


@postgresql
@pytest.mark.django_db
def test_a_clash_over_somebodys_first_act_is_tried_again(visitor):
    failing("40001", event="INSERT")
    assert visitor.post("/practice/").status_code == 302
    assert Learner.objects.count() == 1
    assert visitor.learner.version == 1


@postgresql
@pytest.mark.django_db
def test_whatever_fails_is_no_fault_of_the_answer(learner, chosen):
    codes = ["53100", "55P03", "57014", "58030", "XX001", "53200", "25006"]
    failing(*codes)
    pages = [learner.post(*chosen) for _ in codes]
    assert [(each.status_code, NOT_SAVED in each.content.decode()) for each in pages] == [(503, True)] * 7
    assert not Review.objects.exists()
    assert send_again(learner, pages[0]).status_code == 302


@postgresql
def test_a_connection_that_breaks_is_not_known_to_have_saved(fresh_db, learner, chosen):
    execute(BREAKS_AT_COMMIT)
    page = learner.post(*chosen)
    assert (page.status_code, WHO_KNOWS in page.content.decode()) == (503, True)
    connections.close_all()
    execute("DROP TRIGGER breaks ON quiz_review")
    send_again(learner, page)
    assert Review.objects.count() == 1


@postgresql
@pytest.mark.django_db
def test_what_was_saved_before_the_session_failed_is_not_said_to_be_unsaved(visitor):
    failing("53100", event="INSERT", table="accounts_signinsession")
    visitor.raise_request_exception = False
    page = visitor.post("/practice/")
    assert (page.status_code, WHO_KNOWS in page.content.decode()) == (503, True)
    assert Learner.objects.count() == 1


@postgresql
@pytest.mark.django_db
def test_a_session_that_cannot_be_written_has_not_ended(visitor):
    visitor.post("/practice/")
    failing("53100", table="accounts_signinsession")
    visitor.raise_request_exception = False
    page = visitor.post(reverse("star", args=["what-is-mlops"]), {"on": "1"})
    assert (page.status_code, WHO_KNOWS in page.content.decode()) == (503, True)


@pytest.mark.django_db
def test_who_signs_out_elsewhere_meanwhile_is_promised_nothing(visitor):
    visitor.post("/practice/")
    with signed_out_while_writing("quiz_mark"):
        page = visitor.post(reverse("star", args=["what-is-mlops"]), {"on": "1"})
    assert (page.status_code, "You signed out in another window" in page.content.decode()) == (400, True)
    assert "Nothing of it was saved" not in page.content.decode()


@contextmanager
def signed_out_while_writing(table: str) -> Iterator[None]:
    """Every sign-in ends while a row of this table is written."""

    def sign_out(execute: Any, sql: str, *more: Any) -> Any:
        if sql.startswith("INSERT") and table in sql:
            SignInSession.objects.all().delete()
        return execute(sql, *more)

    with connection.execute_wrapper(sign_out):
        yield


@postgresql
@pytest.mark.django_db
def test_the_log_has_the_cause_and_nobodys_words(learner, ask, by_recall, caplog):
    prompt = ask(learner, by_recall("what-is-concept-drift"))
    learner.post(reverse("prompt-reveal", args=[prompt.pk]), {"text": ""})
    failing("53100", event="INSERT", table="quiz_review")
    with caplog.at_level(logging.INFO):
        learner.post(reverse("prompt", args=[prompt.pk]), {"grade": "3", "text": "my very own words"})
    assert "The disk of the database is full. as asked" in caplog.text
    assert "my very own words" not in caplog.text


@sqlite
def test_a_damaged_file_is_said_to_be_damaged(fresh_db, learner, chosen, caplog):
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
