"""How often codes of a second step may be tried."""

from collections.abc import Callable

from django.http import HttpRequest

from accounts import limits
from accounts.limits import counting
from accounts.models import User

WRONG_CODES_OF_ACCOUNT = counting.Limit(100, limits.DAY)
"""Of second steps, by unknown browsers, wherever they are: of a million codes three are right at a time."""


def try_code(request: HttpRequest, *, user: User) -> Callable[[], None]:
    """A code of a second step counts as wrong until it is found right, which is what the function given back is for.

    Whoever guesses here has the password already. So unknown browsers together have a hundred tries a day; the
    owner's own browsers and passkeys are not touched by that.
    """
    own = limits.own_charge(request, user.email, "factor")
    everybodys = limits.Charge("factor", (user.email, "unknown"), WRONG_CODES_OF_ACCOUNT)
    counted = [own] if own.whose[1] == "device" else [everybodys, own]
    try:
        limits.spend_all(counted)
    except limits.TooMany as refused:
        raise limits.answer_of(request, refused) from refused

    def found_right() -> None:
        counting.forget(own.key)
        limits.give_back(counted[:-1])

    return found_right
