"""Reading fixture files: their text as entries, or every fault with file, entry and field named."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from quiz.bank import shapes
from quiz.bank.models import Question, Relation, Revision
from quiz.bank.shapes import Shape


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where."""

    file: str
    entry: str
    field: str
    says: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, self.entry, self.field) if part)
        return f"{where}: {self.says}" if where else self.says


class BrokenFixture(Exception):
    """The files cannot be loaded; nothing was changed."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(map(str, faults)))


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
    owner = first(fields.get("revision" if kind in {"option", "keypoint"} else "question"))
    own = first(fields.get("to")) if kind == "relation" else fields.get("slug", "")
    return " ".join(str(part) for part in (owner, kind, own) if part)


def first(key: Any) -> str:
    return str(key[0]) if isinstance(key, list) and key else "?"


@dataclass(frozen=True, slots=True)
class Field:
    shape: Shape
    required: bool = False


KEY = shapes.slug(60)
REVISION = shapes.natural(KEY, shapes.digest)
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
        "text": Field(shapes.words, required=True),
        "answer": Field(shapes.words, required=True),
        "hint": Field(shapes.words),
        "explanation": Field(shapes.words),
        "common_wrong": Field(shapes.words),
        "difficulty": Field(shapes.whole(1, 4)),
        "points_needed": Field(shapes.whole(1, 5)),
        "accepted": Field(shapes.texts),
        "references": Field(shapes.references),
        "currency_notes": Field(shapes.currency_notes),
        "follow_up": Field(shapes.follow_up),
    },
    "quiz.option": {
        "revision": Field(REVISION, required=True),
        "slug": Field(shapes.slug(40), required=True),
        "position": Field(NUMBER, required=True),
        "text": Field(shapes.words, required=True),
        "is_right": Field(shapes.truth),
        "why": Field(shapes.words),
    },
    "quiz.keypoint": {
        "revision": Field(REVISION, required=True),
        "slug": Field(shapes.slug(40), required=True),
        "position": Field(NUMBER, required=True),
        "text": Field(shapes.words, required=True),
        "synonyms": Field(shapes.texts),
    },
    "quiz.relation": {
        "question": Field(shapes.natural(KEY), required=True),
        "to": Field(shapes.natural(KEY), required=True),
        "kind": Field(shapes.one_of(*Relation.Kind.values), required=True),
    },
}


class FixtureLoader(yaml.SafeLoader):
    """Refuses a field that stands twice, of which YAML would silently take the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            name = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if name is None or name in seen:
                says = "a field's name is a word" if name is None else f"“{name}” stands twice"
                raise yaml.constructor.ConstructorError(None, None, says, key_node.start_mark)
            seen.add(name)
        return super().construct_mapping(node, deep)


def fixture_files() -> list[Path]:
    """The files of the bank that ships."""
    return sorted(Path(settings.FIXTURE_DIRS[0]).glob("*.yaml"))


def read_entries(paths: Sequence[Path]) -> list[Entry]:
    """Every row of the files, each of the right shape. Raises `BrokenFixture` with all faults found."""
    entries: list[Entry] = []
    faults: list[Fault] = [] if paths else [Fault("", "", "", "there is no fixture file to read")]
    for path in paths:
        try:
            entries += parse(path.name, path.read_bytes())
        except BrokenFixture as broken:
            faults += broken.faults
        except OSError as error:
            faults.append(Fault(path.name, "", "", f"cannot be read: {error.strerror}"))
    faults += [fault for entry in entries for fault in faults_of(entry)]
    if faults:
        raise BrokenFixture(faults)
    return entries


def parse(file: str, content: bytes) -> list[Entry]:
    try:
        loader = FixtureLoader(content.decode())
        root = loader.get_single_node()
        rows = [(node.start_mark.line + 1, loader.construct_document(node)) for node in rows_of(root)]
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BrokenFixture([Fault(file, f"line {line}", "", f"not YAML: {error.problem}")]) from None
    except (yaml.YAMLError, ValueError) as error:
        raise BrokenFixture([Fault(file, "", "", f"not YAML: {error}")]) from None
    faults = [Fault(file, f"line {line}", "", says) for line, row in rows if (says := not_an_entry(row))]
    if faults:
        raise BrokenFixture(faults)
    return [Entry(file, line, row["model"], row["fields"]) for line, row in rows]


def rows_of(root: yaml.Node | None) -> list[yaml.Node]:
    if not isinstance(root, yaml.SequenceNode) or not root.value:
        raise yaml.YAMLError("a fixture file is a list of entries with “model” and “fields”")
    return list(root.value)


def not_an_entry(row: Any) -> str:
    if not isinstance(row, dict) or set(row) != {"model", "fields"} or not isinstance(row["fields"], dict):
        return "an entry has exactly “model” and “fields”"
    if row["model"] not in MODELS:
        return f"“{row['model']}” is not part of the bank; known are {', '.join(MODELS)}"
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
