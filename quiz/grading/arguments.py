"""Do a call's arguments fit an accepted call? Values are free, what kind of value stands where is not."""

import ast
from collections.abc import Iterable

from quiz.grading.calls import calls_within
from quiz.grading.known_forms import SIGNATURES, Signature
from quiz.grading.verdict import Part
from quiz.grading.word_sets import word_set

HARMLESS_WITHIN = word_set("""
    format str int float round len accuracy_score f1_score score get join dict mean item sum max min
    predict evaluate fit Path timestamp
""")
"""Calls that may compute a value."""
SCHEMES = (
    "runs:/",
    "models:/",
    "s3:/",
    "file:/",
    "gs:/",
    "dbfs:/",
    "mlflow-artifacts:/",
    "wasbs:/",
    "hdfs:/",
    "./",
    "/",
)

Arguments = dict[str, ast.expr]


def misfits_of(name: str, call: ast.Call, form: ast.Call, uris: frozenset[str]) -> list[Part]:
    """What is missing, unknown or in the wrong place. `uris` are the arguments that are one in any accepted call."""
    signature = SIGNATURES.get(name) or signature_of(form)
    said, unknown = bind(call, signature)
    wanted, _ = bind(form, signature)
    parts = [Part(text, "foreign") for text in unknown]
    parts += [Part(each, "missing") for each in wanted if each not in said and each not in signature.spare]
    parts += [
        Part(ast.unparse(said[each])[:80], "swapped") for each in wanted if misplaced(each, said, wanted)
    ]
    parts += [
        Part(f"{each} has to be a URI", "foreign")
        for each in wanted
        if each in uris and lacks_scheme(each, said)
    ]
    return parts + [
        Part(f"{inner}()", "foreign") for value in said.values() for inner in strange_calls(value)
    ]


def signature_of(form: ast.Call) -> Signature:
    """Of a function that is not known: as many arguments as the accepted call has."""
    places = tuple(f"argument {at}" for at in range(1, len(form.args) + 1))
    return Signature(places + tuple(keyword.arg for keyword in form.keywords if keyword.arg))


def bind(call: ast.Call, signature: Signature) -> tuple[Arguments, list[str]]:
    said: Arguments = {}
    unknown: list[str] = []
    for at, value in enumerate(call.args):
        if isinstance(value, ast.Starred) or at >= len(signature.names):
            unknown.append("an argument too many")
        else:
            said[signature.names[at]] = value
    for keyword in call.keywords:
        if keyword.arg is None or keyword.arg in said:
            unknown.append("an argument given twice or by `**`")
        elif keyword.arg in signature.names or signature.open_ended:
            said[keyword.arg] = keyword.value
        else:
            unknown.append(keyword.arg)
    return said, unknown


def misplaced(name: str, said: Arguments, wanted: Arguments) -> bool:
    """A text where a number belongs, a number where a text belongs, a URI where a name belongs."""
    if name not in said:
        return False
    kind, expected = kind_of(said[name]), kind_of(wanted[name])
    if "free" in {kind, expected}:
        return False
    if kind != expected:
        return True
    return kind == "text" and has_scheme(said[name]) and not has_scheme(wanted[name])


def uris_in(name: str, forms: Iterable[ast.Call]) -> frozenset[str]:
    """The arguments that stand as a URI in one of the calls: another may hold it in a variable."""
    bound = (bind(form, SIGNATURES.get(name) or signature_of(form))[0] for form in forms)
    return frozenset(each for wanted in bound for each, value in wanted.items() if has_scheme(value))


def lacks_scheme(name: str, said: Arguments) -> bool:
    return name in said and bool(start_of(said[name])) and not has_scheme(said[name])


def has_scheme(value: ast.expr) -> bool:
    return start_of(value).startswith(SCHEMES)


def start_of(value: ast.expr) -> str:
    """The text that a value begins with, as far as it stands in the code."""
    match value:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=[ast.Constant(value=str() as text), *_]):
            return text
        case ast.BinOp(left=left):
            return start_of(left)
        case ast.Call(func=ast.Attribute(value=inner, attr="format")):
            return start_of(inner)
    return ""


def kind_of(value: ast.expr) -> str:
    match value:
        case ast.Constant(value=bool()):
            return "truth"
        case ast.Constant(value=int() | float()) | ast.UnaryOp(operand=ast.Constant()):
            return "number"
        case ast.Constant(value=str()) | ast.JoinedStr():
            return "text"
        case ast.Dict():
            return "dictionary"
        case ast.List() | ast.Tuple() | ast.Set():
            return "list"
    return "free"


def strange_calls(value: ast.expr) -> list[str]:
    return [name for name in calls_within(value) if name.rsplit(".", maxsplit=1)[-1] not in HARMLESS_WITHIN]
