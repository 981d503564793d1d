"""The database of a release, made again from its dump: `manage.py fill_demo --weeks 1 --members 2` of then, as rows.

A dump is what `dumpdata` of that commit printed, a row a line, without passwords and questions that nobody was asked.
"""

import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

FOLDER = Path(__file__).parent / "releases"
LIBRARIES = ("account", "admin", "auth", "contenttypes")
RELEASES = {
    "b016afd": {"quiz": "0002_revision_hint", "accounts": "0001_initial"},
    "05ff739": {"quiz": "0004_daily_forecast_with_practice", "accounts": "0003_count_tries"},
}
"""The last migrations of each, by the commit: of 24 November, and the last one before *mend*."""


def make(commit: str) -> None:
    """In an empty database."""
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    targets = [*RELEASES[commit].items(), *(leaf for leaf in leaves if leaf[0] in LIBRARIES)]
    executor.migrate(targets)
    models = executor.loader.project_state(targets).apps
    with transaction.atomic():
        for said in rows_of(commit):
            add(models.get_model(said["model"]), said)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models.get_models()):
            cursor.execute(statement)


def rows_of(commit: str) -> Iterator[dict[str, Any]]:
    text = lzma.decompress((FOLDER / f"{commit}.jsonl.xz").read_bytes()).decode()
    yield from map(json.loads, text.splitlines())


def add(model: type[Model], said: dict[str, Any]) -> None:
    """By its columns, so that what it points to may come later."""
    fields = {name: model._meta.get_field(name) for name in said["fields"]}
    row = model(
        pk=model._meta.pk.to_python(said["pk"]),
        **{
            fields[name].attname: fields[name].to_python(value)
            for name, value in said["fields"].items()
            if not fields[name].many_to_many
        },
    )
    row.save(force_insert=True)
    for name, field in fields.items():
        if field.many_to_many:
            getattr(row, name).set(said["fields"][name])
