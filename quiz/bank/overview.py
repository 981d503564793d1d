"""The bank on one page, `docs/bank.md`: how much there is, how evenly it is spread, and each question on one line."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from django.conf import settings

from quiz.bank.checks.findings import MOST_TELLING, lengths_in
from quiz.bank.checks.standards import TYPED
from quiz.bank.checks.style import Guessed, by_kind, mean, style_of
from quiz.bank.checks.teaching import MOST_BY_MODEL, MOST_BY_OVERLAP
from quiz.bank.files.writing import write_file
from quiz.bank.models import Question, Relation
from quiz.bank.revisions.content import Content
from quiz.bank.shipped import ShippedBank, ShippedQuestion
from quiz.bank.text.shapes import TAGS

OVERVIEW = Path(settings.BASE_DIR) / "docs" / "bank.md"
INTRODUCTION = """# The bank

Written by `manage.py check_bank --write` from the files in `fixtures/`; a test holds the two together. Change the
files, not this page."""
STYLE = "## How far style gives the right option away"
STYLE_WORDS = """\
Without the question, over all draws of the right option and three wrong ones; chance is 25 %. *By overlap* takes the
option that shares most words with the others. *The model* knows nineteen features without topic (lengths, commas,
hedges, overlap and the like) and is fitted on nine tenths of the questions and tried on the last, duplicates together,
twenty times over."""
PARTS: dict[str, Callable[[Content], object]] = {
    "options, one right and at least four wrong": lambda content: len(content.wrong_options) >= 4,
    "key points": lambda content: content.key_points,
    "hint": lambda content: content.hint,
    "explanation": lambda content: content.explanation,
    "common wrong answer": lambda content: content.common_wrong,
    "follow-up": lambda content: content.follow_up or content.follow_ups,
    "difficulty": lambda content: content.difficulty,
    "reference": lambda content: content.references,
}
"""What every question has, and how to see it."""
COLUMNS = (
    "#",
    "question",
    "kind",
    "difficulty",
    "options",
    "key points (needed)",
    "accepted",
    "notes",
    "references",
    "relations",
)


def write_overview(bank: ShippedBank, *, to: Path) -> bool:
    """Says whether the page changed."""
    return write_file(to, (overview_of(bank) + "\n" + style_page(bank)).encode())


def style_page(bank: ShippedBank) -> str:
    """The page's end. Measuring takes seconds, so figures of the same options are taken from the page as it is."""
    _, heading, kept = (OVERVIEW.read_text() if OVERVIEW.exists() else "").partition(STYLE)
    return heading + kept if options_mark(bank) in kept else style_figures(bank, style_of(bank))


