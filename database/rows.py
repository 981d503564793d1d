"""Rows written by plain SQL.

Django builds and compiles the statement of a save or an update each time anew, which takes several times as long as
the database. What is written with every answer is written past that: no signals, no look whether the row is there.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import AutoField, Field, Model


def insert(row: Model) -> None:
    """Add a row that has its key."""
    execute(insertion(type(row), 1), *values_of(row))
    row._state.adding = False


def insert_if_new(row: Model) -> bool:
    """Add a row that has its key, unless one with any of its unique columns is there; tells whether it was added."""
    added = execute(f"{insertion(row._meta.model, 1)} ON CONFLICT DO NOTHING", *values_of(row)) == 1
    row._state.adding = not added
    return added


def insert_or_change(rows: Sequence[Model], unique: Sequence[str]) -> None:
    """Add rows of one model in one statement; where a row has the same `unique` columns, change its others."""
    model = type(rows[0])
    changes = ", ".join(f"{quoted(c)} = EXCLUDED.{quoted(c)}" for c in columns(model) if c not in unique)
    taken = ", ".join(quoted(column) for column in unique)
    statement = f"{insertion(model, len(rows))} ON CONFLICT ({taken}) DO UPDATE SET {changes}"
    execute(statement, *(value for row in rows for value in values_of(row)))


def update(model: type[Model], where: Mapping[str, Any], changes: Mapping[str, Any]) -> int:
    """Change these columns of the rows in which others have these values; gives how many rows."""
    settings = ", ".join(f"{quoted(column)} = %s" for column in changes)
    holds = " AND ".join(
        f"{quoted(column)} {'IS NULL' if value is None else '= %s'}" for column, value in where.items()
    )
    statement = f"UPDATE {quoted(model._meta.db_table)} SET {settings} WHERE {holds}"  # noqa: S608  (names of ours)
    found = {column: value for column, value in where.items() if value is not None}
    return execute(statement, *prepared(model, changes), *prepared(model, found))


def execute(statement: str, *values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


@cache
def insertion(model: type[Model], rows: int) -> str:
    names = ", ".join(quoted(column) for column in columns(model))
    row = ", ".join("%s" for _ in columns(model))
    values = ", ".join(f"({row})" for _ in range(rows))
    return f"INSERT INTO {quoted(model._meta.db_table)} ({names}) VALUES {values}"  # noqa: S608  (names of ours)


@cache
def columns(model: type[Model]) -> dict[str, "Field[Any, Any]"]:
    """Fields by column, without a key that the database gives."""
    fields = model._meta.local_concrete_fields
    return {str(field.column): field for field in fields if not isinstance(field, AutoField)}


def values_of(row: Model) -> Iterable[Any]:
    model = row._meta.model  # not `type(row)`, since a request's learner is a lazy object
    fields = columns(model)
    return prepared(model, {column: getattr(row, field.attname) for column, field in fields.items()})


def prepared(model: type[Model], values: Mapping[str, Any]) -> Iterable[Any]:
    """Values of columns as the database takes them."""
    fields = columns(model)
    return [fields[column].get_db_prep_save(value, connection) for column, value in values.items()]


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)
