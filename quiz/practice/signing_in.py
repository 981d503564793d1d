"""Where signing in meets the log: what a browser practised as a visitor becomes the account's."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import ngettext

from accounts import adapter
from accounts.models import User
from quiz.practice import merging
from quiz.practice.learners import SESSION_KEY, visitor_of
from quiz.practice.models import Correction, Learner


def answers_given(learner: Learner) -> int:
    """Answers that stand: not taken back."""
    return learner.reviews.exclude(corrections__kind=Correction.Kind.UNDO).count()


def comes_along(count: int) -> str:
    return ngettext(
        "The answer you gave before you signed in is part of your account now.",
        "The %(count)d answers you gave before you signed in are part of your account now.",
        count,
    ) % {"count": count}


class AccountAdapter(adapter.AccountAdapter):
    """allauth's adapter, which every way of signing in goes through."""

    def answers_to_keep(self, request: HttpRequest) -> int:
        visitor = visitor_of(request)
        return answers_given(visitor) if visitor else 0

    def login(self, request: HttpRequest, user: User) -> None:
        """The progress first: were the sign-in kept and this to fail, the browser would have forgotten its visitor."""
        visitor = visitor_of(request)
        if visitor is not None:
            merging.adopt(visitor=visitor, user=user, now=timezone.now())
            request.session.pop(SESSION_KEY, None)
            if count := answers_given(visitor):
                messages.success(request, comes_along(count))
        super().login(request, user)
