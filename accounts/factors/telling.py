"""Mails about factors that allauth does not send."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.having import factors_of
from accounts.models import User
from accounts.post import letter, post_one


def tell_code_used(request: HttpRequest, user: User) -> None:
    """A recovery code was used: by them, it is to be hoped, and there are so many left."""
    left = factors_of(user).codes_left or 0
    if not left:
        messages.warning(
            request, _("That was your last recovery code. Make new ones now, under Your account.")
        )
    get_adapter(request).send_notification_mail("mfa/email/recovery_code_used", user, {"left": left})


def tell_of_reset(*, person: User, by: User | None) -> None:
    """Whose factors were removed, and who did it."""
    names = {"person": person.email, "by": by.email if by else ""}
    post_one(letter("mfa/email/factors_reset", names, to=person.email))
    if by:
        post_one(letter("mfa/email/factors_reset_by_you", names, to=by.email))
