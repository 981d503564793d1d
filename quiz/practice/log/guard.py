"""The logs only grow: triggers refuse to change or remove their rows, on both databases.

The one door is an open `Erasure` of the row's learner, through which rows may be deleted, never changed. The logs of
publications and the audit speak of no learner and have none.
Django rebuilds a table on SQLite when a field changes, and the table's triggers go with the old one: they are
made again after every migration, and `check_guards` (also behind `/readyz`) tells if one is missing.
"""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Warning
from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from database import missing

REFUSAL = "The log of answers only grows"

KEYS = {
    "quiz_prompt": ("id = NEW.id", "session_id = NEW.session_id AND sequence = NEW.sequence"),
    "quiz_review": ("prompt_id = NEW.prompt_id",),
    "quiz_correction": ("id = NEW.id", "review_id = NEW.review_id AND kind = 'undo' AND NEW.kind = 'undo'"),
    "quiz_event": ("id = NEW.id",),
    "quiz_publication": ("id = NEW.id",),
    "quiz_drillpublication": ("id = NEW.id",),
    "accounts_auditline": ("id = NEW.id",),
}
"""What tells a row of each table of the log from the others: one condition for each unique index."""
LOG_TABLES = tuple(KEYS)
WITHOUT_DOOR = frozenset({"quiz_publication", "quiz_drillpublication", "accounts_auditline"})
SQLITE_DOOR = """
WHEN NOT EXISTS (SELECT 1 FROM quiz_erasure WHERE learner_id = OLD.learner_id AND closed IS NULL)"""

SQLITE = {
    "keeps_rows": """BEFORE DELETE ON {table}{door}
BEGIN SELECT RAISE(ABORT, '{refusal}: {table} keeps its rows'); END""",
    "keeps_words": """BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}: {table} keeps its words'); END""",
    "keeps_keys": """BEFORE INSERT ON {table}
WHEN {taken}
BEGIN SELECT RAISE(ABORT, '{refusal}: {table} keeps its keys'); END""",
    "keeps_numbers": """AFTER INSERT ON {table}
WHEN NEW.rowid < 1
BEGIN SELECT RAISE(ABORT, '{refusal}: {table} keeps its numbers'); END""",
}
"""`keeps_keys`: a row that replaces another removes it, and without `recursive_triggers` no DELETE is heard. The hidden
number of a row is a key too. Before it is chosen it reads -1, so no row may have that (`keeps_numbers`)."""

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
    FOR EACH ROW EXECUTE FUNCTION {door}();
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
    if "quiz_erasure" in connection.introspection.table_names():
        install(connection)


def install(connection: BaseDatabaseWrapper) -> None:
    """Make every guard that is missing, all or none."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTIONS.format(refusal=REFUSAL))
        for table in present_tables(connection):
            for statement in statements(connection.vendor, table):
                cursor.execute(statement)


def present_tables(connection: BaseDatabaseWrapper) -> list[str]:
    """Those that migrations have made so far."""
    return [table for table in connection.introspection.table_names() if table in KEYS]


def statements(vendor: str, table: str) -> list[str]:
    """What makes the guards of one table, in place of older ones. SQLite takes one statement at a time."""
    if vendor == "postgresql":
        door = "quiz_log_keeps_words" if table in WITHOUT_DOOR else "quiz_log_keeps_rows"
        return [POSTGRESQL.format(table=table, refusal=REFUSAL, door=door)]
    made = sqlite_guards(table).items()
    return [part for name, create in made for part in (f"DROP TRIGGER IF EXISTS {name}", create)]


def sqlite_guards(table: str) -> dict[str, str]:
    """Name of each guard of this table to the statement that makes it, which SQLite keeps to the letter."""
    words = {
        "table": table,
        "refusal": REFUSAL,
        "door": "" if table in WITHOUT_DOOR else SQLITE_DOOR,
        "taken": "\nOR ".join(map("EXISTS ({})".format, lookups(table))),
    }
    names = {f"{table}_{kind}": body for kind, body in SQLITE.items()}
    return {name: f"CREATE TRIGGER {name} {body.format(**words)}" for name, body in names.items()}


def lookups(table: str) -> list[str]:
    """Queries that find the row whose place a new one would take, each by an index."""
    return [f"SELECT 1 FROM {table} WHERE {key}" for key in ("rowid = NEW.rowid", *KEYS[table])]  # noqa: S608


def missing_guards(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the guards that are absent or, on PostgreSQL, switched off; on SQLite also those that say otherwise."""
    tables = present_tables(connection)
    if connection.vendor == "postgresql":
        query = "SELECT tgname, '' FROM pg_trigger WHERE tgenabled = 'A'"
        kinds = ("keeps_rows", "keeps_words", "keeps_all")
        expected = {(f"{table}_{kind}", "") for table in tables for kind in kinds}
    else:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        expected = {guard for table in tables for guard in sqlite_guards(table).items()}
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = set(map(tuple, cursor.fetchall()))
    return sorted(name for name, _ in expected - present)


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
            Warning(  # no error: `migrate` would stop at it, and only that puts them there
                f"The log is not guarded: {', '.join(lacking)} missing.",
                hint="Run manage.py migrate.",
                id="quiz.W001",
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
