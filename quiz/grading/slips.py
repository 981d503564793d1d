"""Slips of the finger: one letter missing, too many or another one in a word of a command."""

import re

from quiz.grading.known_forms import BESIDE, HARMLESS_OPTIONS
from quiz.grading.word_sets import word_set

SHORTEST = 4
"""Letters of the word that was meant. In a shorter one another letter is another word."""
WORD = re.compile(r"(?:--)?[A-Za-z][A-Za-z0-9-]*")
KNOWN_WORDS = word_set("""
    add apply branch build check checkout clone commit config copy create delete deploy describe destroy diff
    doctor edit exec export expose fetch freeze gc get images import init install list log logs login ls merge
    metrics move mv params plan plots prune ps pull push queue rebase remote remove repro reset restore rm rollout
    root run save scale search serve show stage start stash status stop switch tag test top unprotect update
    upgrade version worktree artifacts cache data destroy du exp experiments freeze get-url import-url install
    list-url ls-url models runs studio unfreeze
    aws az bash cat conda curl docker dvc gcloud git helm kubectl make mlflow pip pipenv podman poetry python
    python3 sh ssh sudo terraform uv wget
""") | {word for name in BESIDE.union(HARMLESS_OPTIONS) for word in name.split()}
"""Programs and subcommands: who types one of these has not slipped but means it."""
KNOWN_OPTIONS = frozenset(option for options in HARMLESS_OPTIONS.values() for option in options)


def is_slip(typed: str, meant: str) -> bool:
    """Whether somebody who typed this has meant that, and nothing else that there is."""
    if len(meant.lstrip("-")) < SHORTEST or not WORD.fullmatch(typed) or not WORD.fullmatch(meant):
        return False
    is_another = typed in KNOWN_OPTIONS or (typed.lower() in KNOWN_WORDS and typed.lower() != meant)
    return not is_another and is_one_letter_off(typed, meant)


def is_one_letter_off(typed: str, meant: str) -> bool:
    at = first_difference(typed, meant)
    rests = {(typed[at + 1 :], meant[at + 1 :]), (typed[at:], meant[at + 1 :]), (typed[at + 1 :], meant[at:])}
    return typed != meant and any(one == other for one, other in rests)


def first_difference(one: str, other: str) -> int:
    """The place of the first letter that differs; the length of the shorter where none does."""
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)


def words_for(typed: str, meant: str) -> str:
    """What happened to the letter."""
    if len(typed) < len(meant):
        return f"One letter is missing in `{typed}`: it is `{meant}`."
    if len(typed) > len(meant):
        return f"One letter is too many in `{typed}`: it is `{meant}`."
    return f"One letter is different in `{typed}`: it is `{meant}`."
