"""The pages of getting in: allauth's, each with our answers where its own would not do.

A refused form is 422 with what was typed. A code that no longer works says so and leads to where a new one is made,
alike whether there is an account or not.
"""

import time
from typing import Any

from allauth.account import views as allauth
from allauth.account.adapter import get_adapter
from allauth.account.internal.constants import LoginStageKey
from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.flows.password_reset_by_code import PasswordResetVerificationProcess
from allauth.account.stages import LoginStageController
from allauth.account.utils import get_login_redirect_url, get_next_redirect_url, passthrough_next_redirect_url
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView

from accounts import addresses, limits
from accounts.entrance import carrying
from accounts.fields import is_a_code
from accounts.limits import devices
from accounts.models import SignInSession
from accounts.own.browsers import device_of
from accounts.own.happened import Kind, note_event

CONSOLE = "django.core.mail.backends.console.EmailBackend"


class Page(FormView):  # type: ignore[type-arg]
    """A form of the entrance. Names the answers that come along."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "next_url": get_next_redirect_url(self.request),
            "code_url": self.address("account_request_login_code"),
            "reset_url": self.address("account_reset_password"),
            "answers": get_adapter().answers_to_keep(self.request),
            "carried": getattr(self.request, "carried", None),
            "mail_is_printed": settings.DEBUG and settings.EMAIL_BACKEND == CONSOLE,
        }

    def address(self, name: str) -> str:
        """Of another page of the entrance, with where to go afterwards."""
        address: str = passthrough_next_redirect_url(self.request, reverse(name), "next")
        return address

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        refused = bool(context["form"].errors)
        return super().render_to_response(context, status=422 if refused else 200, **kwargs)


class VisitorsPage(Page):
    """Whoever is signed in already goes on to where they wanted."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            carrying.take_along(request, timezone.now())
            return redirect(get_adapter().where_to(request, get_login_redirect_url(request)))
        return super().dispatch(request, *args, **kwargs)


class SignIn(VisitorsPage, allauth.LoginView):  # type: ignore[misc]
    """Takes along what was written before, whichever way of getting in is chosen (`instead` names another page)."""

    others = {"code": "account_request_login_code", "password": "account_reset_password"}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        carrying.take_along(request, timezone.now())
        instead = self.others.get(request.POST.get("instead", ""))
        if instead:
            return redirect(self.address(instead))
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer


