"""A question that says the same in each of its fields, and what a deck has of it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from quiz.bank.published import FollowUp, PublishedQuestion, published_bank

KEY = "what-is-mlops"


def saying(words: str) -> PublishedQuestion:
    """A question that says this in each of its fields."""
    question = published_bank().questions[KEY]
    said = question.revision
    source = {"title": words, "url": f"https://example.org/{''.join(words.split())}", "checked": "2026-11-24"}
    changed = {
        **dict.fromkeys(("text", "answer", "hint", "explanation", "common_wrong", "senior"), words),
        "accepted": (words,),
        "references": (source,),
        "currency_notes": ({"since": words, "says": words, "source": source, "checked": words},),
        "follow_ups": (FollowUp(words, words, "llm", (words,)),),
        "options": tuple(replace(each, text=words, why=words, tempts=words) for each in said.options),
        "points": tuple(replace(each, text=words, synonyms=(words,)) for each in said.points),
    }
    return replace(question, revision=replace(said, **changed))


def fields_of(deck: bytes, folder: Path) -> list[str]:
    """Every field of every note, as Anki gets it."""
    path = folder / "collection.anki2"
    path.write_bytes(ZipFile(BytesIO(deck)).read("collection.anki2"))
    with closing(sqlite3.connect(path)) as database:
        return [field for (row,) in database.execute("SELECT flds FROM notes") for field in row.split("\x1f")]
