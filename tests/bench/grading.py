"""How long the grading takes for answers that mean harm: the slowest of each kind, beside the goal."""

import random
from time import perf_counter

from quiz.grading import GradingQuestion, grade
from tests.bench.results import Result, table

GOAL_MS = 50
ROUNDS = 5
DICE = random.Random(5)


def strange_words(count: int, letters: str) -> str:
    return " ".join("".join(DICE.choices(letters, k=8)) for _ in range(count))


HOSTILE = {
    "10,000 letters": "a" * 10_000,
    "10,000 characters of sentences": "It keeps versions of large files on top of Git. " * 209,
    "open brackets": "(" * 2_990,
    "nested brackets": "[" * 1_490 + "]" * 1_490,
    "a row of signs": "-" * 2_900 + "1",
    "not not not": "not " * 740 + "x",
    "ticks": "`" * 2_990,
    "quotation marks": "x" + '"' * 2_990,
    "substitutions": "x$(" * 990,
    "lambdas": "lambda:" * 420 + "1",
    "attributes": "a." * 1_490 + "a",
    "calls in calls": "f(" * 1_490,
    "a long sum": "1+" * 1_490 + "1",
    "many statements": "x=1;" * 740,
    "calls in a row": "mlflow.log_metric(" * 160,
    "commands in a row": "dvc fetch && " * 230 + "x",
    "commands offered": "dvc add x or " * 230 + "x",
    "hundreds of words": strange_words(330, "aeioubcdrst"),
    "words nearly right": strange_words(330, "versiong"),
    "members": "a, " * 990 + "b",
    "key words": "not reproducible versions tracking " * 85,
    "blanks": "x" + " " * 2_990 + "y",
    "tabs behind a command": "dvc add" + "\t" * 2_900 + "x",
    "empty lines": "x" + "\n" * 2_990 + "y",
    "accents": "é" * 2_990,
    "another script": "中" * 2_990,
    "open asides": "(e.g. " * 490,
    "examples": "such as " * 370,
    "use use use": "use " * 740,
    "backslashes": "x" + "\\" * 2_990,
    "placeholders": "<a " * 990,
    "marks that are not seen": "dvc pull" + "\u200b" * 9_990,
    "full width": "ｄｖｃ　" * 740,
    "signs of other scripts": "«„‚،。–—−‑٠" * 299,
    "quotation marks that open": "‘a „b " * 490,
    "quotation marks in a row": "“”" * 1_490,
    "apostrophes": "dvc add 'a" + "’a" * 1_490,
    "prefixes": " f'a" * 740,
    "words between quotation marks": "dvc add “" + "’a b” “" * 420,
    "soft ends of lines": "dvc pull" + "\u2028a" * 1_490,
    "soft ends of long lines": "dvc pull x" + "\u2028dvc add x y" * 240,
    "long dashes": "dvc pull" + " –r" * 990,
    "dashes in a row": "dvc pull " + "–" * 2_900 + "r",
    "full stops": "dvc add x" + "." * 2_900 + "!?" * 40 + "y",
    "prompts": "$ " * 1_490,
    "a prompt's beginning": "(venv) [a@b c] user@host:" + "a/" * 1_400,
    "lines": "x\n" * 1_490,
    "commands on lines": "dvc pull\n" * 330,
    "root's prompts": "# x\n" * 740,
    "sudo sudo sudo": "sudo -E " * 370,
    "commands within marks": "“" * 700 + "dvc pull" + "”" * 700,
    "letters that grow": "\ufdfa" * 160,
}


def slowest(questions: tuple[GradingQuestion, ...]) -> list[Result]:
    results = []
    for name, answer in HOSTILE.items():
        milliseconds, key = max((fastest(question, answer), question.key) for question in questions)
        results.append(
            Result(name, f"{milliseconds:.2f} ms   ({key})", f"< {GOAL_MS} ms", milliseconds < GOAL_MS)
        )
    return sorted(results, key=lambda result: -float(result.figure.split()[0]))


def fastest(question: GradingQuestion, answer: str) -> float:
    return min(once(question, answer) for _ in range(ROUNDS))


def once(question: GradingQuestion, answer: str) -> float:
    """Milliseconds."""
    started = perf_counter()
    grade(question, answer)
    return (perf_counter() - started) * 1000


def main() -> None:
    from tests.grading.cast import EVERY  # noqa: PLC0415  (the cast's tests import this module)

    print(table(slowest(EVERY)))


if __name__ == "__main__":
    main()
