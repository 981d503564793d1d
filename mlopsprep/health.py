"""Is the process alive (`/healthz`), and can it serve people (`/readyz`)?"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.checks import WARNING, Tags, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from database import heartbeat
from database.failing import Failure, failure_of
from quiz.keeping.manifest import last_verified


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Always 200 while the process answers."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database takes what is written, is migrated and guards its log; else 503 and what is missing."""
    hours = hours_since_verified(timezone.now())
    missing = what_is_missing() + what_backups_lack(hours)
    said = {
        "status": "not ready" if missing else "ready",
        "missing": missing,
        "backup_verified_hours_ago": hours,
    }
    return JsonResponse(said, status=503 if missing else 200)


def hours_since_verified(now: datetime) -> float | None:
    """How old the newest backup is that was restored to try it; None where there is none."""
    made = last_verified(settings.BACKUPS)
    return round((now - made) / timedelta(hours=1), 1) if made else None


def what_backups_lack(hours: float | None) -> list[str]:
    """Nothing, unless `BACKUP_HOURS` says how old that may be."""
    most: int = settings.BACKUP_HOURS
    if not most or (hours is not None and hours <= most):
        return []
    return [f"No backup of the last {most} hours was verified: run manage.py backup, then verify_backup."]


def what_is_missing() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return ["The database is not migrated: run manage.py migrate."]
        problems = run_checks(tags=[Tags.database], databases=["default"])
        heartbeat.beat(timezone.now())
    except DatabaseError as error:
        return [(failure_of(error) or Failure.BROKEN).words]
    return [problem.msg for problem in problems if problem.is_serious(WARNING)]


PROBES = {"/healthz": healthz, "/readyz": readyz}


class Probes:
    """Answers both before anything looks for a session, which may lie in a database that is away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return PROBES.get(request.path_info, self.get_response)(request)
