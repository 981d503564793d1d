"""How staff sign in to the admin. What it shows of people is `quiz.curation.admin.people`."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def go_on(request: HttpRequest, extra_context: Any = None) -> HttpResponse:
    """To the admin, for staff who are signed in. Django's form here would take any number of passwords."""
    return redirect("admin:index")


admin.site.login = secure_admin_login(go_on)  # type: ignore[method-assign]
"""Staff sign in where everybody does, and are counted as everybody is."""
