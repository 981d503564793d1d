"""A password is what one typed, in whichever of Unicode's forms the keyboard gave it."""

import re
import unicodedata
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
LONGEST = 4096
"""What is longer is taken as it is: putting it into order could take long."""
OF_THIS_SITE = (
    "mlopsprep",
    "mlops",
    "interview",
    "lifecycle",
    "version control",
    "experiment tracking",
    "pipeline orchestration",
    "advanced",
)
"""The product, what it is for, and the sections of its bank. Longer ones first where one holds another."""
LEFT = 8
"""Characters that are there beside them, as many as a password has at least."""
DISGUISED = {"a": "a4@", "e": "e3", "i": "i1!|", "l": "l1|", "o": "o0", "s": "s5$", "t": "t7"}
"""Letters, and the signs that people put in their place where they think that nobody would guess."""


def one_form(password: str) -> str:
    """The password as it is hashed: RFC 8265's OpaqueString, but with compatibility forms made plain as well."""
    if password.isascii() or len(password) > LONGEST:
        return password
    return unicodedata.normalize("NFKC", SPACES.sub(" ", password))


def forms(password: str) -> list[str]:
    """What the hash may be of: the one form, or, where it is from before there was one, whatever was typed then."""
    if password.isascii() or len(password) > LONGEST:
        return [password]
    earlier = (unicodedata.normalize(form, password) for form in ("NFC", "NFD", "NFKD"))
    return list(dict.fromkeys([one_form(password), password, *earlier]))


class NotOfThisSite:
    """Whoever guesses tries first what a site is called and what it is about: such words count for nothing."""

    def validate(self, password: str, user: Any = None) -> None:
        plain = password[:LONGEST].lower()
        left = words_of_this_site().sub("", plain)
        if left != plain and len(left) < LEFT:
            raise ValidationError(
                _(
                    "Words of this site, such as “mlops”, are guessed first. Have eight more characters beside them."
                ),
                code="password_of_this_site",
            )

    def get_help_text(self) -> str:
        return ""


@cache
def words_of_this_site() -> re.Pattern[str]:
    """Disguised or not, with whatever stands between their parts; the name of the host is one."""
    host = re.sub(r"^https?://|:\d+$", "", settings.BASE_URL)
    words = [*OF_THIS_SITE, *(part for part in host.split(".") if len(part) > 3 and not part.isdigit())]
    return re.compile("|".join(r"[\W_]*".join(map(in_any_disguise, word.split())) for word in words))


def in_any_disguise(word: str) -> str:
    return "".join(f"[{re.escape(DISGUISED.get(letter, letter))}]" for letter in word)
