"""A backup before what changes much: on SQLite, where a file is copied in a moment, without being asked."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max

from accounts.audit.models import AuditLine
from quiz.keeping.manifest import manifests
from quiz.keeping.taking import back_up, thin
from quiz.practice.models import Learner


def back_up_before(now: datetime) -> Path | None:
    """A backup, if the database is a file in which anything was migrated; older ones are thinned out."""
    is_file = connection.vendor == "sqlite" and Path(str(connection.settings_dict["NAME"])).is_file()
    if (
        not is_file
        or connection.in_atomic_block
        or not MigrationExecutor(connection).loader.applied_migrations
    ):
        return None
    backup = back_up(folder=settings.BACKUPS, now=now)
    thin(folder=settings.BACKUPS, now=now)
    return backup


def back_up_what_is_new(now: datetime) -> Path | None:
    """The same, if anybody practised or curated since the newest backup."""
    newest = max((manifest.made for manifest in manifests(settings.BACKUPS).values()), default=None)
    acts = [
        Learner.objects.aggregate(at=Max("last_at"))["at"],
        AuditLine.objects.aggregate(at=Max("at"))["at"],
    ]
    is_new = any(at and (newest is None or at > newest) for at in acts)
    return back_up_before(now) if is_new else None


def changes_the_schema() -> bool:
    """Whether `migrate` would do anything."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
