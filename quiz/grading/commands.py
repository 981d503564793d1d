"""Commands, read as a shell would part them. Nothing is ever run."""

import re
import shlex
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache

from quiz.grading.known_forms import BESIDE, HARMLESS_OPTIONS, NESTED
from quiz.grading.plain_text import DASH, without_closing
from quiz.grading.prompts import without_launcher, without_sudo
from quiz.grading.shell_lines import DOUBT, NEXT, bare
from quiz.grading.slips import is_slip, words_for
from quiz.grading.verdict import GradingQuestion, Part, Verdict, rejected, what_it_does

OTHERWISE = re.compile(rf"\s+or\s+{NEXT}", re.IGNORECASE)
MOST_OFFERED = 4
ORDER = ("accept", "unsure", "partial", "reject")
PATH = re.compile(r"[\w./*~@:+{}, \[\]\\][\w./*~@:+{}, \[\]\\-]{0,199}")
SIMPLE = re.compile(r"[\w ./=:@%+,-]*")
"""Words without a sign of the shell: parted at spaces, which a shell reader does many times slower."""
IDLE = frozenset({"--help", "-h", "--dry-run", "--dry", "-n"})
"""Options with which a command does not do its work."""
JOINTS = frozenset({";", "&&", "\n"})
NO_FORM = "The machine has nothing to hold this against: compare it with the model answer."
UNREADABLE = "This cannot be read as a command: a quotation mark may be open."
NOT_ALLOWED = "Something in this does more than the command asked for, so it does not count: {}"


class Unreadable(Exception):
    """No shell would read it."""


class TooMuch(Exception):
    """A pipe, redirection, substitution or background job."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its fixed words, its options with values, its arguments."""

    name: str
    options: tuple[tuple[str, str | None], ...]
    arguments: tuple[str, ...]


def grade_command(question: GradingQuestion, answer: str) -> Verdict:
    """Of several commands offered with "or", the worst counts."""
    offered = OTHERWISE.split(bare(answer, options_of(question)))[:MOST_OFFERED]
    return max((grade_one(question, each) for each in offered), key=lambda each: ORDER.index(each.verdict))


def grade_one(question: GradingQuestion, answer: str) -> Verdict:
    if not (forms := accepted_forms(question)):
        return Verdict("unsure", (), NO_FORM)
    try:
        lines = split(answer)
        said = read_lines(lines, forms)
    except Unreadable:
        return rejected(UNREADABLE)
    except TooMuch as too_much:
        return rejected(NOT_ALLOWED.format(too_much))
    if not said:
        return rejected("There is no command in this answer.")
    verdict = best(question, answer, said, forms)
    return verdict if verdict.verdict == "accept" else slipped(question, answer, lines, forms) or verdict


def slipped(
    question: GradingQuestion, answer: str, lines: list[list[str]], forms: tuple[tuple[Command, ...], ...]
) -> Verdict | None:
    """Half an answer, where it is right but for one letter."""
    for typed, meant, mended in mendings(lines, forms, options_of(question)):
        verdict = best(question, answer, read_lines(mended, forms), forms)
        if verdict.verdict == "accept":
            parts = (Part(typed, "slip"), Part(meant, "meant"))
            return replace(verdict, verdict="partial", message=words_for(typed, meant), parts=parts)
    return None


def mendings(
    lines: list[list[str]], forms: tuple[tuple[Command, ...], ...], options: Iterable[str]
) -> Iterator[tuple[str, str, list[list[str]]]]:
    """Each word that may be a slip, the one that is meant, and the commands with that."""
    meant_words = sorted({word for form in forms for c in form for word in c.name.split()} | set(options))
    for at, words in enumerate(lines):
        for place, word in enumerate(words):
            typed, equals, value = word.partition("=")
            for meant in meant_words:
                if is_slip(typed, meant):
                    line = [*words[:place], meant + equals + value, *words[place + 1 :]]
                    yield typed, meant, [*lines[:at], line, *lines[at + 1 :]]


@lru_cache(maxsize=256)
def accepted_forms(question: GradingQuestion) -> tuple[tuple[Command, ...], ...]:
    """The accepted forms that can be read; one that a curator mistyped counts as none."""
    forms: list[tuple[Command, ...]] = []
    for text in dict.fromkeys((*question.accepted, bare(question.answer))):
        with suppress(Unreadable, TooMuch):
            forms.append(read_script(text, ()))
    return tuple(form for form in forms if form)


@lru_cache(maxsize=256)
def options_of(question: GradingQuestion) -> frozenset[str]:
    """Every option that is known where this is asked."""
    said = (option for form in accepted_forms(question) for c in form for option, _ in c.options)
    return frozenset(said).union(*HARMLESS_OPTIONS.values())


def read_script(text: str, forms: tuple[tuple[Command, ...], ...]) -> tuple[Command, ...]:
    return read_lines(split(text), forms)


def read_lines(lines: list[list[str]], forms: tuple[tuple[Command, ...], ...]) -> tuple[Command, ...]:
    commands: list[Command] = []
    for words in map(without_end, lines):
        if words:
            commands.append(read_command(words, forms))
    return tuple(commands)


def split(text: str) -> list[list[str]]:
    """Words of each command, parted at line ends, `;` and `&&`."""
    parted: list[list[str]] = [[]]
    for line in text.splitlines():
        for word in shell_words(line):
            if word in JOINTS:
                parted.append([])
            elif word and set(word) <= set("();<>|&"):
                raise TooMuch(word)
            else:
                parted[-1].append(word)
        parted.append([])
    return parted


