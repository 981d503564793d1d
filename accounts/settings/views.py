"""The settings page."""

from copy import copy
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.entrance.carrying import form_data, taken
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
