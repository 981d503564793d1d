"""The log only grows, whoever tries and however."""

import uuid

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import DatabaseError, connection, models, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from quiz.practice.log import guard
from quiz.practice.models import Erasure, Learner, PracticeSession, Prompt
from tests.practice.log_rows import TABLES, rows_of, sql

pytestmark = pytest.mark.django_db
ON_POSTGRESQL = connection.vendor == "postgresql"


def replace_whole_row(table: str) -> None:
    """`INSERT OR REPLACE` here, `ON CONFLICT DO UPDATE` there."""
    columns = [field.column for field in TABLES[table]._meta.local_fields]
    key = TABLES[table]._meta.pk.column
    names = ", ".join(f'"{name}"' for name in columns)
    if ON_POSTGRESQL:
        clash = f'ON CONFLICT ("{key}") DO UPDATE SET "{key}" = excluded."{key}"'
        sql(f"INSERT INTO {table} SELECT {names} FROM {table} {clash}")
    else:
        sql(f"INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM {table}")


def truncate(table: str) -> None:
    """SQLite has no TRUNCATE; a DELETE without WHERE is its fast way."""
    sql(f"TRUNCATE {table} CASCADE" if ON_POSTGRESQL else f"DELETE FROM {table}")


def merge(table: str) -> None:
    key = TABLES[table]._meta.pk.column
    if ON_POSTGRESQL:
        sql(f'MERGE INTO {table} t USING {table} s ON t."{key}" = s."{key}" WHEN MATCHED THEN DELETE')
    else:
        sql(f'UPDATE OR REPLACE {table} SET "{key}" = "{key}"')


def by_replica(table: str) -> None:
    """PostgreSQL switches ordinary triggers off for replicas; SQLite fires none for a change of nothing, some think."""
    if ON_POSTGRESQL:
        sql("SET LOCAL session_replication_role = replica")
        sql(f"DELETE FROM {table}")
    else:
        sql(f"UPDATE {table} SET learner_id = learner_id")


def save_again(table: str) -> None:
    row = TABLES[table].objects.first()
    row.save()


def bulk_update(table: str) -> None:
    TABLES[table].objects.bulk_update(TABLES[table].objects.all(), ["learner"])


def upsert(table: str) -> None:
    model = TABLES[table]
    model.objects.bulk_create(
        list(model.objects.all()),
        update_conflicts=True,
        unique_fields=[model._meta.pk.name],
        update_fields=["learner"],
    )


WAYS = {
    "queryset delete": lambda table: TABLES[table].objects.all().delete(),
    "instance delete": lambda table: TABLES[table].objects.first().delete(),
    "raw delete": lambda table: TABLES[table].objects.all()._raw_delete("default"),
    "queryset update": lambda table: TABLES[table].objects.update(learner=Learner.objects.first()),
    "saving a row again": save_again,
    "bulk update": bulk_update,
    "bulk upsert": upsert,
    "SQL update": lambda table: sql(f"UPDATE {table} SET learner_id = learner_id"),
    "SQL delete": lambda table: sql(f"DELETE FROM {table} WHERE 1 = 1"),
    "delete by subquery": lambda table: sql(
        f"DELETE FROM {table} WHERE learner_id IN (SELECT id FROM quiz_learner)"
    ),
    "replacing the row": replace_whole_row,
    "truncate": truncate,
    "merge": merge,
    "as a replica": by_replica,
    "deleting the learner": lambda table: Learner.objects.all().delete(),
    "deleting the learner in SQL": lambda table: (sql("DELETE FROM quiz_learner"), sql(immediate())),
    "deleting the session": lambda table: PracticeSession.objects.all().delete(),
}


def immediate() -> str:
    """Foreign keys are checked at commit; check them now."""
    return "SET CONSTRAINTS ALL IMMEDIATE" if ON_POSTGRESQL else "SELECT 1"


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("way", WAYS)
def test_no_way_changes_or_removes_a_row(log, table, way):
    before = rows_of(table)
    assert before, "there is something to lose"
    with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
        WAYS[way](table)
        connection.check_constraints()
    assert rows_of(table) == before


def test_an_open_erasure_lets_the_rows_of_its_learner_go_and_nobody_elses(log, classmate, ask):
    other = ask(classmate)
    erasure = Erasure.objects.create(
        learner_id=log.pk, reason="asked for by the person", opened=timezone.now()
    )
    for table in ("quiz_correction", "quiz_event", "quiz_review", "quiz_prompt"):
        sql(f"DELETE FROM {table} WHERE learner_id = '{in_sql(log.pk)}'")
    assert list(Prompt.objects.values_list("pk", flat=True)) == [other.pk]
    with pytest.raises(DatabaseError), transaction.atomic():
        sql(f"DELETE FROM quiz_prompt WHERE learner_id = '{in_sql(other.learner_id)}'")
    erasure.closed = timezone.now()
    erasure.save()


def test_a_closed_erasure_is_no_door_and_an_open_one_changes_no_row(log):
    erasure = Erasure.objects.create(
        learner_id=log.pk, reason="asked for by the person", opened=timezone.now()
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        sql("UPDATE quiz_review SET grade = 4")
    erasure.closed = timezone.now()
    erasure.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        sql("DELETE FROM quiz_correction")


def in_sql(id: uuid.UUID) -> str:
    return str(id) if ON_POSTGRESQL else id.hex


def test_the_check_is_clean_and_names_what_is_missing():
    assert run_checks(tags=["database"], databases=["default"]) == []
    name = "quiz_review_keeps_words"
    sql(f"DROP TRIGGER {name} ON quiz_review" if ON_POSTGRESQL else f"DROP TRIGGER {name}")
    [problem] = run_checks(tags=["database"], databases=["default"])
    assert problem.id == "quiz.W001" and name in problem.msg
    guard.install(connection)
    assert run_checks(tags=["database"], databases=["default"]) == []


def test_readiness_tells_of_a_missing_guard(visitor):
    assert visitor.get("/readyz").status_code == 200
    sql(
        "DROP TRIGGER quiz_event_keeps_rows ON quiz_event"
        if ON_POSTGRESQL
        else "DROP TRIGGER quiz_event_keeps_rows"
    )
    answer = visitor.get("/readyz")
    assert answer.status_code == 503 and "quiz_event_keeps_rows" in answer.json()["missing"][0]


def test_keys_to_and_from_the_log_protect():
    log_models = set(TABLES.values())
    for model in apps.get_app_config("quiz").get_models():
        for field in model._meta.local_fields:
            if field.is_relation and (model in log_models or field.related_model in log_models):
                assert field.remote_field.on_delete is models.PROTECT, field
