"""The bank as the text of its fixture files: the same bank always gives the same bytes."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import yaml

from quiz.bank.drills.words import ShippedDrill
from quiz.bank.files.notation import RESOLVERS
from quiz.bank.revisions.content import FIELDS, Content, filled
from quiz.bank.shipped import ShippedBank, ShippedQuestion, ShippedRelation, ShippedSection

DRILLS = "6_drills.yaml"
WIDTH = 120
LONG = 90
"""Characters from which a text stands as a block of its own."""


PARTS = (
    *("kind", "since", "says", "source", "title", "url", "checked"),
    *("tag", "question", "good_reply", "reply", "points", "text", "questions"),
)
"""Of references, notes of what changed, and follow-ups."""


class Natural(list[str]):
    """A natural key, written on one line."""


class FixtureDumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else ">" if len(text) > LONG else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def represent_natural(dumper: yaml.SafeDumper, key: Natural) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", key, flow_style=True)


for resolver in RESOLVERS:  # in quotes goes what either version of YAML takes for something else
    FixtureDumper.add_implicit_resolver(*resolver)
FixtureDumper.add_representer(str, represent_text)
FixtureDumper.add_representer(Natural, represent_natural)


def fixture_texts(bank: ShippedBank) -> dict[str, str]:
    """File name to text, one file for each section."""
    texts = {section.file_name: section_text(bank, section) for section in bank.sections}
    return texts | (
        {DRILLS: "\n".join(dump(drill_rows(drill)) for drill in bank.drills)} if bank.drills else {}
    )


def drill_rows(drill: ShippedDrill) -> list[dict[str, Any]]:
    place = {"key": drill.key, "position": drill.position, "kind": drill.kind}
    retired = {"retired_at": drill.retired_at and drill.retired_at.isoformat()}
    words = {name: in_order(value) for name, value in drill.words.said().items()}
    return [
        row("drill", {**place, "live_revision": Natural([drill.key]), **retired}),
        row("drillrevision", {"drill": Natural([drill.key]), "digest": drill.digest, **words}),
    ]


def section_text(bank: ShippedBank, section: ShippedSection) -> str:
    blocks = [[row("section", asdict(section))]]
    blocks += [list(question_rows(bank, question)) for question in bank.questions_in(section)]
    return "\n".join(dump(block) for block in blocks)


def dump(rows: list[dict[str, Any]]) -> str:
    text = yaml.dump(rows, Dumper=FixtureDumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    return str(text)


def row(model: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {"model": f"quiz.{model}", "fields": filled(fields)}


def question_rows(bank: ShippedBank, question: ShippedQuestion) -> Iterator[dict[str, Any]]:
    """All rows of one question, standing together. They name its revision by the key: its digest stands once."""
    revision = Natural([question.key])
    yield row("question", question_fields(question, revision))
    yield row("revision", revision_fields(question))
    yield from part_rows(question.content, revision)
    yield from (relation_row(relation) for relation in bank.relations_at(question.key))


def question_fields(question: ShippedQuestion, revision: Natural) -> dict[str, Any]:
    return {
        "key": question.key,
        "section": Natural([question.section]),
        "position": question.position,
        "kind": question.kind,
        "live_revision": revision,
        "retired_at": question.retired_at and question.retired_at.isoformat(),
    }


def revision_fields(question: ShippedQuestion) -> dict[str, Any]:
    return {
        "question": Natural([question.key]),
        "status": "published",
        "digest": question.digest,
        "change": question.change,
        "why": question.why,
        **{name: in_order(getattr(question.content, name)) for name in FIELDS},
        "examples": question.content.example_rows,
    }


def in_order(value: Any) -> Any:
    """The parts of references and the like in the order in which people read them; a database may keep another."""
    if isinstance(value, list):
        return [in_order(item) for item in value]
    if isinstance(value, dict):
        return {name: in_order(value[name]) for name in sorted(value, key=PARTS.index)}
    return value


def part_rows(content: Content, revision: Natural) -> Iterator[dict[str, Any]]:
    fields = asdict(content)
    for model, parts in (("option", fields["options"]), ("keypoint", fields["key_points"])):
        for position, part in enumerate(parts, start=1):
            yield row(model, {"revision": revision, "slug": part.pop("slug"), "position": position, **part})


def relation_row(relation: ShippedRelation) -> dict[str, Any]:
    return row(
        "relation",
        {"question": Natural([relation.question]), "to": Natural([relation.to]), "kind": relation.kind},
    )


def write_files(folder: Path, texts: Mapping[str, str]) -> list[Path]:
    """Writes each file whole or not at all; returns those whose bytes changed."""
    folder.mkdir(parents=True, exist_ok=True)
    return [path for name, text in texts.items() if write_file(path := folder / name, text.encode())]


def write_file(path: Path, content: bytes) -> bool:
    if path.exists() and path.read_bytes() == content:
        return False
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as part:
        part.write(content)
        part.flush()
        os.fsync(part.fileno())
    Path(part.name).chmod(0o644)
    Path(part.name).replace(path)
    return True
