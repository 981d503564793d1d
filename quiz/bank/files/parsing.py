"""Reading fixture files: their text as entries, or every fault with file, entry and field named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal, Protocol

import yaml
from django.conf import settings

from quiz.bank.drills.models import Drill
from quiz.bank.files.notation import MOST_BYTES, Document, NotYaml, Room
from quiz.bank.models import Question, Relation, Revision
from quiz.bank.text import fields, shapes
from quiz.bank.text.shapes import Shape, in_one_line, quoted


class FixtureFile(Protocol):
    """A file of the disk, or one that was sent."""

    @property
    def name(self) -> str: ...

    def open(self, mode: Literal["rb"], /) -> IO[bytes]: ...


MOST_TOLD = 50
"""Faults that are told one by one."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where."""

    file: str
    entry: str
    field: str
    says: str

    def __str__(self) -> str:
        """In one line, whatever the file holds."""
        where = ", ".join(in_one_line(part) for part in (self.file, self.entry, self.field) if part)
        return f"{where}: {in_one_line(self.says)}" if where else in_one_line(self.says)


class BrokenFixture(Exception):
    """The files cannot be loaded; nothing was changed."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = faults
        more = [f"and {len(faults) - MOST_TOLD} more"] if len(faults) > MOST_TOLD else []
        super().__init__("\n".join([*map(str, faults[:MOST_TOLD]), *more]))


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a file."""

    file: str
    line: int
    model: str
    fields: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What people call it: the question's key, and the part of it."""
        return f"{name_of(self.model, self.fields)} (line {self.line})"

    def fault(self, field: str, says: str) -> Fault:
        return Fault(self.file, self.name, field, says)


def name_of(model: str, fields: Mapping[str, Any]) -> str:
    kind = model.removeprefix("quiz.")
    if kind == "section":
        return f"section {fields.get('slug', '?')}"
    if kind == "question":
        return str(fields.get("key", "question ?"))
    if kind in {"drill", "drillrevision"}:
        return f"drill {fields.get('key') or first(fields.get('drill'))}"
    owner = first(fields.get("revision" if kind in {"option", "keypoint"} else "question"))
    own = first(fields.get("to")) if kind == "relation" else fields.get("slug", "")
    return " ".join(str(part) for part in (owner, kind, own) if part)


def first(key: Any) -> str:
    return str(key[0]) if isinstance(key, list) and key else "?"


@dataclass(frozen=True, slots=True)
class Field:
    shape: Shape
    required: bool = False


def in_table(shapes: Mapping[str, Shape], *required: str) -> dict[str, Field]:
    return {name: Field(shape, required=name in required) for name, shape in shapes.items()}


KEY = shapes.slug(60)
REVISION = shapes.natural(KEY, shapes.digest, least=1)
"""Its digest stands with the revision; files from before named it here too."""
NUMBER = shapes.whole(1, 999)
MODELS: dict[str, dict[str, Field]] = {
    "quiz.section": {
        "slug": Field(shapes.slug(40), required=True),
        "position": Field(NUMBER, required=True),
        "title": Field(shapes.at_most(60), required=True),
        "source_title": Field(shapes.at_most(120)),
    },
    "quiz.question": {
        "key": Field(KEY, required=True),
        "section": Field(shapes.natural(shapes.slug(40)), required=True),
        "position": Field(NUMBER, required=True),
        "kind": Field(shapes.one_of(*Question.Kind.values), required=True),
        "live_revision": Field(REVISION, required=True),
        "retired_at": Field(shapes.moment),
    },
    "quiz.revision": {
        "question": Field(shapes.natural(KEY), required=True),
        "status": Field(shapes.one_of("published"), required=True),
        "digest": Field(shapes.digest, required=True),
        "change": Field(shapes.one_of(*Revision.Change.values)),
        "why": Field(shapes.at_most(300)),
        **in_table(fields.REVISION, "text", "answer"),
        "examples": Field(fields.EXAMPLES),
    },
    "quiz.option": {
        "revision": Field(REVISION, required=True),
        "slug": Field(shapes.slug(40), required=True),
        "position": Field(NUMBER, required=True),
        **in_table(fields.OPTION, "text"),
        "is_right": Field(shapes.truth),
    },
    "quiz.keypoint": {
        "revision": Field(REVISION, required=True),
        "slug": Field(shapes.slug(40), required=True),
        "position": Field(NUMBER, required=True),
        **in_table(fields.POINT, "text"),
        "essential": Field(shapes.truth),
    },
    "quiz.relation": {
        "question": Field(shapes.natural(KEY), required=True),
        "to": Field(shapes.natural(KEY), required=True),
        "kind": Field(shapes.one_of(*Relation.Kind.values), required=True),
    },
    "quiz.drill": {
        "key": Field(KEY, required=True),
        "position": Field(NUMBER, required=True),
        "kind": Field(shapes.one_of(*Drill.Kind.values), required=True),
        "live_revision": Field(REVISION, required=True),
        "retired_at": Field(shapes.moment),
    },
    "quiz.drillrevision": {
        "drill": Field(shapes.natural(KEY), required=True),
        "digest": Field(shapes.digest, required=True),
        **in_table(fields.DRILL, *fields.DRILL),
    },
}


