"""Where signing in meets the log: what a browser practised as a visitor becomes the account's."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from quiz.practice import merging
from quiz.practice.learners import SESSION_KEY, visitor_of


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's adapter, which every way of signing in goes through."""

    def login(self, request: HttpRequest, user: User) -> Any:
        visitor = visitor_of(request)
        answer = super().login(request, user)
        if visitor is not None:
            merging.adopt(visitor=visitor, user=user, now=timezone.now())
            request.session.pop(SESSION_KEY, None)
        return answer
