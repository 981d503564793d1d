"""Before the door: how one gets in without a second step, and the page that makes a browser known."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.limits import devices


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


@login_not_required
@require_safe
def lost(request: HttpRequest) -> HttpResponse:
    """How one gets in again without what one showed as a second step."""
    return render(request, "account/lost.html")
