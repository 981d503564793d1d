"""Tests import no tests: what several of them need stands in acts, steps and casts."""

import ast
from pathlib import Path

TESTS = Path(__file__).parent


def imported(path: Path) -> set[str]:
    """Each part of each name that this file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    modules = [n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)]
    names = [a.name for n in nodes if isinstance(n, ast.Import | ast.ImportFrom) for a in n.names]
    return {part for name in [*modules, *names] for part in name.split(".")}


def test_no_test_is_imported() -> None:
    importers = {
        path.name for path in TESTS.rglob("*.py") if any(n.startswith("test_") for n in imported(path))
    }
    assert importers == set()
