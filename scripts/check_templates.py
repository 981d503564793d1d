"""Holds the templates to their form: one block element a line, two blanks a level, at most 120 columns.

HTML elements and Django's block tags are levels alike. `check_templates.py [folder or file …]` looks at what it is
given, or at all templates.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

COLUMNS = 120
BLANKS = 2
TEMPLATES = Path(__file__).parent.parent / "templates"

TOKEN = re.compile(
    r"{#.*?#}|{{.*?}}|<!--.*?-->|<!\w+[^>]*>"
    r"|{%\s*(?P<tag>\w+).*?%}|<(?P<opens>[a-z][\w-]*)|</(?P<closes>[a-z][\w-]*)>|(?P<ends>/?>)",
    re.DOTALL | re.IGNORECASE,
)
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# Every element that the pages have but those that stand within a line of text, and the choices of a form.
INLINE = {
    "a",
    "b",
    "bdi",
    "button",
    "code",
    "em",
    "i",
    "kbd",
    "label",
    "output",
    "q",
    "s",
    "small",
    "span",
    "strong",
}
INLINE |= {
    "br",
    "circle",
    "del",
    "g",
    "img",
    "ins",
    "input",
    "line",
    "path",
    "polygon",
    "polyline",
    "rect",
    "svg",
    "text",
    "time",
    "use",
    "wbr",
}
AS_WRITTEN = {"pre", "textarea"}  # their blanks are seen by people
BRANCHES = {"else", "elif", "empty", "plural"}
FLAT = "html"  # the one element whose children stand as deep as it does


@dataclass
class Form:
    """The levels open at a place of one template, and what is wrong with it so far."""

    pairs: set[str]
    levels: list[tuple[str, int]] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    blocks: Counter[int] = field(default_factory=Counter)
    closed: Counter[int] = field(default_factory=Counter)

    def open(self, name: str, line: int) -> None:
        self.levels.append((name, line))
        is_block = not name.startswith("{") and name not in INLINE
        self.blocks[line] += is_block
        if is_block and self.blocks[line] == 2:
            self.faults.append((line, f"a second block element, <{name}>, on one line"))

    def close(self, name: str, line: int) -> None:
        if not self.levels or self.levels[-1][0] != name:
            self.faults.append((line, f"{name} is closed but not the last one opened"))
            return
        if self.levels.pop()[1] != line:
            self.closed[line] += 1
            if self.closed[line] == 2:
                self.faults.append((line, "closes two levels at once"))

    def finish_tag(self, end: str, line: int) -> None:
        """The end of an element's first tag: what has no content is closed by it."""
        name = self.levels[-1][0] if self.levels else ""
        if end == "/>" or name in VOID:
            self.close(name, line)

    def read(self, token: re.Match[str], line: int) -> None:
        tag, opens, closes, ends = token.group("tag", "opens", "closes", "ends")
        if tag in self.pairs:
            self.open(f"{{% {tag} %}}", line)
        elif tag and tag.startswith("end"):
            self.close(f"{{% {tag[3:]} %}}", line)
        elif opens:
            self.open(opens.lower(), line)
        elif closes:
            self.close(closes.lower(), line)
        elif ends:
            self.finish_tag(ends, line)

    def depth(self, first: re.Match[str] | None) -> int:
        """How many levels deep a line is to stand that begins with this token, or with text."""
        depth = sum(name != FLAT for name, _line in self.levels)
        if first is None or first["closes"] == FLAT:
            return depth
        tag = first["tag"] or ""
        return depth - bool(first["closes"] or first["ends"] or tag.startswith("end") or tag in BRANCHES)


def faults_in(text: str) -> list[tuple[int, str]]:
    """The line and the fault, of each fault in a template's text."""
    form = Form(pairs=set(re.findall(r"{%\s*end(\w+)", text)))
    tokens = {token.start(): token for token in TOKEN.finditer(text)}
    inside = {place for token in tokens.values() for place in range(token.start() + 1, token.end())}
    start = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        form.faults += [(number, fault) for fault in faults_of_line(line, start, form, tokens, inside)]
        for place in range(start, start + len(line)):
            if place in tokens:
                form.read(tokens[place], number)
        if sum(opened == number for _name, opened in form.levels) > 1:
            form.faults.append((number, "opens two levels at once"))
        start += len(line)
    form.faults += [(opened, f"{name} is never closed") for name, opened in form.levels]
    return sorted(form.faults)


def faults_of_line(
    line: str, start: int, form: Form, tokens: dict[int, re.Match[str]], inside: set[int]
) -> Iterator[str]:
    bare = line.rstrip("\n")
    if len(bare) > COLUMNS:
        yield f"{len(bare)} columns"
    if bare != bare.rstrip():
        yield "blanks at its end"
    blanks = len(bare) - len(bare.lstrip())
    expected = form.depth(tokens.get(start + blanks)) * BLANKS
    kept = form.levels and form.levels[-1][0] in AS_WRITTEN
    if bare.strip() and not kept and start + blanks not in inside and blanks != expected:
        yield f"{blanks} blanks where {expected} are due"


def templates(names: list[str]) -> list[Path]:
    """The templates to look at: the ones named, or all."""
    places = [Path(name) for name in names] or [TEMPLATES]
    return sorted(
        path for place in places for path in ([place] if place.is_file() else place.rglob("*.html"))
    )


def main(names: list[str]) -> int:
    found = [
        f"{path}:{line}: {fault}" for path in templates(names) for line, fault in faults_in(path.read_text())
    ]
    print(*found, sep="\n", end="\n" if found else "")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
