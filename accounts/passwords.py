"""A password is what one typed, in whichever of Unicode's forms the keyboard gave it."""

import re
import unicodedata

SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
LONGEST = 4096
"""What is longer is taken as it is: putting it into order could take long."""


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
