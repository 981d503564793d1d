"""Deleting the account: what goes and what stays, said before; and the one page of whoever asked for it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.own import again
from accounts.own.browsers import device_of
from accounts.own.leaving import goes_at
from quiz.cohorts.running.handing_over import TeachesAlone
from quiz.keeping.taking import KEPT_FOR
from quiz.leaving.asking import LastSuperuser, ask_to_leave, keep_account


class SignedIn(HttpRequest):
    user: User


@require_http_methods(["GET", "HEAD", "POST"])
def delete_account(request: SignedIn) -> HttpResponseBase:
    """POST asks for it, once they have shown again who they are."""
    context: dict[str, Any] = {"has_shown": again.has_shown(request), "backup_days": KEPT_FOR.days}
    if request.method != "POST":
        return render(request, "leaving/delete_account.html", context)
    if not context["has_shown"]:
        return redirect(again.way(request, reverse("delete-account")))
    try:
        ask_to_leave(user=request.user, device=device_of(request), now=timezone.now())
    except LastSuperuser:
        context["last_superuser"] = True
    except TeachesAlone as alone:
        context["alone"] = alone.cohorts
    else:
        return redirect("leaving")
    return render(request, "leaving/delete_account.html", context, status=409)


@require_safe
def leaving(request: SignedIn) -> HttpResponseBase:
    at = goes_at(request.user)
    if at is None:
        return redirect("account")
    return render(request, "leaving/leaving.html", {"goes_at": at, "backup_days": KEPT_FOR.days})


@require_POST
def keep(request: SignedIn) -> HttpResponseBase:
    if keep_account(user=request.user, device=device_of(request), now=timezone.now()):
        messages.success(request, _("You keep your account. Everything is as it was."))
    return redirect("today")