def fixture_files() -> list[Path]:
    """The files of the bank that ships."""
    return sorted(Path(settings.FIXTURE_DIRS[0]).glob("*.yaml"))


def read_entries(paths: Sequence[FixtureFile]) -> list[Entry]:
    """Every row of the files, each of the right shape. Raises `BrokenFixture` with all faults found."""
    entries: list[Entry] = []
    faults: list[Fault] = [] if paths else [Fault("", "", "", "there is no fixture file to read")]
    room = Room()
    for path in paths:
        try:
            entries += parse(path.name, beginning_of(path), room)
        except BrokenFixture as broken:
            faults += broken.faults
        except OSError as error:
            faults.append(Fault(path.name, "", "", f"cannot be read: {error.strerror}"))
    faults += [fault for entry in entries for fault in faults_of(entry)]
    if faults:
        raise BrokenFixture(faults)
    return entries


def beginning_of(path: FixtureFile) -> bytes:
    """The whole of a file, or enough of it to see that it is too large."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def parse(file: str, content: bytes, room: Room | None = None) -> list[Entry]:
    """The rows of one file; `room` is what those before it left. Raises `BrokenFixture`."""
    try:
        document = Document(content, room or Room())
    except NotYaml as error:
        where = f"line {error.line}" if error.line else ""
        raise BrokenFixture([Fault(file, where, "", f"not YAML: {error.says}")]) from None
    entries, faults = [], []
    for item in document.items:
        line = item.start_mark.line + 1
        try:
            row = document.value(item)
        except yaml.MarkedYAMLError as error:
            faults.append(fault_in(file, item, error))
            continue
        if says := not_an_entry(row):
            faults.append(Fault(file, f"line {line}", "", says))
        else:
            entries.append(Entry(file, line, row["model"], row["fields"]))
    if faults:
        raise BrokenFixture(faults)
    return entries


def fault_in(file: str, item: yaml.Node, error: yaml.MarkedYAMLError) -> Fault:
    """What is wrong with a value, in the entry and field that hold it."""
    at: Any = error.problem_mark
    row, line, says = dict(pairs_of(item)), f"line {at.line + 1}", str(error.problem)
    model, fields = row.get("model"), pairs_of(row.get("fields"))
    if not isinstance(model, yaml.ScalarNode) or model.value not in MODELS:
        return Fault(file, line, "", says)
    known = {name: outline(value) for name, value in fields}
    entry = Entry(file, item.start_mark.line + 1, model.value, known)
    holding = (name for name, value in fields if at.index < value.end_mark.index)
    return entry.fault(next(holding, ""), f"{line}: {says}")


def pairs_of(node: yaml.Node | None) -> list[tuple[str, yaml.Node]]:
    """A mapping's fields as they are written, in their order; without a name where that is no word."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return [(key.value if isinstance(key, yaml.ScalarNode) else "", value) for key, value in pairs]


def outline(node: yaml.Node) -> Any:
    """Words and lists of words, as far as an entry's name is made of them."""
    if isinstance(node, yaml.SequenceNode):
        return [outline(part) for part in node.value[:1]]
    return node.value if isinstance(node, yaml.ScalarNode) else ""


def not_an_entry(row: Any) -> str:
    if not isinstance(row, dict) or set(row) != {"model", "fields"} or not isinstance(row["fields"], dict):
        return "an entry has exactly “model” and “fields”"
    if not isinstance(row["model"], str) or row["model"] not in MODELS:
        return f"{quoted(row['model'])} is not part of the bank; known are {', '.join(MODELS)}"
    return ""


def faults_of(entry: Entry) -> list[Fault]:
    known = MODELS[entry.model]
    faults = [
        entry.fault(str(name), "is not a field of this entry") for name in entry.fields if name not in known
    ]
    for name, field in known.items():
        if name not in entry.fields:
            faults += [entry.fault(name, "is missing")] if field.required else []
        elif says := field.shape(entry.fields[name]):
            faults.append(entry.fault(name, says))
    return faults
