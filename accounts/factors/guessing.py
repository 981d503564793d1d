"""How often codes of a second step may be tried."""

from collections.abc import Callable

from django.http import HttpRequest

from accounts.limits import counting
from accounts.limits.charging import DAY, Charge, TooMany, answer_of, give_back, spend_all
from accounts.limits.passwords import own_charge
from accounts.models import User

WRONG_CODES_OF_ACCOUNT = counting.Limit(100, DAY)
"""Of second steps, by unknown browsers, wherever they are: of a million codes three are right at a time."""


def try_code(request: HttpRequest, *, user: User) -> Callable[[], None]:
    """A code of a second step counts as wrong until it is found right, which is what the function given back is for.

    Whoever guesses here has the password already. So unknown browsers together have a hundred tries a day; the
    owner's own browsers and passkeys are not touched by that.
    """
    own = own_charge(request, user.email, "factor")
    everybodys = Charge("factor", (user.email, "unknown"), WRONG_CODES_OF_ACCOUNT)
    counted = [own] if own.whose[1] == "device" else [everybodys, own]
    try:
        spend_all(counted)
    except TooMany as refused:
        raise answer_of(request, refused) from refused

    def found_right() -> None:
        counting.forget(own.key)
        give_back(counted[:-1])

    return found_right