class SignUp(VisitorsPage, allauth.SignupView):  # type: ignore[misc]
    """`begin` brings an address from another page, which no address of a page shall hold, to go on with here."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "begin" in request.POST:
            form = self.get_form_class()(
                initial={"email": request.POST.get("email", "")[: addresses.LONGEST]}
            )
            return self.render_to_response(self.get_context_data(form=form))
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        """The mail is counted first: what is done before it differs between an address that has an account and not."""
        limits.mail_or_429(self.request, email=form.cleaned_data["email"], action="confirm_email")
        answer: HttpResponse = super().form_valid(form)
        return answer


class RequestCode(VisitorsPage, allauth.RequestLoginCodeView):  # type: ignore[misc]
    pass


class ResetPassword(Page, allauth.PasswordResetView):  # type: ignore[misc]
    pass


class ChooseNewPassword(Page, allauth.CompletePasswordResetView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"email": self._process.state["email"]}

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        password_changed(self.request, form.user)
        return answer


class CodePage(Page):
    """Asks for a mailed code. `again` names the page where a new one can be asked for.

    A guess is counted before it is looked at, so that three at most are looked at, at the same time too.
    """

    again: str
    guesses = 0
    stage: Any
    _process: Any

    def asked_at(self) -> float:
        """When this browser began to ask: the same for every code mailed since."""
        begun: float = self.stage.login.initiated_at
        return begun

    def waiting(self, request: HttpRequest) -> bool:
        """Does a code wait in this browser, and does it still work?"""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.waiting(request):
            messages.info(
                request, _("No code waits here. One works for 15 minutes, in the browser that asked for it.")
            )
            return redirect(self.address(self.again))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        left = self._process.max_attempts - self.guesses
        again = {"tries_left": left, "again_url": self.address(self.again)}
        return super().get_context_data(**kwargs) | again

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(self, "_action", "verify") == "verify":
            self.guesses = self.count_guess(counts=is_a_code(request.POST.get("code", "")))
        if self.guesses > self._process.max_attempts:
            return self.used_up()
        return super().post(request, *args, **kwargs)

    def count_guess(self, *, counts: bool) -> int:
        """Which guess this is, one too many at most; where it does not count, how many there were."""
        codes = {"door": self.again, "email": self._process.state["email"], "asked_at": self.asked_at()}
        return limits.guess(**codes, most=self._process.max_attempts) if counts else limits.guesses(**codes)

    def form_invalid(self, form: Any) -> HttpResponse:
        if self.guesses < self._process.max_attempts:
            return self.render_to_response(self.get_context_data(form=form))
        return self.used_up()

    def used_up(self) -> HttpResponse:
        self._process.abort()
        messages.error(
            self.request, _("Three wrong codes: that code no longer works. Ask for a new one here.")
        )
        return redirect(self.address(self.again))

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        limits.mail_or_429(self.request, email=self._process.state["email"], action="request_login_code")
        self._process.state["at"] = time.time()
        answer: HttpResponse = super()._resend_form_valid(form)  # type: ignore[misc]
        messages.info(self.request, _("A new code was asked for. Only the newest one works."))
        return answer


class ProveAddress(CodePage, allauth.ConfirmEmailVerificationCodeView):  # type: ignore[misc]
    """The code that shows whose the address is, after signing up."""

    again = "account_signup"

    def waiting(self, request: HttpRequest) -> bool:
        # allauth keeps this page open without a sign-in where there is no account to verify; that would tell.
        begun = LoginStageController.enter(request, LoginStageKey.VERIFY_EMAIL.value)
        return bool(begun and EmailVerificationProcess.resume(request))


class SignInByCode(CodePage, allauth.ConfirmLoginCodeView):  # type: ignore[misc]
    again = "account_request_login_code"

    def waiting(self, request: HttpRequest) -> bool:
        begun = LoginStageController.enter(request, LoginStageKey.LOGIN_BY_CODE.value)
        return bool(begun and LoginCodeVerificationProcess.resume(begun))


class ResetByCode(CodePage, allauth.ConfirmPasswordResetCodeView):  # type: ignore[misc]
    again = "account_reset_password"

    def waiting(self, request: HttpRequest) -> bool:
        return PasswordResetVerificationProcess.resume(request) is not None

    def asked_at(self) -> float:
        begun: float = self._process.state["at"]
        return begun


class NewPassword(Page):
    """Makes every other browser unknown, and this one known."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        devices.remember(self.request, answer, form.user.email)
        password_changed(self.request, form.user)
        return answer


def password_changed(request: Any, user: Any) -> None:
    """It opens nothing elsewhere any more; allauth tells the owner by mail."""
    now, device = timezone.now(), device_of(request)
    note_event(user, Kind.PASSWORD, device=device, now=now)
    SignInSession.objects.filter(user=user).exclude(session_key=request.session.session_key).delete()


class ChangePassword(NewPassword, allauth.PasswordChangeView):  # type: ignore[misc]
    pass


class SetPassword(NewPassword, allauth.PasswordSetView):  # type: ignore[misc]
    pass


class SignOut(allauth.LogoutView):  # type: ignore[misc]
    """Also for whoever is signed out by now. What the browser keeps for this account goes with it.

    A browser that still keeps answers of somebody else, whose sign-in had ended, says so (`others`): they stay.
    """

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = super().post(*args, **kwargs)
        if "others" not in self.request.POST:
            answer.headers["Clear-Site-Data"] = '"storage"'
        return answer
