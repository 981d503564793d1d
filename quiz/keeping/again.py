"""In a backup that was restored: whoever was erased is erased again, as the ledger says."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import User
from database import ledger
from quiz.cohorts.models import Cohort, Membership
from quiz.cohorts.running.ending import end_cohort
from quiz.cohorts.running.handing_over import cohorts_left_alone
from quiz.practice.models import Learner
from quiz.privacy import erase_account, erase_person, person_by

REASON = "erased before"


def erase_again(now: datetime) -> int:
    """How many people that were. Each in a transaction of their own. Raises what `ledger.lines` raises."""
    return sum(erase_line(line, now) for line in list(ledger.lines()))


def erase_line(line: ledger.Line, now: datetime) -> bool:
    """Of an account too: one may have begun to practise only after the backup was made."""
    with transaction.atomic():
        person = person_by(line.learner) or (person_by(line.user) if line.user else None)
        user = person.user if isinstance(person, Learner) else person
        if user:
            hand_over(user, line, now)
        if isinstance(person, User):
            erase_account(user=person, reason=REASON, now=now)
        elif person:
            erase_person(learner=person, reason=REASON, now=now)
    return person is not None


def hand_over(user: User, line: ledger.Line, now: datetime) -> None:
    """Cohorts that this person alone teaches here: to those who taught them once they were gone. Where the backup knows
    none of those, the cohort ends, so that no cohort keeps a person from being erased.
    """
    for cohort in cohorts_left_alone(user):
        heirs = list(User.objects.filter(pk__in=line.teaches.get(cohort.pk, ()), leaving_since=None))
        if heirs:
            let_teach(cohort, heirs, now)
        else:
            end_cohort(cohort=cohort, now=now)


def let_teach(cohort: Cohort, heirs: Sequence[User], now: datetime) -> None:
    Membership.objects.filter(cohort=cohort, user__in=heirs, left_at=None).update(left_at=now)
    Membership.objects.bulk_create(
        Membership(cohort=cohort, user=heir, role=Membership.Role.INSTRUCTOR, agreed_at=now) for heir in heirs
    )
