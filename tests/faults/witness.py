"""What a witness outside the server finds: its own record beside the database, read by its own SQL.

Of what somebody was told was done, nothing may be *lost* or *doubled*; nothing may be there that nobody sent
(*invented*); and no session may lack a question between two others (*broken*).
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import psycopg

from tests.faults.record import Record

Given = dict[str, Any]
ANSWERS = (
    "SELECT r.prompt_id, s.kind, r.response, r.grade, r.ms FROM quiz_review r"
    " JOIN quiz_prompt p ON p.id = r.prompt_id JOIN quiz_practicesession s ON s.id = p.session_id"
)
EVENTS = {"revealed": "reveal", "skipped": "skip", "said": "say"}
CORRECTIONS = {"undo": "undo", "overrule": "overrule"}


@dataclass
class Findings:
    told: int = 0
    """What people were told was done."""
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    @property
    def are_good(self) -> bool:
        return not (self.lost or self.doubled or self.invented or self.broken)


def rows_of(url: str, statement: str) -> list[tuple[Any, ...]]:
    if url.startswith("sqlite:///"):
        with closing(sqlite3.connect(f"file:{url.removeprefix('sqlite:///')}?mode=ro", uri=True)) as database:
            return database.execute(statement).fetchall()
    with psycopg.connect(url) as server:
        return server.execute(statement.encode()).fetchall()


def plain(identifier: Any) -> str:
    """A UUID as one database writes it is that of the other."""
    return str(identifier).replace("-", "")


def read_json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def there(url: str) -> Iterator[tuple[str, str, Given]]:
    """Each thing that the log has: which act, about what, and what was given."""
    for prompt, kind, response, grade, ms in rows_of(url, ANSWERS):
        act = "grade" if kind == "interview" else "answer"
        yield act, plain(prompt), {**read_json(response), "grade": grade, "ms": ms}
    events = "SELECT kind, prompt_id, detail FROM quiz_event WHERE kind IN ('revealed', 'skipped', 'said')"
    for kind, prompt, detail in rows_of(url, events):
        yield EVENTS[kind], plain(prompt), read_json(detail)
    for kind, review, grade in rows_of(url, "SELECT kind, review_id, grade FROM quiz_correction"):
        yield CORRECTIONS[kind], plain(review), {"grade": grade}


def what_was_found(record: Record, url: str) -> Findings:
    """The whole comparison."""
    lines = record.read()
    kept: dict[tuple[str, str], list[Given]] = defaultdict(list)
    for act, about, given in there(url):
        kept[act, about].append(given)
    told = [line for line in lines if line["what"] == "is told"]
    findings = Findings(told=len({key_of(line) for line in told}))
    findings.lost += [str(line) for line in told if line["act"] not in OWN and not is_kept(line, kept)]
    findings.doubled += doubled(kept)
    findings.invented += invented(lines, kept)
    findings.broken += broken(url)
    for act, read in OWN.items():
        findings.lost += [str(line) for line in not_as_told(lines, act, read(url))]
    return findings


def key_of(line: Given) -> str:
    return json.dumps([line["act"], line["about"], line["given"]], sort_keys=True)


def is_kept(line: Given, kept: dict[tuple[str, str], list[Given]]) -> bool:
    """Is it there, as it was given?"""
    return any(agrees(line["given"], each) for each in kept[line["act"], plain(line["about"])])


def agrees(given: Given, kept: Given) -> bool:
    return all(kept.get(name) == value for name, value in given.items())


def doubled(kept: dict[tuple[str, str], list[Given]]) -> list[str]:
    """What is once for each prompt is there twice; or one answer, known by its milliseconds, at two prompts."""
    twice = [f"{key}: {len(each)} times" for key, each in kept.items() if key[0] != "say" and len(each) > 1]
    twice += [f"{key}: said twice" for key, each in kept.items() if key[0] == "say" and has_equals(each)]
    answers = Counter(each["ms"] for key, given in kept.items() if key[0] == "answer" for each in given)
    return twice + [f"{ms} ms at {count} prompts" for ms, count in answers.items() if count > 1]


def has_equals(said: list[Given]) -> bool:
    return len({each.get("part") for each in said}) < len(said)


def invented(lines: list[Given], kept: dict[tuple[str, str], list[Given]]) -> list[str]:
    """What is there and was never sent so; a revealed answer that stays revealed after an undo is the site's own."""
    sent: dict[tuple[str, str], list[Given]] = defaultdict(list)
    for line in lines:
        if line["what"] == "sends":
            sent[line["act"], plain(line["about"])].append(line["given"])
    words = {given.get("text") for (act, _), each in sent.items() if act == "reveal" for given in each}
    return [
        f"{key}: {each}"
        for key, given in kept.items()
        for each in given
        if not any(agrees(one, each) for one in sent[key])
        and not (key[0] == "reveal" and each.get("text") in words)
    ]


def broken(url: str) -> list[str]:
    """Sessions that lack a question, and answers of one person at the same instant."""
    gaps = "SELECT session_id FROM quiz_prompt GROUP BY session_id HAVING count(*) <> max(sequence)"
    instants = "SELECT learner_id, at FROM quiz_review GROUP BY learner_id, at HAVING count(*) > 1"
    return [f"session {each[0]} has a gap" for each in rows_of(url, gaps)] + [
        f"two answers of {each[0]} at {each[1]}" for each in rows_of(url, instants)
    ]


def own(table: str, column: str) -> str:
    return (
        f"SELECT p.id, q.key, t.{column} FROM quiz_{table} t JOIN quiz_question q ON q.id = t.question_id"
        " JOIN quiz_prompt p ON p.learner_id = t.learner_id"
    )


def stars(url: str) -> dict[tuple[str, str], Any]:
    return {(plain(one), key): bool(on) for one, key, on in rows_of(url, own("mark", "starred"))}


def notes(url: str) -> dict[tuple[str, str], Any]:
    return {(plain(one), key): words for one, key, words in rows_of(url, own("note", "words"))}


OWN = {"star": stars, "note": notes}
"""What can be changed again and again: the last word counts. A person is known by one of their prompts."""


def not_as_told(lines: list[Given], act: str, kept: dict[tuple[str, str], Any]) -> Iterator[Given]:
    """Where the last thing that was sent was also told, it must be there."""
    last: dict[tuple[str, str], Given] = {}
    for line in lines:
        if line["act"] == act:
            last[plain(line["given"]["by"]), line["about"]] = line
    for key, line in last.items():
        if line["what"] == "is told" and kept.get(key) != line["given"]["value"]:
            yield line
