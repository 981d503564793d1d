"""Two hundred ways in which a fixture file can be damaged, made from one that ships."""

import gzip
import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from tests.bank.acts import FIXTURES

SHIPPED = FIXTURES / "1_lifecycle.yaml"
SECTION, *QUESTIONS = SHIPPED.read_text().split("- model: quiz.question\n")[:4]
TEXT = "- model: quiz.question\n".join([SECTION, *QUESTIONS])
"""A section with its first three questions: a file of its own."""
ENTRIES = [f"- model:{part}" for part in TEXT.split("- model:")[1:]]
ENTRY = "- model: quiz.section\n  fields:\n    slug: poetry\n    position: 9\n    title: {}\n"


def damaged(families: Sequence["Family"], most: int | None = None) -> Iterator[tuple[str, bytes]]:
    """Name and bytes, the same every time; of each family at most so many."""
    for family in families:
        for name, content in islice(family(), most):
            yield f"{family.__name__}, {name}", content


def truncated() -> Iterator[tuple[str, bytes]]:
    """Within an entry: where one ends, the rest is a file of its own."""
    whole = TEXT.encode()
    for share in range(1, 25):
        cut = whole.index(b"    text: ", len(whole) * share // 27) + 10 + share
        yield f"after {cut} bytes", whole[:cut]


def encoded_otherwise() -> Iterator[tuple[str, bytes]]:
    for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp037"):
        yield name, TEXT.encode(name, "replace")
    for name in ("latin-1", "cp1252", "mac-roman", "shift-jis"):
        yield name, (TEXT + "# “quoted” é").encode(name, "replace").replace(b"MLOps", b"ML\xe9Ops")
    yield (
        "UTF-8 twice",
        TEXT.replace("What is MLOps?", "What is “MLOps”?").encode().decode("latin-1").encode(),
    )
    yield "a surrogate", TEXT.encode() + b"# \xed\xa0\x80"
    yield "an overlong slash", TEXT.encode() + b"# \xc0\xaf"


def with_signs_nobody_sees() -> Iterator[tuple[str, bytes]]:
    for (
        sign
    ) in "\x00\x01\x08\x0b\x1b\x7f\x85\x9f\xad\u061c\u200b\u200e\u200f\u2028\u2029\u202e\u2060\u2066\ufeff":
        yield f"U+{ord(sign):04X}", TEXT.replace("What is MLOps?", f"What is {sign}MLOps?", 1).encode()


def bent() -> Iterator[tuple[str, bytes]]:
    """What version control, editors and mail programs do to a file."""
    yield "a tab", TEXT.replace("    key:", "\tkey:", 1).encode()
    yield "conflict marks", TEXT.replace("    text:", "<<<<<<< HEAD\n    text:", 1).encode()
    yield "quoted", "".join(f"> {line}\n" for line in TEXT.splitlines()).encode()
    yield "a document end", TEXT.replace("- model: quiz.question", "---\n- model: quiz.question", 1).encode()
    yield "two spaces less", TEXT.replace("    answer:", "  answer:", 1).encode()
    yield "straight upside down", TEXT[::-1].encode()
    yield "without line ends", TEXT.replace("\n", " ").encode()
    yield (
        "carriage returns doubled",
        TEXT.replace("\n", "\r\r\n").replace("text: What", "text:\r\r\n What", 1).encode(),
    )
    yield "typographic quotes", TEXT.replace("'2026", "“2026").encode()
    yield "nothing", b""
    yield "blanks", b" \n" * 50
    yield "a comment", b"# nothing else\n"


def of_another_kind() -> Iterator[tuple[str, bytes]]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("1_lifecycle.yaml", TEXT)
    yield "a zip", packed.getvalue()
    yield "gzip", gzip.compress(TEXT.encode(), mtime=0)
    yield "HTML", b"<!doctype html><html><title>404</title><body>Not found</body></html>"
    yield "HTML with a list", b"<ul>\n<li>- model: quiz.section\n</ul>\n"
    yield "CSV", b"question,answer\n=cmd|'/c calc'!A1,@SUM(1)\n"
    yield "JSON that is none", json.dumps([{"model": "quiz.section"}])[:-3].encode()
    yield "JSON of a mapping", json.dumps({"model": "quiz.section", "fields": {}}).encode()
    yield "a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    yield "PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"
    yield "Python", b"import os\nos.remove('x')\n"
    yield "a word", b"bank"
    yield "a number", b"42"


def nested() -> Iterator[tuple[str, bytes]]:
    for sign in ("[", "{", "{a: ", "- ", "? ", "[{a: ", "!!seq [", "&a [", "- [", "['", "[[a]: "):
        for count in (25, 2_000, 100_000):
            yield f"{count} of {sign}", (sign * count).encode()
        yield f"within a title, {sign}", ENTRY.format(f"[{sign * 2_000}").encode()


def repeating() -> Iterator[tuple[str, bytes]]:
    laughs = "".join(f"- &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20))
    yield "a billion laughs", ("- &a [ha, ha]\n" + laughs).encode()
    yield "an alias", ENTRY.format("*title").encode()
    yield "an anchor and its alias", (ENTRY.format("&t Poetry") + "    source_title: *t\n").encode()
    yield "a list in itself", b"- &a [*a]\n"
    yield "a merge", (ENTRY.format("Poetry") + "    <<: {source_title: Prose}\n").encode()
    yield "merged aliases", (ENTRY.format("&t {a: b}") + "    <<: [*t, *t]\n").encode()


def written_oddly() -> Iterator[tuple[str, bytes]]:
    for tag in (
        "!!python/object/apply:os.system ['true']",
        "!!binary aGk=",
        "!!set {a}",
        "!!timestamp x",
        "!x y",
        "! x",
    ):
        yield tag, ENTRY.format(tag).encode()
    for value in (
        "9" * 400,
        "0x" + "f" * 400,
        "1e999",
        ".nan",
        "~",
        "true",
        "[a]",
        "{a: b}",
        "''",
        "'  '",
        "2026-01-01",
    ):
        yield f"title {value[:12]}", ENTRY.format(value).encode()
    yield "an escape of nothing", ENTRY.format('"\\UFFFFFFFF"').encode()
    yield "a surrogate by escape", ENTRY.format('"\\uD800"').encode()
    yield "too long", ENTRY.format("a" * 61).encode()


def values_out_of_place() -> Iterator[tuple[str, bytes]]:
    days = (
        "0001-01-01",
        "1999-12-31",
        "2100-01-01",
        "9999-12-31",
        "2026-02-30",
        "2026-13-01",
        "26-1-1",
        "today",
        "",
    )
    for day in days:
        yield f"checked {day}", TEXT.replace("checked: '2026-11-24'", f"checked: '{day}'", 1).encode()
    for number in ("0", "-1", "1000", "1.5", "one", "010101", "[1]", "null", "9" * 21):
        yield (
            f"position {number}",
            TEXT.replace("position: 1\n    kind", f"position: {number}\n    kind", 1).encode(),
        )
    for url in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https://[",
        "ftp://example.org",
        "'https://a b'",
    ):
        yield url, re.sub("url: https://.*", f"url: {url}", TEXT, count=1).encode()


def rewritten() -> Iterator[tuple[str, bytes]]:
    """Other words under the digest of what stood there: markup and formulas among them."""
    for words in (
        "=1+1",
        "=cmd|' /c calc'!A1",
        "@SUM(A1)",
        "<script>alert(1)</script>",
        "<b>",
        "{{ 7*7 }}",
        "`open",
    ):
        yield words, TEXT.replace("text: What is MLOps?", f"text: {json.dumps(words)}", 1).encode()
    yield (
        "a question that is a book",
        TEXT.replace("text: What is MLOps?", f"text: {'why ' * 50_000}", 1).encode(),
    )


def standing_twice() -> Iterator[tuple[str, bytes]]:
    for place in range(0, len(ENTRIES), len(ENTRIES) // 20):
        doubled = [*ENTRIES[: place + 1], *ENTRIES[place:]]
        yield f"entry {place + 1}", "".join(doubled).encode()
    yield "a field", TEXT.replace("    kind: concept\n", "    kind: concept\n    kind: concept\n", 1).encode()


def torn() -> Iterator[tuple[str, bytes]]:
    """A line of an entry is lost, one at a time."""
    lines = TEXT.splitlines(keepends=True)
    names = [
        n for n, line in enumerate(lines) if line.startswith(("    answer:", "    digest:", "    slug:"))
    ]
    for place in sorted(random.Random(15).sample(names, 16)):
        yield f"line {place + 1}", "".join(lines[:place] + lines[place + 1 :]).encode()


def endless() -> Iterator[tuple[str, bytes]]:
    yield "200,000 rows", b"- a\n" * 200_000
    yield "a million rows", b"- model: quiz.section\n  fields: {slug: a}\n" * 1_000_000
    yield "rows in one line", b"[" + b"[]," * 600_000
    yield "entries in one line", b"[" + b"{model: quiz.section}," * 60_000 + b"]"
    yield (
        "fields",
        f"- model: quiz.section\n  fields: {{{', '.join(f'k{n}: 1' for n in range(45_000))}}}".encode(),
    )
    yield "comments", b"# c\n" * 490_000
    yield "line ends", b"\n" * 1_900_000
    yield "one word", b"x" * 1_999_999
    yield "escapes", b'["' + b"\\n" * 900_000 + b'"]'
    yield "exclamation marks", b"!" * 1_900_000
    yield "documents", b"---\n" * 400_000
    yield "full stops", ENTRY.format("." * 1_500_000 + "x").encode()
    yield "options", "".join(ENTRIES[:3]).encode() + option_rows(9_000)
    yield "questions", question_rows(1_700)


def option_rows(count: int) -> bytes:
    own = next(entry for entry in ENTRIES if entry.startswith("- model: quiz.option"))
    line = next(line for line in own.splitlines() if line.startswith("    revision:"))
    fields = "    slug: o{0}\n    position: {0}\n    text: Option {0}\n    why: No.\n"
    return "".join(
        f"- model: quiz.option\n  fields:\n{line}\n{fields.format(n)}" for n in range(1, count)
    ).encode()


def question_rows(count: int) -> bytes:
    """Each of the right shape, and each with another's digest."""
    rows = (
        f"- model: quiz.question\n  fields: {{key: q{n}, section: [lifecycle], position: {n % 999 + 1}, kind: concept, "
        f"live_revision: [q{n}, a{n}]}}\n- model: quiz.revision\n  fields: {{question: [q{n}], status: published, "
        f"digest: a{n}, text: 'Ask {n}', answer: 'Say {n}'}}\n"
        for n in range(count)
    )
    return "".join(rows).encode()


Family = Callable[[], Iterator[tuple[str, bytes]]]
SHORT: tuple[Family, ...] = (
    truncated,
    encoded_otherwise,
    with_signs_nobody_sees,
    bent,
    of_another_kind,
    nested,
    repeating,
    written_oddly,
    values_out_of_place,
    rewritten,
    standing_twice,
    torn,
)
LONG: tuple[Family, ...] = (endless,)