def shell_words(line: str) -> list[str]:
    if SIMPLE.fullmatch(line):
        return line.split()
    if "$(" in line or "`" in line:
        raise TooMuch("$( )")
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.wordchars += "@:%+,!^{}[]"
    lexer.whitespace_split = True
    try:
        return list(lexer)
    except ValueError:
        raise Unreadable from None


def without_end(words: list[str]) -> list[str]:
    """Without what closes a sentence behind the last word, or is all of it."""
    return [*words[:-1], *filter(None, [without_closing(words[-1])])] if words else words


def read_command(words: list[str], forms: tuple[tuple[Command, ...], ...]) -> Command:
    words = without_launcher(without_sudo(words))
    words = [words[0].lower(), *words[1:]]
    name_words = 3 if len(words) > 2 and words[1] in NESTED else 2
    leading = [word for word in words[:name_words] if not word.startswith("-")]
    name = " ".join(leading)
    valued = {o for form in forms for command in form for o, value in command.options if value is not None}
    return with_options(name, words[len(leading) :], valued)


def with_options(name: str, rest: list[str], valued: Iterable[str]) -> Command:
    takes_value = set(valued) | {option for option, takes in known_options(name).items() if takes}
    options: list[tuple[str, str | None]] = []
    arguments: list[str] = []
    at = 0
    while at < len(rest):
        word = rest[at]
        option, equals, value = word.partition("=")
        if not word.startswith("-") or word == "--":
            arguments += [word] if word != "--" else []
        elif equals:
            options.append((option, value))
        elif word in takes_value and at + 1 < len(rest):
            at += 1
            options.append((word, rest[at]))
        else:
            options.append((word, None))
        at += 1
    return Command(name, tuple(options), tuple(arguments))


def known_options(name: str) -> dict[str, bool]:
    return HARMLESS_OPTIONS.get(name.split(" ", maxsplit=1)[0], {}) | HARMLESS_OPTIONS.get(name, {})


def best(
    question: GradingQuestion, answer: str, said: tuple[Command, ...], forms: tuple[tuple[Command, ...], ...]
) -> Verdict:
    """The verdict by the accepted form that it fits best."""
    verdicts = [fit(said, form, forms) for form in forms]
    verdict = min(verdicts, key=lambda each: ORDER.index(each.verdict))
    if verdict.verdict == "reject":
        return rejected(with_what_it_does(question, verdict), verdict.parts)
    return replace(verdict, points=points_said(question, answer, is_right=verdict.verdict == "accept"))


def with_what_it_does(question: GradingQuestion, verdict: Verdict) -> str:
    """The message, and what the command that was typed really does, where the bank knows it."""
    name = next((part.text for part in verdict.parts if part.state == "foreign"), "")
    return f"{verdict.message} {what_it_does(question, name)}".strip()


def fit(
    said: tuple[Command, ...], form: tuple[Command, ...], forms: tuple[tuple[Command, ...], ...]
) -> Verdict:
    """How a script fits one accepted form: its commands in their order, and beside them harmless ones only."""
    wanted = list(form)
    faults: list[Part] = []
    for command in said:
        if IDLE.intersection(option for option, _ in command.options):
            return rejected("With that option the command does not do its work.")
        if wanted and command.name == wanted[0].name:
            faults += misfits(command, wanted.pop(0), forms)
        elif command.name not in BESIDE and not is_in_forms(command, forms):
            return rejected(f"`{command.name}` is a different command.", (Part(command.name, "foreign"),))
    if len(wanted) == len(form):
        return rejected(f"`{said[0].name}` is a different command.", (Part(said[0].name, "foreign"),))
    faults += [Part(command.name, "missing") for command in wanted]
    right = tuple(Part(command.name, "right") for command in form if command not in wanted)
    if faults:
        return Verdict("partial", (), sentence_of(faults), right + tuple(faults))
    return Verdict("accept", (), "This is the right command.", right)


def is_in_forms(command: Command, forms: tuple[tuple[Command, ...], ...]) -> bool:
    """A second time the same, or another accepted command without anything unknown."""
    return any(
        c.name == command.name and not misfits(command, c, forms)
        for form in forms
        if len(form) == 1
        for c in form
    )


def misfits(command: Command, wanted: Command, forms: tuple[tuple[Command, ...], ...]) -> list[Part]:
    usual = {o for form in forms for c in form if c.name == command.name for o, _ in c.options}
    known = usual | set(known_options(command.name))
    parts = [Part(option, "foreign") for option, _ in command.options if option not in known]
    if wanted.arguments and not command.arguments:
        parts.append(Part("the file or directory it is for", "missing"))
    return parts + [Part(argument, "foreign") for argument in command.arguments if not is_path(argument)]


def is_path(argument: str) -> bool:
    """A file name is free, but has to be one."""
    name = DASH.sub("-", argument)
    return bool(PATH.fullmatch(name)) and name.lower() not in DOUBT


def sentence_of(faults: list[Part]) -> str:
    missing = ", ".join(part.text for part in faults if part.state == "missing")
    foreign = ", ".join(f"`{part.text}`" for part in faults if part.state == "foreign")
    said = [f"Missing: {missing}."] if missing else []
    said += [f"Not known here: {foreign}."] if foreign else []
    return " ".join(said)


def points_said(question: GradingQuestion, answer: str, *, is_right: bool) -> tuple[str, ...]:
    """Key points whose words stand in the answer; in a right one at least as many as are needed."""
    text = answer.casefold()
    found = {p.slug for p in question.points if any(word.casefold() in text for word in p.synonyms)}
    for point in question.points:
        if is_right and len(found) < question.points_needed:
            found.add(point.slug)
    return tuple(point.slug for point in question.points if point.slug in found)
