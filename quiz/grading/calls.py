"""The calls in a piece of Python, by their full names."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from quiz.grading.known_forms import FLAVOURS

DEEPEST = 12
"""Brackets within brackets."""
CLIENT = "MlflowClient"
REACHING_OUT = frozenset(
    (
        "os",
        "sys",
        "subprocess",
        "shutil",
        "eval",
        "exec",
        "open",
        "compile",
        "globals",
        "getattr",
        "__import__",
    )
)
"""What has no place in an answer, not even inside an argument."""
PLAIN = (
    ast.Constant,
    ast.Name,
    ast.Attribute,
    ast.JoinedStr,
    ast.Dict,
    ast.List,
    ast.Tuple,
    ast.BinOp,
    ast.UnaryOp,
)


class Unreadable(Exception):
    """No Python, or too deep to be read; says so in words."""


@dataclass(slots=True)
class Reading:
    """What a piece of code holds."""

    calls: list[tuple[str, ast.Call]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Names that stand alone."""
    others: list[str] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)
    clients: set[str] = field(default_factory=set)

    @property
    def foreign(self) -> tuple[str, ...]:
        """What is neither a call nor a simple value."""
        return tuple(self.others)


def read_calls(text: str) -> Reading:
    reading = Reading()
    for statement in parse(text).body:
        read_statement(reading, statement)
    return reading


def parse(text: str) -> ast.Module:
    if deepest(text) > DEEPEST:
        raise Unreadable("its brackets are too deep to be read.")
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Unreadable("Python cannot read it: look at brackets and quotation marks.") from None


def deepest(text: str) -> int:
    """How deep brackets and signs go; a row of signs nests as brackets do."""
    depth = most = row = 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        row = row + 1 if character in "-+~." else row if character == " " else 0
        most = max(most, depth, row)
    return max(most, text.count("not ") - 2, text.count("lambda") - 2)


def read_statement(reading: Reading, statement: ast.stmt) -> None:
    match statement:
        case ast.Import(names=names):
            reading.aliases |= {alias.asname: alias.name for alias in names if alias.asname}
        case ast.ImportFrom(module=module, names=names):
            reading.aliases |= {alias.asname or alias.name: f"{module}.{alias.name}" for alias in names}
        case ast.With(items=items, body=body):
            for item in items:
                read_value(reading, item.context_expr)
            for inner in body:
                read_statement(reading, inner)
        case ast.Expr(value=value):
            read_value(reading, value)
        case ast.Assign(targets=targets, value=value):
            note_client(reading, targets, value)
            reading.others += [dotted(target) for target in targets if not isinstance(target, ast.Name)]
            read_value(reading, value)
        case ast.Pass():
            return
        case _:
            reading.others.append(type(statement).__name__.lower())


def note_client(reading: Reading, targets: list[ast.expr], value: ast.expr) -> None:
    if isinstance(value, ast.Call) and dotted(value.func).endswith(CLIENT):
        reading.clients |= {target.id for target in targets if isinstance(target, ast.Name)}


def read_value(reading: Reading, value: ast.expr) -> None:
    reading.others += [name for name in calls_within(value) if name.split(".")[0].strip("()") in REACHING_OUT]
    if isinstance(value, ast.Call):
        reading.calls.append((full_name(reading, value.func), value))
        return
    if isinstance(value, (ast.Name, ast.Attribute)):
        reading.names.append(full_name(reading, value))
    elif not isinstance(value, PLAIN):
        reading.others.append(type(value).__name__.lower())


def full_name(reading: Reading, function: ast.expr) -> str:
    """`mf.sklearn.log_model` after `import mlflow as mf` is `mlflow.FLAVOUR.log_model`."""
    first, *rest = dotted(function).split(".")
    if first in reading.clients or (first == "client" and rest) or (first.endswith(f"{CLIENT}()") and rest):
        return ".".join(["client", *rest])
    parts = [*reading.aliases.get(first, first).split("."), *rest]
    if "MlflowClient()" in parts:
        return ".".join(["client", *parts[parts.index("MlflowClient()") + 1 :]])
    if len(parts) == 3 and parts[0] == "mlflow" and parts[1] in FLAVOURS:
        parts[1] = "FLAVOUR"
    return ".".join(parts)


def dotted(function: ast.expr) -> str:
    names: list[str] = []
    while isinstance(function, (ast.Attribute, ast.Call)):
        if isinstance(function, ast.Attribute):
            names.append(function.attr)
            function = function.value
        else:
            inner = function.func
            called = inner.id if isinstance(inner, ast.Name) else getattr(inner, "attr", "?")
            names.append(f"{called}()")
            function = inner.value if isinstance(inner, ast.Attribute) else ast.Name("")
    names.append(function.id if isinstance(function, ast.Name) else "?")
    return ".".join(name for name in reversed(names) if name)


def calls_within(expression: ast.AST) -> Iterator[str]:
    """Names of the calls inside an argument."""
    return (dotted(node.func) for node in ast.walk(expression) if isinstance(node, ast.Call))
