"""The log only grows: triggers refuse to change or remove its rows, on both databases.

The one door is an open `Erasure` of the row's learner, through which rows may be deleted, never changed.
Django rebuilds a table on SQLite when a field changes, and the table's triggers go with the old one: they are
made again after every migration, and `check_guards` (also behind `/readyz`) tells if one is missing.
"""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from database import missing

LOG_TABLES = ("quiz_prompt", "quiz_review", "quiz_correction", "quiz_event")
REFUSAL = "The log of answers only grows"

SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_keeps_rows BEFORE DELETE ON {table}
WHEN NOT EXISTS (SELECT 1 FROM quiz_erasure WHERE learner_id = OLD.learner_id AND closed IS NULL)
BEGIN SELECT RAISE(ABORT, '{refusal}: {table} keeps its rows'); END;
CREATE TRIGGER IF NOT EXISTS {table}_keeps_words BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}: {table} keeps its words'); END;
"""

POSTGRESQL_FUNCTIONS = """
CREATE OR REPLACE FUNCTION quiz_log_keeps_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM quiz_erasure WHERE learner_id = OLD.learner_id AND closed IS NULL) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '{refusal}: % keeps its rows', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE FUNCTION quiz_log_keeps_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{refusal}: % keeps its words', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""

POSTGRESQL = """
CREATE OR REPLACE TRIGGER {table}_keeps_rows BEFORE DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION quiz_log_keeps_rows();
CREATE OR REPLACE TRIGGER {table}_keeps_words BEFORE UPDATE ON {table}
    FOR EACH ROW EXECUTE FUNCTION quiz_log_keeps_words();
CREATE OR REPLACE TRIGGER {table}_keeps_all BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION quiz_log_keeps_words();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_keeps_rows;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_keeps_words;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_keeps_all;
"""


def install_after_migrate(*, using: str, **signal: Any) -> None:
    """Make the guards again; Django calls this after `migrate` and `flush`."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if {*LOG_TABLES, "quiz_erasure"} <= tables:
        install(connection)


def install(connection: BaseDatabaseWrapper) -> None:
    """Make every guard that is missing, all or none."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTIONS.format(refusal=REFUSAL))
        for table in LOG_TABLES:
            for statement in statements(connection.vendor, table):
                cursor.execute(statement)


def statements(vendor: str, table: str) -> list[str]:
    """What makes the guards of one table. SQLite takes one statement at a time."""
    if vendor == "postgresql":
        return [POSTGRESQL.format(table=table, refusal=REFUSAL)]
    script = SQLITE.format(table=table, refusal=REFUSAL)
    return [part + "END;" for part in script.split("END;") if part.strip()]


def expected_guards(vendor: str) -> set[str]:
    kinds = (
        ("keeps_rows", "keeps_words", "keeps_all")
        if vendor == "postgresql"
        else ("keeps_rows", "keeps_words")
    )
    return {f"{table}_{kind}" for table in LOG_TABLES for kind in kinds}


def missing_guards(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the guards that are absent or, on PostgreSQL, switched off."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled = 'A'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return sorted(expected_guards(connection.vendor) - present)


def sqlite_lets_replace_slip_past(connection: BaseDatabaseWrapper) -> bool:
    """Without this setting `INSERT OR REPLACE` removes a row and no trigger hears of it."""
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers")
        return not cursor.fetchone()[0]


def check_guards(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Django's database check: is the log guarded?"""
    return [problem for alias in databases or [] for problem in problems_of(connections[alias])]


def problems_of(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    try:
        if "quiz_review" not in connection.introspection.table_names():
            return []
        lacking = missing_guards(connection)
        unset = sqlite_lets_replace_slip_past(connection)
    except DatabaseError as error:
        words = f"The database does not answer: {error}"
        return [Error(words, hint=missing.what_to_do(), id="quiz.E003")]
    found: list[CheckMessage] = []
    if lacking:
        found.append(
            Error(
                f"The log is not guarded: {', '.join(lacking)} missing.",
                hint="Run manage.py migrate.",
                id="quiz.E001",
            )
        )
    if unset:
        found.append(
            Error(
                "SQLite runs without recursive_triggers, so rows of the log could be replaced.",
                id="quiz.E002",
            )
        )
    return found
