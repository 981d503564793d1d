"""After rows were deleted: so that their bytes are in no file of the database either."""

from django.apps import apps
from django.db import DatabaseError, connection

OURS = ("accounts", "account", "mfa", "quiz")


def scrub() -> bool:
    """SQLite zeroes what it deletes (`secure_delete`), and here also empties its log; PostgreSQL frees the rows.

    False where that cannot be now: in a transaction, while somebody reads, or for a role that may not.
    """
    if connection.in_atomic_block:
        return False
    try:
        return empty_log() if connection.vendor == "sqlite" else vacuum()
    except DatabaseError:
        return False


def empty_log() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy: int = cursor.fetchone()[0]
    return not busy


def vacuum() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM {', '.join(tables())}")
    return True


def tables() -> list[str]:
    models = [
        model for label in OURS for model in apps.get_app_config(label).get_models(include_auto_created=True)
    ]
    return sorted(
        {connection.ops.quote_name(model._meta.db_table) for model in models if model._meta.managed}
    )
