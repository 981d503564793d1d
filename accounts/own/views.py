"""Your account: its page, its devices, its address, and showing again who one is."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.addresses import readable
from accounts.having import factors_of
from accounts.limits import guessing
from accounts.limits.under_allauth import mail_or_429
from accounts.models import User
from accounts.own import again
from accounts.own.address import AddressTaken, change_address, is_taken
from accounts.own.browsers import device_of
from accounts.own.forms import MailedCodeForm, NewAddressForm
from accounts.own.happened import happened_to
from accounts.own.mailed_code import GUESSES, NoCodeWaits, Waiting, code_waiting, is_right, mail_code
from accounts.own.mails import tell
from accounts.own.signed_in_on import end_one, end_others, signed_in_on

AGAIN, ADDRESS = "again", "new_address"
"""What a mailed code is for."""


class SignedIn(HttpRequest):
    user: User
    session: Any


@require_safe
def account(request: SignedIn) -> HttpResponse:
    now, events = timezone.now(), happened_to(request.user)
    context = {
        "factors": factors_of(request.user),
        "devices": signed_in_on(request.user, this=request.session.session_key, now=now),
        "events": events,
        "latest": list(dict.fromkeys(event.words for event in events))[:2],
        "today": now.date(),
    }
    return render(request, "accounts/account.html", context)


@require_POST
def end_device(request: SignedIn) -> HttpResponse:
    ended = end_one(
        user=request.user,
        name=request.POST.get("name", ""),
        this=request.session.session_key,
        device=device_of(request),
        now=timezone.now(),
    )
    if ended:
        messages.success(request, _("Signed out: %(device)s.") % {"device": ended})
    else:
        messages.info(request, _("That device is signed out already."))
    return redirect("account")


@require_POST
def end_other_devices(request: SignedIn) -> HttpResponse:
    now, device = timezone.now(), device_of(request)
    count = end_others(user=request.user, this=request.session.session_key, device=device, now=now)
    if count:
        tell(request.user.email, "others_ended", when=now, device=device)
        words = ngettext("Signed out on 1 other device.", "Signed out on %(count)d other devices.", count)
        messages.success(request, words % {"count": count})
    else:
        messages.info(request, _("You are signed in on this device only."))
    return redirect("account")


@require_http_methods(["GET", "HEAD", "POST"])
def again_by_mail(request: SignedIn) -> HttpResponseBase:
    """Asks for a code with the first button, and for its digits with the second."""
    if not again.may_be_by_mail(request.user):
        return redirect("account_reauthenticate")
    back = get_next_redirect_url(request) or reverse("account")
    return code_page(
        request, door=AGAIN, address=request.user.email, back=back, then=lambda waiting: shown(request, back)
    )


def shown(request: SignedIn, back: str) -> HttpResponseBase:
    again.by_mail(request)
    return redirect(back)


def code_page(
    request: SignedIn, *, door: str, address: str, back: str, then: Any, changed: str = ""
) -> HttpResponseBase:
    """The page of a mailed code: without one that waits, the button that mails it."""
    now, form = timezone.now(), MailedCodeForm()
    if request.method == "POST" and "mail" in request.POST:
        mail_code(request, door=door, address=address, now=now)
        return redirect(request.get_full_path())
    try:
        waiting: Waiting | None = code_waiting(request, door=door, now=now)
        if request.method == "POST" and waiting:
            form = MailedCodeForm(request.POST)
            if form.is_valid():
                if is_right(request, door=door, typed=form.cleaned_data["code"], now=now):
                    answer: HttpResponseBase = then(waiting)
                    return answer
                form.add_error("code", get_adapter().error_messages["incorrect_code"])
    except NoCodeWaits:
        waiting = None
        if request.method == "POST":
            messages.error(request, _("That code no longer works. Have a new one mailed."))
            form = MailedCodeForm()
    context = {"form": form, "waiting": waiting, "email": address, "back": back, "door": door}
    left = waiting and GUESSES - guessing.guesses(door=door, email=waiting.address, asked_at=waiting.at)
    status = 422 if form.errors else 200
    return render(request, "accounts/mailed_code.html", context | {"tries_left": left}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@again.shown_again
def new_address(request: SignedIn) -> HttpResponseBase:
    """Asks for the new address; what its owner is mailed says whether it is free."""
    now, form = timezone.now(), NewAddressForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        if is_taken(address, user=request.user):
            mail_or_429(request, email=address, action="request_login_code")
            tell(address, "address_taken")
            request.session[f"code for {ADDRESS}"] = {"address": address, "code": "", "at": now.timestamp()}
        else:
            mail_code(request, door=ADDRESS, address=address, now=now)
        return redirect("new-address-code")
    status = 422 if form.errors else 200
    return render(request, "accounts/new_address.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@again.shown_again
def new_address_code(request: SignedIn) -> HttpResponseBase:
    try:
        waiting = code_waiting(request, door=ADDRESS, now=timezone.now())
    except NoCodeWaits:
        messages.info(request, _("No code waits here. One works for 10 minutes. Type the new address again."))
        return redirect("new-address")
    return code_page(
        request,
        door=ADDRESS,
        address=waiting.address,
        back=reverse("new-address"),
        then=lambda proved: proved_new_address(request, proved),
    )


def proved_new_address(request: SignedIn, proved: Waiting) -> HttpResponseBase:
    try:
        change_address(
            user=request.user, address=proved.address, device=device_of(request), now=timezone.now()
        )
    except AddressTaken:
        messages.error(request, _("Another account has this address by now. Yours is as it was."))
        return redirect("account")
    messages.success(
        request, _("You sign in as %(address)s from now on.") % {"address": readable(proved.address)}
    )
    return redirect("account")
