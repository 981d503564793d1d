"""All that a process keeps is known: to `forget`, and to the page that says what makes it stale."""

import ast
import gc
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from database.at_hand import AtHand
from mlopsprep import forgetting
from mlopsprep.forgetting import OF_A_FUNCTION, OURS, forget, kept, kept_by
from quiz.bank.published import published_bank
from quiz.bank.text.markdown import inline

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "decisions" / "0028-what-a-process-keeps.md"
NAME = re.compile(rf"`((?:{'|'.join(OURS)})\.[\w.]+)`")
LOOSE = {
    "dict",
    "list",
    "set",
    "deque",
    "OrderedDict",
    "defaultdict",
    "WeakKeyDictionary",
    "WeakValueDictionary",
}
READ_BY_LIBRARIES = {"REQUIRED_FIELDS", "yaml_implicit_resolvers", "yaml_constructors"}
"""Of classes of ours, and empty for good."""


def load_everything() -> None:
    """Every module of ours, also those that no test has needed yet."""
    for package in map(import_module, OURS):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "migrations" not in module.name.split("."):
                import_module(module.name)


def rows_of_the_page() -> list[str]:
    return [line.split("|")[1] for line in PAGE.read_text().splitlines() if line.startswith("| `")]


def sources() -> Iterator[ast.Module]:
    for package in OURS:
        for path in (ROOT / package).rglob("*.py"):
            if "migrations" not in path.parts:
                yield ast.parse(path.read_text())


def global_names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield from node.names


def begun_empty(tree: ast.Module) -> Iterator[str]:
    """Names in the module and its classes."""
    for body in [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))]:
        for node in body.body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and is_empty(node.value):
                yield ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)


def is_empty(value: ast.expr | None) -> bool:
    """Something with nothing in it yet: a table that the code itself fills has something."""
    if isinstance(value, ast.Dict):
        return not value.keys
    if isinstance(value, ast.List | ast.Set):
        return not value.elts
    if not isinstance(value, ast.Call):
        return False
    made = value.func.value if isinstance(value.func, ast.Subscript) else value.func
    name = made.attr if isinstance(made, ast.Attribute) else getattr(made, "id", "")
    bounded = any(given.arg == "maxlen" for given in value.keywords)
    return name in LOOSE and not value.args and not bounded


def test_the_page_lists_what_is_kept_and_nothing_else() -> None:
    load_everything()
    listed = [name for row in rows_of_the_page() for name in NAME.findall(row)]
    assert sorted(listed) == sorted(kept())


def test_no_function_keeps_results_where_forget_does_not_find_them() -> None:
    """A kept method or an inner function would be no constant of its module."""
    load_everything()
    everywhere = {
        f"{each.__module__}.{each.__qualname__}"  # type: ignore[attr-defined]
        for each in gc.get_objects()
        if type(each) is OF_A_FUNCTION and each.__module__.partition(".")[0] in OURS
    }
    assert everywhere <= kept().keys()


def test_nothing_is_kept_in_a_way_of_its_own() -> None:
    """Neither in a global nor in a container that begins empty: only by functools, a bounded deque or `AtHand`."""
    loose = {name for tree in sources() for name in [*global_names(tree), *begun_empty(tree)]}
    assert loose - READ_BY_LIBRARIES == set()


@pytest.mark.parametrize(
    "by_hand",
    ["x = {}", "x: dict[str, int] = {}", "x = OrderedDict[str, int]()", "class X:\n    x = deque()"],
)
def test_what_is_kept_by_hand_would_be_seen(by_hand: str) -> None:
    assert list(begun_empty(ast.parse(by_hand))) == ["x"]


def test_what_is_kept_by_our_own_kind_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forgetting, "made", AtHand[str, str](1), raising=False)
    assert "mlopsprep.forgetting.made" in kept_by(forgetting)


@pytest.mark.django_db
def test_who_forgets_reads_again(django_assert_num_queries) -> None:
    published_bank(stamp := published_bank().stamp)
    with django_assert_num_queries(0):
        published_bank(stamp)
    forget()
    with django_assert_num_queries(6):
        published_bank(stamp)


def test_forgetting_empties_what_functions_keep() -> None:
    inline("`seen`")
    forget()
    assert inline.cache_info().currsize == 0