def options_mark(bank: ShippedBank) -> str:
    """Changes with any option of a question that is asked."""
    said = [
        (
            question.key,
            question.content.text,
            [(option.text, option.is_right) for option in question.content.options],
        )
        for question in bank.questions
        if question.retired_at is None
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def style_figures(bank: ShippedBank, measured: Mapping[str, Guessed]) -> str:
    """How often the right option is found by style alone; a quarter is chance."""
    rows = [(kind or "**all**", len(found), *shares(found)) for kind, found in by_kind(measured).items()]
    heads = ("kind", "questions", "by overlap, %", "above 40", "by the model, %", "above 75")
    return f"{STYLE}\n\n{STYLE_WORDS}\n\n{table(heads, rows)}\n\nMeasured of the options `{options_mark(bank)}`.\n"


def shares(found: Sequence[Guessed]) -> tuple[int, ...]:
    return (
        round(100 * mean(each.by_overlap for each in found)),
        sum(each.by_overlap > MOST_BY_OVERLAP for each in found),
        round(100 * mean(each.by_model for each in found)),
        sum(each.by_model > MOST_BY_MODEL for each in found),
    )


def overview_of(bank: ShippedBank) -> str:
    """The page as Markdown; the same bank always gives the same bytes."""
    asked = [question for question in bank.questions if question.retired_at is None]
    parts = [
        INTRODUCTION,
        counts(bank),
        "## How complete it is",
        coverage(asked),
        "## How it is spread",
        kinds(asked),
        difficulties(bank, asked),
        lengths(bank),
        *section_pages(bank),
    ]
    return "\n\n".join(parts) + "\n"


def counts(bank: ShippedBank) -> str:
    contents = [question.content for question in bank.questions]
    retired = sum(question.retired_at is not None for question in bank.questions)
    rows = [
        ("sections", len(bank.sections)),
        ("questions", len(bank.questions)),
        ("of these retired", retired),
        ("options", sum(len(content.options) for content in contents)),
        ("key points", sum(len(content.key_points) for content in contents)),
        ("synonyms", sum(len(point.synonyms) for content in contents for point in content.key_points)),
        ("accepted forms of commands and code", sum(len(content.accepted) for content in contents)),
        ("currency notes", sum(len(content.currency_notes) for content in contents)),
        ("of these corrections", note_count(contents, "correction")),
        ("of these changes", note_count(contents, "change")),
        ("follow-ups", sum(len(content.follow_ups) or bool(content.follow_up) for content in contents)),
        *((f"of these tagged {tag}", tag_count(contents, tag)) for tag in TAGS),
        (
            "essential key points",
            sum(point.essential for content in contents for point in content.key_points),
        ),
        ("references", sum(len(content.references) for content in contents)),
        ("different pages they lead to", len(pages_of(contents))),
        *((f"relations, {kind.label}", count) for kind, count in relation_counts(bank)),
    ]
    return table(("what", "how many"), rows)


def note_count(contents: Iterable[Content], kind: str) -> int:
    return sum(note.get("kind") == kind for content in contents for note in content.currency_notes)


def tag_count(contents: Iterable[Content], tag: str) -> int:
    return sum(row["tag"] == tag for content in contents for row in content.follow_ups)


def pages_of(contents: Iterable[Content]) -> set[str]:
    return {str(reference["url"]) for content in contents for reference in content.references}


def relation_counts(bank: ShippedBank) -> list[tuple[Relation.Kind, int]]:
    found = Counter(relation.kind for relation in bank.relations)
    return [(kind, found[kind.value]) for kind in Relation.Kind]


def coverage(questions: list[ShippedQuestion]) -> str:
    rows = [
        (part, share(sum(bool(has(question.content)) for question in questions), len(questions)))
        for part, has in PARTS.items()
    ]
    typed = [question.content for question in questions if question.kind in TYPED]
    return table(
        ("questions with", "how many"),
        [
            *rows,
            (
                "accepted forms, where typed",
                share(sum(bool(content.accepted) for content in typed), len(typed)),
            ),
        ],
    )


def share(count: int, whole: int) -> str:
    return f"{count} of {whole}"


def kinds(questions: list[ShippedQuestion]) -> str:
    found = Counter(question.kind for question in questions)
    return table(("kind", "questions"), [(kind.value, found[kind.value]) for kind in Question.Kind])


def difficulties(bank: ShippedBank, questions: list[ShippedQuestion]) -> str:
    found = Counter((question.section, question.content.difficulty) for question in questions)
    levels = (1, 2, 3, 4, None)
    rows = [(section.title, *(found[section.slug, level] for level in levels)) for section in bank.sections]
    whole = (
        "**together**",
        *(sum(found[section.slug, level] for section in bank.sections) for level in levels),
    )
    return table(("difficulty", "1 easy", "2", "3", "4 hard", "not said"), [*rows, whole])


def lengths(bank: ShippedBank) -> str:
    found = lengths_in(bank)
    rows = [
        ("longest", share(found.longest, found.asked)),
        ("shortest", share(found.shortest, found.asked)),
        ("neither", share(found.asked - found.longest - found.shortest, found.asked)),
    ]
    return f"Longest and shortest may each be {MOST_TELLING:.0%} at most.\n\n" + table(
        ("the right option is the", "questions"), rows
    )


def section_pages(bank: ShippedBank) -> Iterator[str]:
    for section in bank.sections:
        rows = [question_row(bank, question) for question in bank.questions_in(section)]
        yield f"## {section.position}. {section.title}"
        yield table(COLUMNS, rows)


def question_row(bank: ShippedBank, question: ShippedQuestion) -> tuple[object, ...]:
    content = question.content
    related = sum(question.key in relation.ends for relation in bank.relations)
    needed = content.points_needed or "–"
    return (
        question.position,
        f"`{question.key}`" + (" (retired)" if question.retired_at else ""),
        question.kind,
        content.difficulty or "–",
        len(content.options),
        f"{len(content.key_points)} ({needed})",
        len(content.accepted),
        len(content.currency_notes),
        len(content.references),
        related,
    )


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Words stand left, numbers right."""
    names = [str(head) for head in heads]
    cells = [[str(cell) for cell in row] for row in rows]
    numbers = [bool(cells) and all(row[place].isdigit() for row in cells) for place in range(len(names))]
    rule = ["---:" if is_number else "---" for is_number in numbers]
    return "\n".join(f"| {' | '.join(row)} |" for row in [names, rule, *cells])
