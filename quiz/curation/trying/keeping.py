"""Keeping a typed answer as an example of a question's words."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.http import QueryDict

from accounts.models import User
from quiz import grading
from quiz.bank.editing import publishing
from quiz.bank.models import Question, Revision
from quiz.bank.revisions.content import Content, ExampleContent, content_of
from quiz.bank.revisions.digest import digest_of
from quiz.bank.text import fields

SOFT_END = "\u2028"
"""What the grader calls an end of line that no shell knows."""


class NotAnExample(Exception):
    """Says what is wrong with it."""


def example_of(words: str, *, accepted: bool) -> ExampleContent:
    """Of what was typed as the grader reads it: without what nobody sees. Raises `NotAnExample`."""
    text = grading.visible(words).replace(SOFT_END, "\n").strip()
    if said := fields.EXAMPLE["text"](text):
        raise NotAnExample(said)
    return ExampleContent(text, accepted)


@transaction.atomic
def keep_example(*, question: Question, example: ExampleContent, by: User | None, now: datetime) -> Revision:
    """Adds it to the question's draft, and opens one where there is none. One transaction. Raises `NotAnExample`."""
    question = publishing.lock(question)
    content = content_of(publishing.open_draft(question=question, by=by, now=now))
    kept = with_example(content, example)
    if len(kept.examples) > fields.MOST_EXAMPLES:
        raise NotAnExample(f"is one too many; {fields.MOST_EXAMPLES} are the most")
    seen = digest_of(content)
    return publishing.save_draft(question=question, content=kept, seen=seen, by=by, now=now, is_aside=True)


def with_example(content: Content, example: ExampleContent) -> Content:
    """An answer that is there already is kept as it is judged now."""
    others = [each for each in content.examples if each.text != example.text]
    if len(others) < len(content.examples):
        here = tuple(example if each.text == example.text else each for each in content.examples)
        return replace(content, examples=here)
    return replace(content, examples=(*others, example))


def form_with_example(sent: QueryDict, example: ExampleContent, prefix: str) -> QueryDict:
    """What an editor sent, with the example in the row that has its text, else in a new one."""
    data = sent.copy()
    total = sent.get(f"{prefix}-TOTAL_FORMS", "")
    if not (total.isascii() and total.isdigit() and len(total) < 5):
        data[f"{prefix}-TOTAL_FORMS"] = ""  # so that the editor refuses all of it
        return data
    texts = [sent.get(f"{prefix}-{row}-text", "").replace("\r\n", "\n").strip() for row in range(int(total))]
    row = next((row for row, text in enumerate(texts) if text in (example.text, "")), len(texts))
    row = texts.index(example.text) if example.text in texts else row
    data[f"{prefix}-{row}-text"], data[f"{prefix}-{row}-accepted"] = example.text, str(example.accepted)
    data[f"{prefix}-TOTAL_FORMS"] = str(max(row + 1, len(texts)))
    return data
