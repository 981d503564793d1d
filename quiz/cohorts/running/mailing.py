"""Telling people by mail what has become of their cohort: one mail each, over one connection."""

from collections.abc import Sequence
from contextlib import closing
from typing import Any

from accounts.base_address import full_address
from accounts.models import User
from accounts.post import IN_A_REQUEST, Outcome, Post, letter
from quiz.cohorts.models import Cohort, Membership


def mail_of_the_end(cohort: Cohort, by: User, ended: Sequence[Membership]) -> int:
    """To everyone else who was in it. To how many no mail could be sent."""
    others = [one for one in ended if one.user_id != by.pk]
    context = {"cohort": cohort, "instructor": by}
    taught = [one.user for one in others if one.role == Membership.Role.INSTRUCTOR]
    joined = [one.user for one in others if one.role == Membership.Role.MEMBER]
    return mail(joined, "ended", context) + mail(taught, "ended_taught", context)


def mail(people: Sequence[User], template: str, context: dict[str, Any]) -> int:
    """To how many of them it could not be sent. `template` names a subject and a text in cohorts/running/mails.

    What they are told of is done by now, and stays so where no mail can be sent.
    """
    path, context = f"cohorts/running/mails/{template}", context | {"site": full_address("")}
    with closing(Post(within=IN_A_REQUEST)) as post:
        outcomes = [post.send(letter(path, context, to=person.email)) for person in people]
    return len(people) - outcomes.count(Outcome.SENT)
