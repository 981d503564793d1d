"""From the rows of fixture files to the bank they hold, whole or not at all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from typing import Any

from quiz.bank.checks.checking import blocking, check_their_wrong_options, checks_of
from quiz.bank.checks.together import check_relations
from quiz.bank.drills import checking
from quiz.bank.drills.words import FIELDS as DRILL_FIELDS
from quiz.bank.drills.words import DrillWords, ShippedDrill
from quiz.bank.files.parsing import BrokenFixture, Entry, Fault, FixtureFile, read_entries
from quiz.bank.revisions.content import FIELDS, Content, OptionContent, PointContent, examples_saying
from quiz.bank.shipped import ShippedBank, ShippedQuestion, ShippedRelation, ShippedSection

EMPTY = ShippedBank((), (), ())


@dataclass
class Rows:
    """The rows of the files by what they are, in the order of the files."""

    sections: list[Entry] = field(default_factory=list)
    questions: list[Entry] = field(default_factory=list)
    relations: list[Entry] = field(default_factory=list)
    revisions: dict[str, list[Entry]] = field(default_factory=dict)
    """By question."""
    options: dict[str, list[Entry]] = field(default_factory=dict)
    points: dict[str, list[Entry]] = field(default_factory=dict)
    drills: list[Entry] = field(default_factory=list)
    drill_revisions: dict[str, list[Entry]] = field(default_factory=dict)
    """By drill."""

    def add(self, entry: Entry) -> None:
        match entry.model:
            case "quiz.section":
                self.sections.append(entry)
            case "quiz.question":
                self.questions.append(entry)
            case "quiz.relation":
                self.relations.append(entry)
            case "quiz.revision":
                self.revisions.setdefault(entry.fields["question"][0], []).append(entry)
            case "quiz.option":
                self.options.setdefault(entry.fields["revision"][0], []).append(entry)
            case "quiz.drill":
                self.drills.append(entry)
            case "quiz.drillrevision":
                self.drill_revisions.setdefault(entry.fields["drill"][0], []).append(entry)
            case _:
                self.points.setdefault(entry.fields["revision"][0], []).append(entry)

    def of(self, key: str) -> Iterator[Entry]:
        """The options and key points of a question."""
        for rows in (self.options, self.points):
            yield from rows.get(key, ())


def read_bank(
    paths: Sequence[FixtureFile], *, here: ShippedBank = EMPTY, digests: bool = True
) -> ShippedBank:
    """The bank in these files. `here` is what the database holds, to which the files may refer.

    Raises `BrokenFixture` with every fault found; `digests=False` takes files whose digests are still to be stamped.
    """
    rows = Rows()
    for entry in read_entries(paths):
        rows.add(entry)
    refuse_if(linking_faults(rows, here, digests=digests))
    bank = assemble(rows)
    refuse_if([*content_faults(bank, rows, here), *relation_faults(bank, rows, here)])
    refuse_if(digest_faults(bank, rows) if digests else [])
    return bank


def refuse_if(faults: Iterable[Fault]) -> None:
    if found := list(faults):
        raise BrokenFixture(found)


def linking_faults(rows: Rows, here: ShippedBank, *, digests: bool) -> Iterator[Fault]:
    """Rows that speak of what is not there, or stand twice."""
    sections = {entry.fields["slug"] for entry in rows.sections} | {section.slug for section in here.sections}
    keys = {entry.fields["key"] for entry in rows.questions}
    yield from doubled(rows.sections, "slug")
    yield from doubled(rows.sections, "position")
    yield from doubled(rows.questions, "key")
    yield from doubled(rows.questions, "section", "position")
    yield from doubled(rows.relations, "question", "to", "kind")
    for entry in rows.questions:
        if entry.fields["section"][0] not in sections:
            yield entry.fault("section", f"there is no section “{entry.fields['section'][0]}”")
        yield from revision_faults(entry, rows, digests=digests)
    yield from strayed(rows, keys)
    yield from unknown_ends(rows, keys | set(here.place_of))
    yield from drill_faults(rows, digests=digests)


def drill_faults(rows: Rows, *, digests: bool) -> Iterator[Fault]:
    yield from doubled(rows.drills, "key")
    yield from doubled(rows.drills, "position")
    names = {entry.fields["key"] for entry in rows.drills}
    for entry in chain.from_iterable(rows.drill_revisions.values()):
        if entry.fields["drill"][0] not in names:
            yield entry.fault("drill", f"the drill “{entry.fields['drill'][0]}” is not in these files")
    for entry in rows.drills:
        key = entry.fields["key"]
        revisions = rows.drill_revisions.get(key, [])
        if len(revisions) != 1:
            yield entry.fault(
                "live_revision", f"{len(revisions)} revisions are in the files; there must be one"
            )
        elif digests and entry.fields["live_revision"] not in ([key], [key, revisions[0].fields["digest"]]):
            yield entry.fault("live_revision", "names another revision than the one in the files")


def strayed(rows: Rows, keys: set[str]) -> Iterator[Fault]:
    """Revisions, options and key points of a question that is not in the files."""
    parts = (rows.revisions, rows.options, rows.points)
    for entry in chain.from_iterable(chain.from_iterable(part.values()) for part in parts):
        name = "question" if entry.model == "quiz.revision" else "revision"
        if entry.fields[name][0] not in keys:
            yield entry.fault(name, f"the question “{entry.fields[name][0]}” is not in these files")


def unknown_ends(rows: Rows, keys: set[str]) -> Iterator[Fault]:
    for entry in rows.relations:
        for end in ("question", "to"):
            if entry.fields[end][0] not in keys:
                yield entry.fault(end, f"there is no question “{entry.fields[end][0]}”")


def doubled(entries: Iterable[Entry], *names: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for entry in entries:
        value = repr([entry.fields[name] for name in names])
        if value in seen:
            yield entry.fault(names[-1], "stands in the files already")
        seen.add(value)


def revision_faults(question: Entry, rows: Rows, *, digests: bool) -> Iterator[Fault]:
    """A question has one revision, and its rows name that one, or none but the question."""
    key = question.fields["live_revision"][0]
    revisions = rows.revisions.get(question.fields["key"], [])
    if len(revisions) != 1:
        yield question.fault(
            "live_revision", f"{len(revisions)} revisions are in the files; there must be one"
        )
    elif key != question.fields["key"]:
        yield question.fault("live_revision", f"is a revision of another question, “{key}”")
    elif digests:
        digest = revisions[0].fields["digest"]
        yield from (
            entry.fault(name, f"names another revision than “{digest}”")
            for name, entry in [("live_revision", question), *(("revision", part) for part in rows.of(key))]
            if entry.fields[name][1:] not in ([], [digest])
        )
    yield from doubled(rows.options.get(key, []), "slug")
    yield from doubled(rows.options.get(key, []), "position")
    yield from doubled(rows.points.get(key, []), "slug")
    yield from doubled(rows.points.get(key, []), "position")


def assemble(rows: Rows) -> ShippedBank:
    sections = sorted(
        (ShippedSection(**entry.fields) for entry in rows.sections), key=lambda row: row.position
    )
    place = {section.slug: section.position for section in sections}
    questions = [question_from(entry, rows) for entry in rows.questions]
    questions.sort(key=lambda row: (place.get(row.section, 0), row.position))
    relations = [relation_from(entry) for entry in rows.relations]
    drills = [drill_from(entry, rows) for entry in in_position(rows.drills)]
    return in_order(ShippedBank(tuple(sections), tuple(questions), tuple(relations), tuple(drills)))


def drill_from(entry: Entry, rows: Rows) -> ShippedDrill:
    fields = entry.fields
    said = rows.drill_revisions[fields["key"]][0].fields
    return ShippedDrill(
        fields["key"],
        fields["position"],
        fields["kind"],
        DrillWords(**{name: said[name] for name in DRILL_FIELDS}),
        moment_in(fields.get("retired_at")),
    )


def moment_in(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


def in_order(bank: ShippedBank) -> ShippedBank:
    """Its relations in the order of their questions."""
    place = bank.place_of
    relations = sorted(
        bank.relations, key=lambda row: (place.get(row.question, -1), place.get(row.to, -1), row)
    )
    return replace(bank, relations=tuple(relations))


def question_from(entry: Entry, rows: Rows) -> ShippedQuestion:
    fields = entry.fields
    revision = rows.revisions[fields["key"]][0].fields
    return ShippedQuestion(
        key=fields["key"],
        section=fields["section"][0],
        position=fields["position"],
        kind=fields["kind"],
        content=content_from(fields["key"], rows),
        retired_at=moment_in(fields.get("retired_at")),
        change=revision.get("change", ""),
        why=revision.get("why", ""),
    )


def content_from(key: str, rows: Rows) -> Content:
    fields = rows.revisions[key][0].fields
    return Content(
        **{name: fields[name] for name in FIELDS if name in fields},
        options=tuple(OptionContent(**own_fields(entry)) for entry in in_position(rows.options.get(key, []))),
        key_points=tuple(
            PointContent(**own_fields(entry)) for entry in in_position(rows.points.get(key, []))
        ),
        examples=examples_saying(fields.get("examples", ())),
    )


def in_position(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: int(entry.fields["position"]))


def own_fields(entry: Entry) -> dict[str, Any]:
    return {name: value for name, value in entry.fields.items() if name not in {"revision", "position"}}


def relation_from(entry: Entry) -> ShippedRelation:
    return ShippedRelation(entry.fields["question"][0], entry.fields["to"][0], entry.fields["kind"])


def content_faults(bank: ShippedBank, rows: Rows, here: ShippedBank) -> Iterator[Fault]:
    whole = joined(bank, here)
    for question in bank.questions:
        entry = rows.revisions[question.key][0]
        same = whole.same_as.get(question.key, ())
        only_here = [
            whole.content_of[key] for key in same if key in whole.content_of and key not in bank.place_of
        ]
        checks = checks_of(question.content, whole.duplicates_of(question.key))
        checks += check_their_wrong_options(question.content, only_here)
        yield from (entry.fault(check.field, check.words) for check in blocking(checks))
    for drill in bank.drills:
        entry = rows.drill_revisions[drill.key][0]
        for check in blocking(checking.checks_of(drill.words, whole.place_of)):
            yield entry.fault(check.field, check.words)


def digest_faults(bank: ShippedBank, rows: Rows) -> Iterator[Fault]:
    for question in bank.questions:
        entry = rows.revisions[question.key][0]
        if entry.fields["digest"] != question.digest:
            says = f"its content gives “{question.digest}”; `check_bank --stamp` writes it"
            yield entry.fault("digest", says)
    for drill in bank.drills:
        entry = rows.drill_revisions[drill.key][0]
        if entry.fields["digest"] != drill.digest:
            says = f"its content gives “{drill.digest}”; `check_bank --stamp` writes it"
            yield entry.fault("digest", says)


def relation_faults(bank: ShippedBank, rows: Rows, here: ShippedBank) -> Iterator[Fault]:
    entries = {relation_from(entry): entry for entry in rows.relations}
    for relation, says in check_relations(joined(bank, here), newer=entries):
        if relation in entries:
            yield entries[relation].fault("to", says)


def joined(bank: ShippedBank, here: ShippedBank) -> ShippedBank:
    """What the database will hold after these files: they stand over it."""
    slugs = {section.slug for section in bank.sections}
    kept = tuple(question for question in here.questions if question.key not in bank.place_of)
    said = tuple(row for row in bank.relations if row.ends not in here.decided)
    return ShippedBank(
        bank.sections + tuple(section for section in here.sections if section.slug not in slugs),
        bank.questions + kept,
        said + tuple(row for row in here.relations if row.ends in here.decided or not bank.owns(row)),
    )
