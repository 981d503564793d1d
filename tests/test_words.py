"""What people read is said in plain words: phrases that nobody would say are held out of pages, mails and messages.

Each phrase stands beside a better one. Read are the words of all templates and every string that is marked for
translation, besides the reasons for which a question is asked.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TRANSLATED = {"_", "_lazy", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
REASONS = {"quiz/engine/choosing/reasons.py", "quiz/practice/asking/claims.py"}

BANNED = {
    r"\bpays?\b": "helps",
    r"\badds? most\b": "helps most",
    r"\b(be|been|was|were|is|are|have|has|never|not) met\b|\bmet (before|for the first time)\b": "seen, new to you",
    r"\brose\b|\bslipped\b": "up, down",
    r"\btold\b|\btells\b": "shows, says",
    r"\bstands? (there|beside|on|behind)\b": "is",
    r"\bmasters? nothing\b": "shows where you stand",
    r"\bthe hundred\b": "the 100 questions",
    r"\b(some|any|every)body\b": "someone, anyone, everyone",
    r"\bnot to be had\b": "not available",
    r"\bis kept\b|\bare kept\b|\bkept for\b": "is saved",
    r"\bturns at\b": "starts at",
    r"\bfar off\b": "say how many, and what ten minutes a day would make of it",
    r"\bshort of the target\b": "your target is 90",
    r"\bif you stopped (now|today|then)\b": "without more practice",
    r"\bother eyes\b": "you don’t have access",
    r"\blie around\b": "exist",
    r"\bcannot pay off\b": "too late to learn before",
    r"\bplac(e|es|ed|ing) you\b": "warm-up",
    r"\bonce more\b": "again",
    r"\bat any moment\b": "at any time",
    r"\bdear\b": "expensive",
    r"\bwhat (came|comes) of\b": "what happened to",
}
EXCEPTIONS: dict[tuple[str, str], str] = {}
"""By path and phrase as it stands there: why it is right all the same."""


def in_templates() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in {".html", ".txt"}:
            yield str(path.relative_to(ROOT)), words_of(path.read_text())


def words_of(template: str) -> str:
    """What is read of it: without comments, tags and the names of what is filled in."""
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}|<!--.*?-->", " ", template, flags=re.S)
    quoted = re.findall(r"{%\s*translate\s+(?:\"([^\"]*)\"|'([^']*)')", text)
    quoted += re.findall(r"_\((?:\"([^\"]*)\"|'([^']*)')\)", text)
    spoken = " ".join(first or second for first, second in quoted)
    return " ".join(re.sub(r"{%.*?%}|{{.*?}}|<[^>]*>", " ", text, flags=re.S).split()) + " " + spoken


def in_code() -> Iterator[tuple[str, str]]:
    for part in ("accounts", "database", "mlopsprep", "quiz"):
        for path in sorted((ROOT / part).rglob("*.py")):
            name = str(path.relative_to(ROOT))
            if "/migrations/" not in name:
                yield name, " ".join(strings_of(ast.parse(path.read_text()), every=name in REASONS))


def strings_of(tree: ast.AST, *, every: bool) -> Iterator[str]:
    """Strings that are marked for translation, or `every` one."""
    for node in ast.walk(tree):
        marked = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATED
        if marked or (every and isinstance(node, (ast.Assign, ast.AnnAssign, ast.Return))):
            yield from (
                each.value
                for each in ast.walk(node)
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )


@cache
def all_that_is_read() -> tuple[tuple[str, str], ...]:
    return (*in_templates(), *in_code())


@pytest.mark.parametrize(("phrase", "better"), BANNED.items())
def test_what_people_read_is_said_in_plain_words(phrase: str, better: str) -> None:
    found = [
        f"{path}: …{words[max(0, match.start() - 40) : match.end() + 40]}…  better: {better}"
        for path, words in all_that_is_read()
        for match in re.finditer(phrase, words, re.I)
        if (path, match[0]) not in EXCEPTIONS
    ]
    assert not found, "\n".join(["", *found])


def test_every_exception_is_still_needed() -> None:
    texts = dict(all_that_is_read())
    assert all(phrase in texts.get(path, "") for path, phrase in EXCEPTIONS)


def test_a_banned_phrase_would_be_found() -> None:
    """Held against a template and a module, so that reading can't go blind."""
    assert "kept" in words_of('<p>{% translate "Everything is kept." %}</p>')
    assert list(strings_of(ast.parse('x = _("It pays.")'), every=False)) == ["It pays."]
