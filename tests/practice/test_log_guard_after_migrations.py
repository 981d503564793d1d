"""Migrations may rewrite a table of the log; its guards stand again afterwards."""

from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

from quiz.practice.log import guard
from quiz.practice.models import Review


def test_after_every_migration_the_guards_stand(fresh_db):
    names = [name for app, name in sorted(MigrationLoader(connection).disk_migrations) if app == "quiz"]
    call_command("migrate", "quiz", names[0], verbosity=0, without_backup=True)
    for name in names:
        call_command("migrate", "quiz", name, verbosity=0, without_backup=True)
        assert guard.missing_guards(connection) == [], name


def test_an_older_database_that_lacks_a_guard_can_be_migrated(fresh_db):
    """The check that finds it missing runs before `migrate`, which is what puts it there."""
    name = "quiz_review_keeps_words"
    of = " ON quiz_review" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{of}")
    assert guard.missing_guards(connection) == [name]
    call_command("migrate", verbosity=0, skip_checks=False)
    assert guard.missing_guards(connection) == []


def test_a_table_that_a_migration_rewrote_is_guarded_again(fresh_db):
    """On SQLite a changed field means a new table, without the old one's triggers."""
    old = Review._meta.get_field("engine_version")
    new = models.CharField(max_length=21)
    new.set_attributes_from_name("engine_version")
    new.model = Review
    with connection.schema_editor() as editor:
        editor.alter_field(Review, old, new)
    call_command("migrate", verbosity=0)
    assert guard.missing_guards(connection) == []
