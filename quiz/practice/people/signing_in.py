"""Where signing in meets the log: what a browser practised as a visitor becomes the account's.

And where what was written before signing in (`accounts.carrying`) meets whose it is.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.entrance import adapter, carrying
from accounts.models import User
from quiz.practice.log.learners import SESSION_KEY, VISITORS_KEY, learner_of, owners_of, visitor_of
from quiz.practice.models import Learner
from quiz.practice.people import merging


def answers_given(learner: Learner) -> int:
    """Answers that stand: not taken back."""
    return learner.reviews.effective().count()


def comes_along(count: int) -> str:
    return ngettext(
        "The answer you gave before you signed in is part of your account now.",
        "The %(count)d answers you gave before you signed in are part of your account now.",
        count,
    ) % {"count": count}


def is_there_for(learner: Learner, address: str) -> bool:
    """False for the address of another's prompt, session or interview."""
    try:
        ids = resolve(urlsplit(address).path).kwargs
    except (Resolver404, ValueError):
        return True
    if "prompt_id" in ids:
        return learner.prompts.filter(pk=ids["prompt_id"]).exists()
    if "interview_id" in ids:  # of a part above: found by its name alone
        people = Learner.objects.filter(Q(pk=learner.pk) | Q(merged_into=learner.pk))
        return people.filter(interviews=ids["interview_id"]).exists()
    return "session_id" not in ids or learner.sessions.filter(pk=ids["session_id"]).exists()


def is_theirs(request: HttpRequest, carried: carrying.Carried) -> bool:
    """Whether what was written belongs to whoever has signed in."""
    owner = carried.fields.get("owner")
    return is_there_for(learner_of(request), carried.page) and owner in (None, *owners_of(request))


class AccountAdapter(adapter.AccountAdapter):
    """allauth's adapter, which every way of signing in goes through; the one in use is `quiz.mastery.taking_over`'s."""

    def answers_to_keep(self, request: HttpRequest) -> int:
        visitor = visitor_of(request)
        return answers_given(visitor) if visitor else 0

    def login(self, request: HttpRequest, user: User) -> None:
        """The progress first: were the sign-in kept and this to fail, the browser would have forgotten its visitor."""
        visitor = visitor_of(request)
        if visitor is not None:
            merging.adopt(visitor=visitor, user=user, now=timezone.now(), and_then=self.take_over)
            request.session.pop(SESSION_KEY, None)
            request.session[VISITORS_KEY] = [*request.session.get(VISITORS_KEY, []), str(visitor.pk)]
            if count := answers_given(visitor):
                messages.success(request, comes_along(count))
        super().login(request, user)

    def take_over(self, account: Learner, visitor: Learner) -> None:
        """Parts above move what they keep of the visitor, in the transaction that joins the two."""

    def where_to(self, request: HttpRequest, address: str) -> str:
        learner, carried = learner_of(request), carrying.waiting(request, timezone.now())
        if carried and not is_theirs(request, carried):
            carrying.drop(request)
            messages.warning(request, belongs_to_another())
        elif carried and carried.page == address:
            messages.info(request, comes_back())
        elif not carried and carrying.drop(request):
            messages.info(request, came_too_late())
        opening = super().where_to(request, address)
        return opening if is_there_for(learner, opening) else resolve_url(settings.LOGIN_REDIRECT_URL)


def comes_back() -> str:
    return _("You are signed in again. What you entered is below. It is not saved yet.")


def came_too_late() -> str:
    return _("You are signed in again. We held what you entered for half an hour, which has passed.")


def belongs_to_another() -> str:
    return _("What you entered before belongs to another account. It was not saved.")
