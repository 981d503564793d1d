"""SQLite: a client that knows nothing of us removes no row of the log by adding another."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, connection, transaction

from accounts.audit.models import Act
from accounts.audit.noting import note
from quiz.practice.answering.correcting import undo
from quiz.practice.log import guard
from quiz.practice.log.learners import with_context
from tests.conftest import NOW
from tests.practice.acts import UTC
from tests.practice.log_rows import rows_of, sql

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL replaces no row by inserting one"),
]

WAYS = (
    "INSERT OR REPLACE INTO {table} ({names}) VALUES ({values})",
    "REPLACE INTO {table} ({names}) VALUES ({values})",
    "INSERT INTO {table} ({names}) VALUES ({values}) ON CONFLICT DO UPDATE SET id = id",
    "UPDATE OR REPLACE {table} SET ({names}) = ({values})",
)


@pytest.fixture
def plain_client(log: Any, prompt: Any) -> Iterator[None]:
    """The log with an undo in it, a line of the audit, and a connection without the one setting that helps."""
    undo(learner=with_context().get(pk=log.pk), prompt_id=prompt.pk, now=NOW, zone=UTC)
    note(Act.TAKEN_IN, "sections.yaml", by=None, now=NOW)
    sql("PRAGMA recursive_triggers = OFF")
    yield
    sql("PRAGMA recursive_triggers = ON")


def select(statement: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def unique_keys(table: str) -> list[tuple[str, ...]]:
    """By which the database knows a row of this table from the others; its hidden number too."""
    indexes = [row["name"] for row in select(f"PRAGMA index_list({table})") if row["unique"]]
    columns = [tuple(row["name"] for row in select(f"PRAGMA index_info({name})")) for name in indexes]
    return [("rowid",), *columns]


def clashing(table: str, key: tuple[str, ...]) -> dict[str, Any]:
    """A row that has this key of another, and every other key for itself."""
    order = "kind DESC" if table == "quiz_correction" else "rowid"
    row = select(f"SELECT rowid, * FROM {table} ORDER BY {order} LIMIT 1")[0]
    for column in {name for other in unique_keys(table) for name in other} - set(key):
        row[column] = uuid4().hex if isinstance(row[column], str) else row[column] + 1_000
    return row if "rowid" in key else {name: value for name, value in row.items() if name != "rowid"}


@pytest.mark.usefixtures("plain_client")
@pytest.mark.parametrize("way", WAYS)
def test_no_unique_key_is_a_way_to_replace_a_row(way: str) -> None:
    for table in guard.LOG_TABLES:
        for key in unique_keys(table):
            before, row = rows_of(table), clashing(table, key)
            values = ", ".join(["%s"] * len(row))
            statement = way.format(table=table, names=", ".join(map('"{}"'.format, row)), values=values)
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, list(row.values()))
            assert rows_of(table) == before, (table, key)


@pytest.mark.usefixtures("plain_client")
def test_two_rows_of_one_statement_do_not_replace_each_other() -> None:
    row = clashing("quiz_event", ())
    values = ", ".join(["%s"] * len(row))
    statement = f"INSERT OR REPLACE INTO quiz_event ({', '.join(row)}) VALUES ({values}), ({values})"
    with pytest.raises(DatabaseError, match="keeps its keys"), connection.cursor() as cursor:
        cursor.execute(statement, [*row.values()] * 2)


@pytest.mark.usefixtures("plain_client")
def test_a_row_takes_no_number_that_would_block_the_next() -> None:
    """A trigger cannot tell a number not chosen yet from -1."""
    row = clashing("quiz_event", ()) | {"rowid": -1}
    values = ", ".join(["%s"] * len(row))
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO quiz_event ({', '.join(row)}) VALUES ({values})", list(row.values()))


def test_the_guard_of_adding_reads_no_table_through() -> None:
    """An answer must stay as quick after a hundred thousand."""
    for lookup in (lookup for table in guard.LOG_TABLES for lookup in guard.lookups(table)):
        plan = select("EXPLAIN QUERY PLAN " + re.sub(r"NEW\.\w+", "'undo'", lookup))
        assert [step["detail"] for step in plan if "SCAN" in step["detail"]] == []


def test_a_guard_that_does_nothing_is_missing() -> None:
    name = "quiz_review_keeps_keys"
    sql(f"DROP TRIGGER {name}")
    sql(f"CREATE TRIGGER {name} BEFORE INSERT ON quiz_review BEGIN SELECT 1; END")
    [problem] = run_checks(tags=["database"], databases=["default"])
    assert problem.id == "quiz.W001" and name in problem.msg
    guard.install(connection)
    assert run_checks(tags=["database"], databases=["default"]) == []
