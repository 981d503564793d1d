"""The bank as rows of a spreadsheet: one question a row, in the words of its author."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from quiz.bank.models import Question
from quiz.bank.published import FollowUp, PublishedOption, PublishedQuestion

BULLET = re.compile(r"^(\s*)[-+*] ", re.MULTILINE)
"""How Markdown begins an item, and a spreadsheet a formula."""


def heading() -> list[str]:
    return [
        _("Number"),
        _("Key"),
        _("Section"),
        _("Kind"),
        _("Question"),
        _("A good answer"),
        _("Key points"),
        _("Right option"),
        _("Wrong options, and why"),
        _("Accepted forms"),
        _("Why"),
        _("Common wrong answer"),
        _("Hint"),
        _("Then they may ask"),
        _("What a senior adds"),
        _("What has changed"),
        _("Sources"),
    ]


def rows(questions: Iterable[PublishedQuestion]) -> Iterator[list[object]]:
    return (row_of(question) for question in questions)


def row_of(question: PublishedQuestion) -> list[object]:
    said = question.revision
    cells = [
        said.text,
        said.answer,
        listed(point.text for point in said.points),
        said.right_option.text if said.options else "",
        listed(map(wrong_option, said.wrong_options)),
        "\n".join(said.accepted),
        said.explanation,
        said.common_wrong,
        said.hint,
        listed(map(follow_up, said.follow_ups)),
        said.senior,
        listed(map(changed, said.currency_notes)),
        listed(map(source, said.references)),
    ]
    kind = str(Question.Kind(said.kind).label)
    place: list[object] = [question.number, question.key, question.section.title, kind]
    return place + [BULLET.sub(r"\1• ", cell) for cell in cells]


def listed(lines: Iterable[str]) -> str:
    """One in each line; a single one stands without a mark."""
    found = list(lines)
    return found[0] if len(found) == 1 else "\n".join(f"• {line}" for line in found)


def wrong_option(option: PublishedOption) -> str:
    return " – ".join(filter(None, [option.text, option.why, option.tempts]))


def follow_up(asked: FollowUp) -> str:
    return f"{asked.question} – {asked.reply}"


def changed(note: Mapping[str, Any]) -> str:
    return f"{note.get('says', '')} ({source(note.get('source', {}))})"


def source(reference: Mapping[str, Any]) -> str:
    return ", ".join(str(reference[name]) for name in ("title", "url") if reference.get(name))
