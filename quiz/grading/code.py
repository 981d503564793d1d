"""Python calls, read by `ast`. Nothing is ever run."""

import ast
import re
from contextlib import suppress
from functools import lru_cache
from keyword import iskeyword
from textwrap import dedent

from quiz.grading.arguments import misfits_of, uris_in
from quiz.grading.calls import Reading, Unreadable, read_calls
from quiz.grading.commands import NO_FORM, points_said, sentence_of
from quiz.grading.known_forms import NEUTRAL_CALLS, SIGNATURES
from quiz.grading.plain_text import in_lines, in_python, unwrapped, visible
from quiz.grading.prompts import PYTHON_PROMPT
from quiz.grading.shell_lines import CONTINUED, FENCE, LEAD, TICKED
from quiz.grading.signs import SAME
from quiz.grading.verdict import GradingQuestion, Part, Verdict, rejected, what_it_does

WITH = re.compile(rf"[Ww]ith\b[^\n]*[:{SAME[':']}]\s*(?:\n|\S)")
"""A statement; elsewhere the word leads into the answer."""
STOP = re.compile(r"(?<=[\w)\]])\.$", re.MULTILINE)


def grade_code(question: GradingQuestion, answer: str) -> Verdict:
    if not (forms := accepted_calls(question)):
        return Verdict("unsure", (), NO_FORM)
    typed, plain = uncapitalised(bare_code(answer), forms), in_python(visible(answer))
    try:
        said = read_said(typed, without_lead(STOP.sub("", in_python(typed))))
    except Unreadable as unreadable:
        return unread(question, plain, forms, str(unreadable))
    return judge_code(question, plain, said, forms)


@lru_cache(maxsize=256)
def accepted_calls(question: GradingQuestion) -> tuple[tuple[str, ast.Call], ...]:
    calls: list[tuple[str, ast.Call]] = []
    for text in dict.fromkeys((*question.accepted, bare_code(question.answer))):
        with suppress(Unreadable):
            calls += read_calls(text).calls
    return tuple(calls)


def bare_code(answer: str) -> str:
    """The code alone. A backslash is no part of what is asked, so that its escapes need no reading."""
    text = PYTHON_PROMPT.sub("", unwrapped(FENCE.sub("", in_lines(visible(answer)))))
    text = dedent(CONTINUED.sub(" ", text)).replace("\\", "/")
    if ticked := TICKED.findall(text):
        rest = TICKED.sub(" ", text)
        text = "\n".join(ticked) if not re.search(r"[();]", rest) and not says_no(rest) else rest
    return without_lead(text)


def without_lead(text: str) -> str:
    text = unwrapped(text)
    return text if WITH.match(text) else unwrapped(LEAD.sub("", text))


def uncapitalised(text: str, forms: tuple[tuple[str, ast.Call], ...]) -> str:
    """A phone begins with a capital what no program begins with one."""
    first = re.match(r"[A-Z][a-z]+\b", text)
    word = first[0].lower() if first else ""
    is_known = iskeyword(word) or word in {name.partition(".")[0] for name, _ in forms}
    return word + text[len(word) :] if is_known else text


def says_no(prose: str) -> bool:
    return bool(re.search(r"\b(?:not|never|don't|isn't|instead|wrong|or)\b", prose.lower()))


def read_said(typed: str, plain: str) -> Reading:
    """The calls of the answer, as Python reads it, else made plain; where prose stands behind one call, that call.

    What Python can read is left alone, so that a string keeps what was put in it.
    """
    with suppress(Unreadable):
        return read_calls(typed)
    try:
        return read_calls(plain)
    except Unreadable:
        match = re.match(
            r"([\w.]+\(.*\))\s*(?:to|in order|which|where|with|\.|,|#)[^();]*$", plain, re.DOTALL
        )
        if match is None or says_no(plain[match.end(1) :]):
            raise
        return read_calls(match.group(1))


def unread(
    question: GradingQuestion, answer: str, forms: tuple[tuple[str, ast.Call], ...], why: str
) -> Verdict:
    """Broken code that names the right function is half an answer."""
    if any(re.search(rf"(?<![\w.]){re.escape(name)}\b", answer) for name, _ in forms):
        slugs = points_said(question, answer, is_right=False)
        return Verdict("partial", slugs, f"The function is right, but {why}", (Part(why, "foreign"),))
    return rejected(f"No call that is asked for is in this: {why}")


def judge_code(
    question: GradingQuestion, answer: str, said: Reading, forms: tuple[tuple[str, ast.Call], ...]
) -> Verdict:
    names = {name for name, _ in forms}
    hits = [(name, call) for name, call in said.calls if name in names and does_it(name, call)]
    if said.foreign or any(name not in names | NEUTRAL_CALLS for name, _ in said.calls):
        other = said.foreign or tuple(name for name, _ in said.calls if name not in names | NEUTRAL_CALLS)
        return other_calls(question, answer, other, forms)
    if not hits:
        return half_named(question, answer, said, names)
    faults = min((best_fit(name, call, forms) for name, call in hits), key=len)
    slugs = points_said(question, answer, is_right=not faults)
    right = tuple(Part(name, "right") for name, _ in hits)
    if any(part.state == "swapped" for part in faults):
        return rejected(f"This value is in the wrong place: `{faults[0].text}`.", right + tuple(faults))
    if faults:
        return Verdict("partial", slugs, sentence_of(faults), right + tuple(faults))
    return Verdict("accept", slugs, "This is the right call.", right)


def does_it(name: str, call: ast.Call) -> bool:
    """Whether the call has what makes it the act that is asked for."""
    essential = SIGNATURES[name].essential if name in SIGNATURES else frozenset()
    return essential <= {keyword.arg for keyword in call.keywords}


def best_fit(name: str, call: ast.Call, forms: tuple[tuple[str, ast.Call], ...]) -> list[Part]:
    fitting = [form for same, form in forms if same == name]
    uris = uris_in(name, fitting)
    return min((misfits_of(name, call, form, uris) for form in fitting), key=len)


def other_calls(
    question: GradingQuestion, answer: str, others: tuple[str, ...], forms: tuple[tuple[str, ast.Call], ...]
) -> Verdict:
    """A call without its module is half an answer; anything else is another one."""
    ends = {name.rsplit(".", maxsplit=1)[-1] for name, _ in forms}
    if len(others) == 1 and others[0].removeprefix("client.") in ends:
        message = f"The function is right, but it has to be called on its module: `mlflow.{others[0]}`."
        return Verdict("partial", points_said(question, answer, is_right=False), message)
    return something_else(question, others)


def something_else(question: GradingQuestion, others: tuple[str, ...]) -> Verdict:
    message = f"`{others[0][:80]}` does something else. {what_it_does(question, others[0])}"
    return rejected(message.strip(), tuple(Part(name, "foreign") for name in others))


def half_named(question: GradingQuestion, answer: str, said: Reading, names: set[str]) -> Verdict:
    if names.intersection(said.names):
        slugs = points_said(question, answer, is_right=False)
        return Verdict("partial", slugs, "The function is right, but it is not called with its arguments.")
    other = next((name for name, _ in said.calls), "")
    return something_else(question, (other,)) if other else rejected("There is no call in this answer.")
