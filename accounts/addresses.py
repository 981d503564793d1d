"""An e-mail address in its one form: however it was typed, the same mailbox is the same text."""

import re
import unicodedata
from contextlib import suppress

import idna

from accounts.lines import JOINER, UNSEEN

UNSEEN_BUT_JOINERS = re.compile(rf"(?!{JOINER})[{UNSEEN}]")
LONGEST = 254
IDEOGRAPHIC_STOP = "。"


def one_form(typed: str) -> str:
    """Lower case, plain letters, the domain as the network writes it (`xn--…`), and nothing that cannot be seen.

    What is no address comes back in some form, for a validator to refuse.
    """
    text = unicodedata.normalize("NFKC", UNSEEN_BUT_JOINERS.sub("", typed[: 4 * LONGEST]).strip())
    name, at, domain = text.strip().rpartition("@")
    if len(text) > LONGEST or not at:
        return text.lower()
    labels = domain.replace(IDEOGRAPHIC_STOP, ".").removesuffix(".").split(".")
    return f"{re.sub(JOINER, '', name).lower()}@{'.'.join(map(label_on_the_network, labels))}"


def label_on_the_network(label: str) -> str:
    """One part of a domain by IDNA 2008; by Punycode alone where that allows none, as for a heart."""
    without_joiners = re.sub(JOINER, "", label).lower()
    for form in (label, without_joiners):
        with suppress(idna.IDNAError):
            return idna.encode(form, uts46=True).decode("ascii")
    if without_joiners.isascii():
        return without_joiners
    return f"xn--{without_joiners.encode('punycode').decode('ascii')}"


def readable(address: str) -> str:
    """The address with its domain in letters that people know, for the eyes of its owner."""
    name, at, domain = address.rpartition("@")
    try:
        return f"{name}{at}{idna.decode(domain)}"
    except idna.IDNAError:
        return address
