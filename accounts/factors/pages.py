"""The pages of the factors: allauth's, each with our answers where its own would not do.

A refused form is 422. What is done already says so and leads to the list.
"""

from typing import Any

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.stages import LoginStageController
from allauth.mfa.base import views as base
from allauth.mfa.internal.constants import LoginStageKey
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal import flows
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from accounts import limits, signed_out
from accounts.entrance import carrying
from accounts.entrance.next_page import is_page_of_ours
from accounts.entrance.pages import VisitorsPage
from accounts.factors.app_codes import mark_spent
from accounts.factors.asking import ask_later
from accounts.factors.having import Type, factors_of

LIST = reverse_lazy("mfa_index")


class Refusing:
    """A form that was refused is 422."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        forms = (context.get("form"), context.get("webauthn_form"))
        refused = any(form is not None and form.is_bound and form.errors for form in forms)
        answer: HttpResponse = super().render_to_response(  # type: ignore[misc]
            context, status=422 if refused else 200, **kwargs
        )
        return answer


@require_safe
def factors(request: HttpRequest) -> HttpResponse:
    """What one can sign in with; `next` leads on from here, for staff who were sent here from the admin."""
    wanted = request.GET.get("next", "")
    context = {
        "factors": factors_of(request.user),  # type: ignore[arg-type]
        "next_url": wanted if is_page_of_ours(wanted) else "",
    }
    return render(request, "mfa/index.html", context)


@require_POST
def later(request: HttpRequest) -> HttpResponse:
    ask_later(request, timezone.now())
    return redirect(signed_out.page_before(request))


# Signing in


class SecondStep(Refusing, base.AuthenticateView):  # type: ignore[misc]
    """After a password or a mailed code, and in the place of neither."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not LoginStageController.enter(request, LoginStageKey.MFA_AUTHENTICATE.value):
            messages.info(request, _("Begin by signing in here. The second step comes after that."))
            return redirect("account_login")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        factors = factors_of(self.stage.login.user)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "factors": factors,
            "email": self.stage.login.user.email,
            "answers": get_adapter().answers_to_keep(self.request),
        }


class SignInByPasskey(VisitorsPage, webauthn.LoginWebAuthnView):  # type: ignore[misc]
    """The button on the sign-in page. The script asks for JSON; a browser that comes here finds that page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "application/json" not in request.headers.get("Accept", ""):
            return redirect(self.address("account_login"))
        limits.consume(request, app="allauth.mfa", action="webauthn_login", limit_get=True)
        return JsonResponse({"request_options": auth.begin_authentication(user=None)})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        carrying.take_along(request, timezone.now())
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(
            self.request,
            _(
                "No account here belongs to that passkey. Sign in another way, and look at your passkeys then."
            ),
        )
        return redirect(self.address("account_login"))


# Showing again who one is, before something is changed


class Again(Refusing):
    """Takes the ways there are (`reauthentication_alternatives`)."""


class PasswordAgain(Again, account.ReauthenticateView):  # type: ignore[misc]
    pass


class CodeAgain(Again, base.ReauthenticateView):  # type: ignore[misc]
    pass


class PasskeyAgain(Again, webauthn.ReauthenticateWebAuthnView):  # type: ignore[misc]
    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data()
        return context | kwargs


# Changing


def already(request: HttpRequest, words: str) -> HttpResponse:
    """Done in another tab, or by a second click."""
    messages.info(request, words)
    return redirect(LIST)


class AddPasskey(Refusing, webauthn.AddWebAuthnView):  # type: ignore[misc]
    """A passkey that signs in by itself: it lies on the device and asks for finger, face or its code."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = FormView.get_context_data(self, **kwargs)
        return context | {"js_data": {"creation_options": auth.begin_registration(self.request.user, True)}}

    def form_valid(self, form: Any) -> HttpResponse:
        self.did_generate_recovery_codes = False
        try:
            answer: HttpResponse = super().form_valid(form)
        except IntegrityError:  # another tab made the recovery codes just now; the passkey is saved
            return redirect(LIST)
        return answer


class OnePasskey(Refusing):
    """Of the person's own."""

    pk_url_kwarg = "passkey_id"
    success_url = LIST

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        mine = Authenticator.objects.filter(user=request.user, type=Type.WEBAUTHN)
        if not mine.filter(pk=kwargs["passkey_id"]).exists():
            return already(request, _("That passkey is not there any more."))
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        factors = factors_of(self.request.user)  # type: ignore[attr-defined]
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context | {"factors": factors, "passkey": self.object.wrap().name}  # type: ignore[attr-defined]


class RenamePasskey(OnePasskey, webauthn.EditWebAuthnView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("The name is saved."))
        answer: HttpResponse = super().form_valid(form)
        return answer


class RemovePasskey(OnePasskey, webauthn.RemoveWebAuthnView):  # type: ignore[misc]
    pass


class TurnOnApp(Refusing, totp.ActivateTOTPView):  # type: ignore[misc]
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if Authenticator.objects.filter(user=request.user, type=Type.TOTP).exists():
            return already(request, _("Codes from an app are on already."))
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                app, codes = flows.activate_totp(self.request, form)
                mark_spent(app, form.step)
        except IntegrityError:
            return already(self.request, _("Codes from an app are on already."))
        self.did_generate_recovery_codes = bool(codes)
        answer: HttpResponse = FormView.form_valid(self, form)
        return answer


class TurnOffApp(totp.DeactivateTOTPView):  # type: ignore[misc]
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        except Http404:
            return already(request, _("Codes from an app are off already."))
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"factors": factors_of(self.request.user)}


def no_codes(request: HttpRequest) -> HttpResponse:
    return already(request, _("You get recovery codes with your first passkey, or when you turn on codes."))


@method_decorator(never_cache, name="dispatch")
class ShowRecoveryCodes(recovery_codes.ViewRecoveryCodesView):  # type: ignore[misc]
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer: HttpResponse = super().get(request, *args, **kwargs)
        except Http404:
            return no_codes(request)
        return answer


class DownloadRecoveryCodes(recovery_codes.DownloadRecoveryCodesView):  # type: ignore[misc]
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        except Http404:
            return no_codes(request)
        return answer


class NewRecoveryCodes(Refusing, recovery_codes.GenerateRecoveryCodesView):  # type: ignore[misc]
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_factor:  # type: ignore[union-attr]
            return no_codes(request)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer
