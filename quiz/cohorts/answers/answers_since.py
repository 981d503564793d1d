"""The one way from the log to instructors: answers since joining, and of each only what a member agreed to show.

Right or wrong, in which way, and which option was chosen. What was written or said, the time of day, other questions
and whatever came before joining are not read from the database at all, so that no page can show them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from accounts.models import User
from quiz.bank.published import PublishedBank
from quiz.cohorts.assigned import assigned_in, keys_for
from quiz.cohorts.models import AGREED_TO_ANSWERS, Cohort, Membership
from quiz.practice.models import Event, Grade, Learner, Review, read_before

Since = Mapping[UUID, tuple[UUID, datetime]]
"""Learner to whose it is, and from when on their answers count."""


@dataclass(frozen=True, slots=True)
class AnswerSeen:
    """One graded answer to an assigned question. It has no time: the order of the rows is that of the log."""

    user_id: UUID
    key: str
    is_right: bool
    """With its last grade, where the learner overruled the machine."""
    way: str
    option: str
    """The slug of the option that was chosen; empty in other ways, and for “I don't know”."""
    was_hinted: bool
    was_read: bool
    """Whether its answer had been read before on that day."""
    revision_id: int
    """The words that it was an answer to."""


def answers_of(cohort: Cohort, keys: Collection[str], bank: PublishedBank) -> list[AnswerSeen]:
    """Of all current members who agreed to show them, oldest first, in three queries however many they are.

    Four more where an assignment is not for everyone, or somebody is excused: its questions are not asked of them.
    """
    answers = read_since(since_joining(cohort, agreed_in(cohort).values("user")), keys, bank)
    of_some = Q(for_everyone=False) | Q(arrangements__excused_at__isnull=False)
    if not cohort.assignments.filter(of_some).exists():
        return answers
    assigned = assigned_in(cohort.assignments.all(), bank)
    users = {answer.user_id for answer in answers}
    asked = {user: set(keys_for(assigned, user, bank)) for user in users}
    return [answer for answer in answers if answer.key in asked[answer.user_id]]


def answers_of_member(member: Membership, keys: Collection[str], bank: PublishedBank) -> list[AnswerSeen]:
    """The same of one of them; none of somebody who has left or did not agree to show them."""
    agreed = agreed_in(member.cohort).filter(pk=member.pk)
    return read_since(since_joining(member.cohort, agreed.values("user")), keys, bank)


def own_answers(cohort: Cohort, user: User, keys: Collection[str], bank: PublishedBank) -> list[AnswerSeen]:
    """What instructors see, or would see once this person agrees, of whoever is or was a member: for their own eyes."""
    return read_since(since_joining(cohort, [user.pk]), keys, bank)


def agreed_in(cohort: Cohort) -> QuerySet[Membership]:
    return cohort.memberships.current().members().filter(agreed_to__gte=AGREED_TO_ANSWERS)


def since_joining(cohort: Cohort, users: QuerySet[Any, Any] | list[UUID]) -> Since:
    """The learners of these people, and of the visitors who became them. One query."""
    person = Coalesce("user", "merged_into__user")
    joined = Membership.objects.members().filter(cohort=cohort, user=OuterRef("person")).order_by("agreed_at")
    learners = Learner.objects.filter(Q(user__in=users) | Q(merged_into__user__in=users))
    rows = learners.annotate(person=person).annotate(since=Subquery(joined.values("agreed_at")[:1]))
    found = rows.values_list("pk", "person", "since")
    return {pk: (person, since) for pk, person, since in found if since is not None}


def read_since(since: Since, keys: Collection[str], bank: PublishedBank) -> list[AnswerSeen]:
    """One query; none where there is nobody or nothing to read."""
    if not since or not keys:
        return []
    return [
        AnswerSeen(
            since[learner][0],
            bank.key_of[question],
            grade > Grade.FORGOT,
            way,
            option or "",
            hinted,
            read,
            revision,
        )
        for learner, at, question, grade, way, option, hinted, read, revision in rows_of(since, keys, bank)
        if at >= since[learner][1]
    ]


def rows_of(since: Since, keys: Collection[str], bank: PublishedBank) -> QuerySet[Any, Any]:
    """Without what was taken back. The time is read only to leave out what came before joining."""
    questions = [bank.id_of[key] for key in keys]
    first = min(joined for _person, joined in since.values())
    reviews = (
        Review.objects.with_given()
        .effective()
        .filter(learner__in=list(since), at__gte=first, prompt__question__in=questions)
    )
    hinted = Event.objects.filter(prompt=OuterRef("pk"), kind=Event.Kind.HINTED, at__lte=OuterRef("at"))
    annotated: QuerySet[Any, Any] = reviews.annotate(
        option=KeyTextTransform("option", "response"), hinted=Exists(hinted), read=Exists(read_before())
    )
    return annotated.order_by("at", "pk").values_list(
        "learner_id",
        "at",
        "prompt__question_id",
        "final_grade",
        "prompt__way",
        "option",
        "hinted",
        "read",
        "prompt__revision_id",
    )
