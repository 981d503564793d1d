"""The settings page, and the page that makes a browser known."""

from copy import copy
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.entrance.carrying import form_data, taken
from accounts.limits import devices
from accounts.models import User
from accounts.settings.form import SettingsForm
from accounts.settings.single_keys import keys_of, switch_keys
from accounts.zones import zone_of_browser


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Name, theme, motion and time zone of the account, and single keys on this device."""
    now = timezone.now()
    user = copy(cast(User, request.user))  # refused values must not show in the page's frame
    form = SettingsForm(
        form_data(request, now), instance=user, browser_zone=zone_of_browser(request), keys=keys_of(request)
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        taken(request, now)
        messages.success(request, _("Your settings are saved."))
        response = redirect("settings")
        if keys := form.cleaned_data["keys"]:
            switch_keys(response, keys)
        return response
    return render(request, "accounts/settings.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_browser(request: HttpRequest, link: str) -> HttpResponse:
    """From a mail: the browser of whoever reads it, which then is counted apart. It signs nobody in."""
    if not devices.is_pass(link):
        messages.error(request, _("This link works for one day. The newest mail has one that works."))
        return redirect("account_request_login_code")
    if request.method != "POST":
        return render(request, "account/own_browser.html")
    messages.success(request, _("We know this browser now. Ask for your code here."))
    response = redirect("account_request_login_code")
    devices.admit(request, response, link)
    return response
