"""Which migrations the version before cannot run on: `python scripts/check_upgrade.py quiz.0040 accounts.0006`.

Named are the last migrations that the version before knows; looked at is every later one. While both versions serve,
the one before writes rows without the new columns and reads the old ones (docs/deploying.md, *A new version*).
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
APPS = ("accounts", "quiz", "database")


def main(known: list[str]) -> int:
    import django
    from django.db.migrations.loader import MigrationLoader

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlopsprep.settings")
    sys.path.insert(0, str(ROOT))
    django.setup()
    last = dict(each.split(".", 1) for each in known)
    later = [
        migration
        for (app, name), migration in sorted(MigrationLoader(None).disk_migrations.items())
        if app in APPS and name[:4] > last.get(app, "0000")[:4]
    ]
    problems = [
        f"{each.app_label}.{each.name}: {words}" for each in later for words in breaks(each.operations)
    ]
    print("\n".join(problems) or f"The version before can run on these {len(later)} migrations.")
    return 1 if problems else 0


def breaks(operations: list[Any]) -> Iterator[str]:
    """What code from before them would stumble over; of a table made by them nobody knew."""
    made: set[str] = set()
    for each in operations:
        kind, model = type(each).__name__, getattr(each, "model_name", getattr(each, "name", "")).lower()
        if kind == "SeparateDatabaseAndState":
            yield from breaks(each.database_operations)
        elif kind == "CreateModel":
            made.add(model)
        elif model not in made:
            yield from why(kind, each, model)


def why(kind: str, operation: Any, model: str) -> Iterator[str]:
    if kind in {"RemoveField", "RenameField", "DeleteModel", "RenameModel", "AlterModelTable"}:
        yield f"{kind} on {model}: it reads and writes what is no longer there. Contract in the version after."
    elif kind == "AddField" and is_demanded(operation.field):
        yield f"{operation.name} of {model}: its rows come without. Give it null=True or a db_default first."
    elif kind == "AlterField" and not operation.field.null and not operation.field.has_default():
        yield f"{operation.name} of {model} is altered: see whether it may still write what it writes."
    elif kind == "AddConstraint":
        yield f"{operation.constraint.name}: see whether all that it writes keeps to it."
    elif kind in {"RunSQL", "RunPython"}:
        yield f"{kind}: see whether it may still read and write what it does."


def is_demanded(field: Any) -> bool:
    from django.db.models import NOT_PROVIDED

    return not (field.null or field.many_to_many or field.db_default is not NOT_PROVIDED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
