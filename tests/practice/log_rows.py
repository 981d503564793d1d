"""The logs' tables, as a database client sees them."""

from django.db import connection

from quiz.practice.models import Correction, Event, Prompt, Review

TABLES = {"quiz_prompt": Prompt, "quiz_review": Review, "quiz_correction": Correction, "quiz_event": Event}


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def rows_of(table: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return sorted(map(tuple, cursor.fetchall()), key=str)
