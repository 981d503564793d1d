"""What is planted is found by name, and a database that only the site wrote to gives no alarm."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from quiz.bank.editing.refolding import mark_refold_due
from quiz.cohorts.models import Cohort, Membership
from quiz.cohorts.running.ending import end_cohort
from quiz.keeping.integrity import problems
from quiz.practice.log import guard
from quiz.practice.models import Prompt
from tests.conftest import NOW, Person
from tests.practice.acts import answer_well

pytestmark = pytest.mark.django_db


@contextmanager
def planted(statement: str) -> Iterator[None]:
    """As somebody with the database's own tools does it: past triggers, foreign keys and checks. Taken back after."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in guard.LOG_TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for table, name in constraints(cursor):
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            for table in guard.LOG_TABLES:
                for name in guard.sqlite_guards(table):
                    cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(statement)
        guard.install(connection)
        yield
        transaction.set_rollback(True)
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA ignore_check_constraints = OFF")


def constraints(cursor: object) -> list[tuple[str, str]]:
    """Checks that would refuse what is planted."""
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'c' AND conrelid::regclass::text"
        " LIKE 'quiz%%'"
    )
    return list(cursor.fetchall())  # type: ignore[attr-defined]


OTHER = "(SELECT id FROM quiz_learner WHERE id <> quiz_prompt.learner_id LIMIT 1)"
PLANTED = {
    "a missing review": ("DELETE FROM quiz_review", "memory is not as the log says"),
    "a changed grade": ("UPDATE quiz_review SET grade = 1", "memory is not as the log says"),
    "a card that differs": ("UPDATE quiz_card SET asked_at = NULL", "memory is not as the log says"),
    "a missing card": ("DELETE FROM quiz_card", "memory is not as the log says"),
    "an answer of a missing prompt": ("DELETE FROM quiz_prompt", "quiz_review.prompt_id points to nothing"),
    "a missing session": ("DELETE FROM quiz_practicesession", "quiz_prompt.session_id points to nothing"),
    "missing options": ("DELETE FROM quiz_option", "words of a published revision were changed"),
    "no right option": ("UPDATE quiz_option SET is_right = false", "not one right option"),
    "changed words": ("UPDATE quiz_revision SET answer = 'else'", "words of a published revision were changed"),
    "a draft that is live": ("UPDATE quiz_revision SET status = 'draft' WHERE id = (SELECT max(live_revision_id) FROM"
        " quiz_question)", "shows a draft"),
    "another's revision": ("UPDATE quiz_prompt SET question_id = (SELECT max(id) FROM quiz_question)",
        "by another's revision"),
    "another's answer": (f"UPDATE quiz_prompt SET learner_id = {OTHER}", "of another learner than its prompt"),
    "an answer before its prompt": ("UPDATE quiz_review SET at = '2020-01-01 00:00:00+00:00'", "older than its prompt"),
    "a learner behind their log": ("UPDATE quiz_learner SET last_at = '2020-01-01 00:00:00+00:00'",
        "later than they know"),
    "an act that was not counted": ("UPDATE quiz_learner SET version = 0", "more acts than were counted"),
    "a gap in a session": ("UPDATE quiz_prompt SET sequence = sequence + 3", "a session lacks prompts"),
    "a session that ends too early": ("UPDATE quiz_practicesession SET ended_at = '2020-01-01 00:00:00+00:00'",
        "ends before it begins"),
    "no stamp": ("DELETE FROM quiz_bankversion", "the bank has no stamp"),
    "a visitor who became a visitor": ("UPDATE quiz_learner SET merged_into_id = id", "one who is merged themself"),
    "a relation to itself": ("UPDATE quiz_relation SET to_id = question_id, kind = 'p' || id", "related to itself"),
    "an open door": ("INSERT INTO quiz_erasure (id, learner_id, reason, opened) VALUES"
        " ('01998000000070008000000000000001', '01998000000070008000000000000002', 'x', '2026-01-01 00:00:00+00:00')",
        "an erasure was never closed"),
    "a cohort without an instructor": ("DELETE FROM quiz_membership", "a cohort has no instructor"),
    "something to take back that is not there": (
        "UPDATE quiz_learner SET before = '{\"prompt\": \"01998000000070008000000000000001\"}'", "could take back"),
}  # fmt: skip


@pytest.fixture
def lived_in(learner: Person, classmate: Person, instructor: Person, prompt: Prompt) -> Prompt:
    """A database in which people did something."""
    classmate.post("/practice/")
    answer_well(prompt, now=NOW + timedelta(seconds=20))
    assert instructor.user
    cohort = Cohort.objects.create(name="Cohort 1", created_at=NOW)
    Membership.objects.create(
        cohort=cohort, user=instructor.user, role=Membership.Role.INSTRUCTOR, agreed_at=NOW
    )
    return prompt


def test_where_only_the_site_wrote_everything_agrees(
    lived_in: Prompt, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("check_integrity")
    assert capsys.readouterr().out == "Everything agrees.\n"


def test_a_cohort_that_was_ended_needs_no_instructor(lived_in: Prompt) -> None:
    end_cohort(cohort=Cohort.objects.get(), now=NOW)
    assert list(problems()) == []


def test_memories_that_wait_for_changed_relations_are_no_problem(lived_in: Prompt) -> None:
    with planted("UPDATE quiz_card SET asked_at = NULL"):
        mark_refold_due(NOW)
        assert list(problems()) == []


def test_what_is_planted_is_found(lived_in: Prompt) -> None:
    unseen = []
    for what, (statement, words) in PLANTED.items():
        with planted(statement):
            if not any(words in problem for problem in problems()):
                unseen.append(what)
    assert unseen == []


def test_a_guard_that_is_missing_is_found(lived_in: Prompt) -> None:
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON quiz_review"
        cursor.execute(f"DROP TRIGGER quiz_review_keeps_rows{on}")
    with pytest.raises(CommandError, match="1 problems"):
        call_command("check_integrity")
