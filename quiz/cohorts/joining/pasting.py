"""A pasted list of addresses: what each of its lines holds, whatever program it was copied from."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, validate_email

from accounts import addresses
from accounts.lines import one_line

MOST = 200
"""Addresses of a list."""
MOST_ENTRIES = 500
"""Together with what is no address, each of which gets its line in the answer."""
SHOWN = 60
"""Characters of a line that is no address, in its outcome."""
BETWEEN = re.compile(r"[\s,;<>()\[\]\"'|]+")
PLAIN = RegexValidator(r"^[!-~]+@")


@dataclass(frozen=True, slots=True)
class Pasted:
    """An entry: an address in its one form, or what cannot be one."""

    text: str
    is_address: bool


def entries_of(text: str) -> list[str]:
    """What is to be looked at one by one: each word with an @, and each line that has none. Nothing is left out but
    empty lines, and names beside an address: `Learner 1 <learner1@example.org>`, or the cells of a table.
    """
    return [entry for line in text.splitlines() if line.strip() for entry in entries_in(line)]


def entries_in(line: str) -> list[str]:
    return [word for word in BETWEEN.split(line) if "@" in word] or [line]


def read_entry(entry: str) -> Pasted:
    plain = re.sub(r"^mailto:", "", entry.strip(), flags=re.IGNORECASE).rstrip(".:")
    address = addresses.one_form(plain) if len(plain) <= addresses.LONGEST else plain
    return Pasted(address, True) if is_address(address) else Pasted(shown(entry), False)


def is_address(text: str) -> bool:
    try:
        validate_email(text)
        PLAIN(text)
    except ValidationError:
        return False
    return len(text) <= addresses.LONGEST


def shown(line: str) -> str:
    text = one_line(line[: 5 * SHOWN])
    return text if len(text) <= SHOWN else f"{text[:SHOWN]} …"
