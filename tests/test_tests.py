"""Tests import no tests: what several of them need stands in acts, steps and casts."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parent


IN_WORDS = re.compile(r"^\s*from tests[\w.]*\.(test_\w+) import", re.MULTILINE)
"""Also within a string that another process runs."""


def imported(path: Path) -> set[str]:
    """Each part of each name that this file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    modules = [n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)]
    names = [a.name for n in nodes if isinstance(n, ast.Import | ast.ImportFrom) for a in n.names]
    in_words = IN_WORDS.findall(path.read_text())
    return {part for name in [*modules, *names, *in_words] for part in name.split(".")}


def test_no_test_is_imported() -> None:
    importers = {
        path.name for path in TESTS.rglob("*.py") if any(n.startswith("test_") for n in imported(path))
    }
    assert importers == set()
