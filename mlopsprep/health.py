"""Is the process alive (`/healthz`), and can it serve people (`/readyz`)?"""

from django.contrib.auth.decorators import login_not_required
from django.core.checks import Tags, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Always 200 while the process answers."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, is migrated and guards its log; else 503 and what is missing."""
    missing = what_is_missing()
    return JsonResponse(
        {"status": "not ready" if missing else "ready", "missing": missing}, status=503 if missing else 200
    )


def what_is_missing() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return ["The database is not migrated: run manage.py migrate."]
        problems = run_checks(tags=[Tags.database], databases=["default"])
        return [problem.msg for problem in problems if problem.is_serious()]
    except DatabaseError:
        return ["The database does not answer."]
