"""How fixture files are written: YAML with the numbers and words of version 1.2.

PyYAML reads version 1.1, for which `010` is eight and `no` is false. Nothing is taken that runs, repeats itself or
nests without end.
"""

import math
import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, ClassVar

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

MOST_BYTES = 2_000_000
"""Of one file: fifteen times what a section has now."""
DEEPEST = 20
"""Levels of lists and mappings within each other; an entry has seven."""
MOST_VALUES = 100_000
"""Of one file; a section has some thousands now."""
MOST_BYTES_TOGETHER, MOST_VALUES_TOGETHER = 4_000_000, 150_000
"""Of all files that are read at once: four times the bank."""
MOST_DIGITS = 20
TAG = "tag:yaml.org,2002:"
ALIAS, EXPLICIT = "alias", "tag "
PLAIN = {
    "null": (r"~|null|Null|NULL|", ("~", "n", "N", "")),
    "bool": (r"true|True|TRUE|false|False|FALSE", tuple("tTfF")),
    "int": (r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", tuple("-+0123456789")),
    "float": (
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        tuple("-+.0123456789"),
    ),
    "timestamp": (
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
        r"(\.[0-9]*)?([ \t]*(Z|[-+][0-9]{1,2}(:[0-9]{2})?))?",
        tuple("0123456789"),
    ),
}
"""What is no text though it stands without quotes, and how it begins: the core schema (YAML 1.2.2, 10.3.2), and what
is a date for version 1.1 and so for `loaddata`."""
RESOLVERS = [
    (TAG + name, re.compile(rf"(?:{pattern})\Z"), begins) for name, (pattern, begins) in PLAIN.items()
]


class NotYaml(Exception):
    """The file cannot be read: on which line (0 for the whole of it), and why."""

    def __init__(self, line: int, says: str) -> None:
        self.line, self.says = line, says
        super().__init__(f"line {line}: {says}")


@dataclass
class Room:
    """What may still be read of files that are read together."""

    bytes: int = MOST_BYTES_TOGETHER
    values: int = MOST_VALUES_TOGETHER


class FixtureLoader(Composer, SafeConstructor, Resolver):
    """Reads one document. What is wrong with a value is found when it is constructed, so that its place has a name."""

    yaml_implicit_resolvers = {}
    yaml_constructors: ClassVar[dict[str | None, Any]] = {}
    depth = count = 0
    most = MOST_VALUES

    def compose_node(self, parent: Any, index: Any) -> Any:
        """An alias stays one: what it stands for is not repeated. A tag stays one, too."""
        events: Any = self
        event: Any = events.peek_event()
        if events.check_event(yaml.AliasEvent):
            events.get_event()
            return yaml.ScalarNode(ALIAS, event.anchor, event.start_mark, event.end_mark)
        self.count += 1
        if self.depth == DEEPEST or self.count > self.most:
            says = (
                f"more than {DEEPEST} levels deep"
                if self.depth == DEEPEST
                else f"more than {MOST_VALUES} values, or {MOST_VALUES_TOGETHER} with the files before it"
            )
            raise yaml.composer.ComposerError(None, None, says, event.start_mark)
        self.depth += 1
        node: Any = super().compose_node(parent, index)
        self.depth -= 1
        if event.tag is not None:
            node.tag = f"{EXPLICIT}{event.tag}"
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Refuses a field that stands twice, of which YAML would silently take the last."""
        found: dict[Hashable, Any] = {}
        for key_node, value_node in node.value:
            if key_node.tag != f"{TAG}str":
                raise fault(key_node, "a field's name is a word")
            if key_node.value in found:
                raise fault(key_node, f"“{key_node.value}” stands twice")
            found[key_node.value] = self.construct_object(value_node, deep=deep)
        return found


class Telling(FixtureLoader, yaml.SafeLoader):
    """In Python throughout: says where it stopped, and why, in words that are the same wherever it runs."""


if yaml.__with_libyaml__:

    class Quick(FixtureLoader, yaml.CSafeLoader):
        """In a sixth of the time, by libyaml."""

        def __init__(self, text: str) -> None:
            yaml.CSafeLoader.__init__(self, text)
            Composer.__init__(self)


def fault(node: yaml.Node, says: str) -> yaml.constructor.ConstructorError:
    return yaml.constructor.ConstructorError(None, None, says, node.start_mark)


def read_int(loader: FixtureLoader, node: yaml.ScalarNode) -> int:
    text = node.value
    if len(text) > MOST_DIGITS:
        raise fault(node, f"a number has {MOST_DIGITS} digits at most; write a text in quotes")
    return int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))


def read_float(loader: FixtureLoader, node: yaml.ScalarNode) -> float:
    """No field takes one, so it need only be told from the rest."""
    return math.nan


def read_bool(loader: FixtureLoader, node: yaml.ScalarNode) -> bool:
    return bool(node.value.lower() == "true")


def refuse_date(loader: FixtureLoader, node: yaml.ScalarNode) -> str:
    raise fault(node, "write the date in quotes")


def refuse_alias(loader: FixtureLoader, node: yaml.ScalarNode) -> Any:
    raise fault(node, f"“*{node.value}” stands for something else; write that out")


def refuse_tag(loader: FixtureLoader, node: yaml.Node) -> Any:
    tag = node.tag.removeprefix(EXPLICIT).replace(TAG, "!!")
    raise fault(node, f"“{tag}” is not read here; write the value without it")


CONSTRUCTORS: dict[str | None, Callable[..., Any]] = {
    f"{TAG}null": yaml.SafeLoader.construct_yaml_null,
    f"{TAG}bool": read_bool,
    f"{TAG}int": read_int,
    f"{TAG}float": read_float,
    f"{TAG}str": yaml.SafeLoader.construct_yaml_str,
    f"{TAG}seq": yaml.SafeLoader.construct_yaml_seq,
    f"{TAG}map": yaml.SafeLoader.construct_yaml_map,
    f"{TAG}timestamp": refuse_date,
    ALIAS: refuse_alias,
    None: refuse_tag,
}
for resolver in RESOLVERS:
    FixtureLoader.add_implicit_resolver(*resolver)
for tag, constructor in CONSTRUCTORS.items():
    FixtureLoader.add_constructor(tag, constructor)


class Document:
    """A list that is read item by item, so that what is wrong in one has its place."""

    def __init__(self, content: bytes, room: Room) -> None:
        """Takes of the room what it needs. Raises `NotYaml`."""
        self.loader, self.items = compose(content, room)

    def value(self, item: yaml.Node) -> Any:
        """Raises `yaml.MarkedYAMLError`."""
        return self.loader.construct_object(item, deep=True)


def compose(content: bytes, room: Room) -> tuple[FixtureLoader, list[yaml.Node]]:
    room.bytes -= len(content)
    if len(content) > MOST_BYTES or room.bytes < 0:
        says = f"more than {MOST_BYTES} bytes, or {MOST_BYTES_TOGETHER} with the files before it"
        raise NotYaml(0, says)
    text = text_of(content)
    loader, root = composed_quickly(text, room) or composed_telling(text, room)
    if not isinstance(root, yaml.SequenceNode) or not root.value:
        raise NotYaml(0, "a fixture file is a list of entries with “model” and “fields”")
    return loader, root.value


def text_of(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise NotYaml(0, f"byte {content[error.start]:#04x} in line {line} is no text in UTF-8") from None


def composed_quickly(text: str, room: Room) -> tuple[FixtureLoader, yaml.Node | None] | None:
    """Nothing where libyaml is missing, or refuses the text: what is wrong with it `Telling` says.

    Of tabs the two think otherwise.
    """
    if not yaml.__with_libyaml__ or "\t" in text:
        return None
    loader = Quick(text)
    loader.most = min(MOST_VALUES, room.values)
    try:
        root = loader.get_single_node()
    except (yaml.YAMLError, ValueError):
        return None
    room.values -= loader.count
    return loader, root


def composed_telling(text: str, room: Room) -> tuple[FixtureLoader, yaml.Node | None]:
    loader = telling(text)
    loader.most = min(MOST_VALUES, room.values)
    try:
        return loader, loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise NotYaml(line, ", ".join(filter(None, (error.context, error.problem)))) from None
    except (ValueError, OverflowError):  # PyYAML takes any digits for those of a character, or of a version
        raise NotYaml(loader.line + 1, "holds a number or an escape that means nothing") from None
    finally:
        room.values -= loader.count


def telling(text: str) -> Telling:
    try:
        return Telling(text)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise NotYaml(
            line, f"holds a character that cannot be shown (U+{ord(text[error.position]):04X})"
        ) from None
