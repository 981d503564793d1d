"""How staff sign in to the admin. What it shows of people is `quiz.curation.admin.people`."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.decorators import secure_admin_login
from allauth.account.utils import get_next_redirect_url
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from accounts.having import lacks_factor


def go_on(request: HttpRequest, extra_context: Any = None) -> HttpResponse:
    """To the admin, for staff who are signed in. Django's form here would take any number of passwords.

    Whoever lacks a factor is led to where they add one, and from there back.
    """
    wanted = get_next_redirect_url(request) or resolve_url("admin:index")
    if not lacks_factor(request.user):  # type: ignore[arg-type]
        return redirect("admin:index")
    messages.info(
        request,
        _(
            "The admin opens once you have a passkey or codes from an app: whoever learns your password cannot come in"
            " then. Add one here."
        ),
    )
    return redirect(f"{resolve_url('mfa_index')}?{urlencode({'next': wanted})}")


admin.site.login = secure_admin_login(go_on)  # type: ignore[method-assign]
"""Staff sign in where everybody does, and are counted as everybody is."""
