"""A person's right to be forgotten: the one door through the log's guard."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import QuerySet

from accounts.addresses import one_form
from accounts.audit.models import Act
from accounts.audit.noting import note
from accounts.models import User
from database import ledger
from quiz.cohorts.joining.models import MailedInvitation
from quiz.cohorts.models import Membership
from quiz.cohorts.running.handing_over import TeachesAlone, cohorts_left_alone
from quiz.interview.models import Interview
from quiz.practice.flags.models import Flag
from quiz.practice.log.learners import owner_named
from quiz.practice.models import Correction, Erasure, Event, Learner, PracticeSession, Prompt, Review


def erase_person(*, learner: Learner, reason: str, now: datetime) -> Erasure:
    """Delete all that this learner, and the visitors who became them, ever did; the account goes with it.

    Owns its transaction. What stays is the erasure, whose id, why and when, and a line of the audit. Raises
    `TeachesAlone`, which names the cohorts, for whoever is the last instructor of one: they hand it over or end it
    first.
    """
    people = Learner.objects.filter(pk=learner.pk) | Learner.objects.filter(merged_into=learner.pk)
    ids = list(people.values_list("pk", flat=True))
    user, user_id = learner.user, learner.user_id
    with transaction.atomic():
        list(people.select_for_update().order_by("pk"))  # an answer in flight comes before, or finds nobody
        if user and (alone := cohorts_left_alone(user)):
            raise TeachesAlone(alone)
        taught = taught_by_others(user)
        names = {id: owner_named(user_id if user_id and id == learner.pk else id) for id in ids}
        erasures = [
            Erasure.objects.create(learner_id=id, owner=names[id], reason=reason, opened=now) for id in ids
        ]
        Flag.objects.filter(learner__in=ids).delete()
        Interview.objects.filter(learner__in=ids).delete()
        for rows in log_rows(ids):
            rows.delete()
        PracticeSession.objects.filter(learner__in=ids).delete()
        Learner.objects.filter(merged_into=learner.pk).delete()
        Learner.objects.filter(pk=learner.pk).delete()
        if user:
            delete_user(user, now)
        Erasure.objects.filter(pk__in=[erasure.pk for erasure in erasures]).update(closed=now)
        ledger.note(ledger.Line(id, user_id, now, taught) for id in ids)
    return Erasure.objects.get(learner_id=learner.pk, closed=now)


def erase_account(*, user: User, reason: str, now: datetime) -> None:
    """The same of an account, also of one that never practised. Owns its transaction, raises `TeachesAlone`."""
    learner = Learner.objects.filter(user=user).first()
    if learner:
        erase_person(learner=learner, reason=reason, now=now)
        return
    with transaction.atomic():
        if alone := cohorts_left_alone(user):
            raise TeachesAlone(alone)
        user_id, taught = user.pk, taught_by_others(user)
        delete_user(user, now)
        ledger.note([ledger.Line(user_id, user_id, now, taught)])


def person_by(id: UUID) -> Learner | User | None:
    """By their own id or their account's. Of a visitor who became somebody, that person; an account may never have
    practised.
    """
    found = Learner.objects.filter(pk=id).select_related("merged_into").first()
    return (found.merged_into or found) if found else User.objects.filter(pk=id).first()


def taught_by_others(user: User | None) -> dict[UUID, list[UUID]]:
    """Of each cohort that they ever taught, who teaches it beside them: a backup may say that nobody does."""
    taught = Membership.objects.instructors().filter(user=user).values_list("cohort", flat=True).distinct()
    teaching = Membership.objects.current().instructors().exclude(user=user)
    return {
        cohort: list(teaching.filter(cohort=cohort).values_list("user", flat=True))
        for cohort in (taught if user else ())
    }


def delete_user(user: User, now: datetime) -> None:
    """In the caller's transaction."""
    MailedInvitation.objects.filter(address__in=addresses_of(user)).delete()
    LogEntry.objects.filter(object_id=str(user.pk)).delete()  # Django's admin writes down the name
    note(Act.ERASED, user, by=None, now=now)
    user.delete()


def addresses_of(user: User) -> set[str]:
    """All of them, also those that do not sign in, each as it was kept and in its one form."""
    kept = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}
    return kept | {one_form(address) for address in kept}


def log_rows(ids: list[UUID]) -> Sequence[QuerySet[Any]]:
    """The log's rows of these learners, so ordered that nothing is deleted before what points to it."""
    return [
        Correction.objects.filter(learner__in=ids),
        Event.objects.filter(learner__in=ids),
        Review.objects.filter(learner__in=ids),
        Prompt.objects.filter(learner__in=ids),
    ]
