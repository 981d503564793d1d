"""Another right answer beside the one that was typed."""

import ast
from collections.abc import Hashable
from contextlib import suppress

from quiz.grading import calls, commands
from quiz.grading.code import bare_code
from quiz.grading.plain_text import visible
from quiz.grading.shell_lines import bare
from quiz.grading.verdict import GradingQuestion

Reading = tuple[tuple[str, Hashable], ...]
"""Of each command or call its name, and how it is written."""


def another_form(question: GradingQuestion, answer: str) -> str:
    """Rather one with other commands or calls than the same with other values; empty where there is none."""
    said = reading(question, visible(answer))
    others = {form: reading(question, form) for form in question.accepted}
    differing = [form for form, read in others.items() if read and read != said]
    by_name = [form for form in differing if names(others[form]) != names(said)]
    return next(iter(by_name), min(differing, key=len, default=""))


def names(read: Reading) -> list[str]:
    return [name for name, _ in read]


def reading(question: GradingQuestion, text: str) -> Reading:
    """Empty where it cannot be read."""
    with suppress(commands.Unreadable, commands.TooMuch, calls.Unreadable):
        if question.kind == "code":
            return tuple((name, ast.dump(call)) for name, call in calls.read_calls(bare_code(text)).calls)
        said = commands.read_script(bare(text), commands.accepted_forms(question))
        return tuple((command.name, command) for command in said)
    return ()
