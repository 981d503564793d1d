"""The week's digest for an instructor: what needs them, cohort by cohort. Names and counts, nothing more of members."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q

from accounts.base_address import full_address
from accounts.models import User
from quiz.cohorts.models import Cohort
from quiz.cohorts.telling.local_days import MORNING, where_they_are
from quiz.cohorts.telling.mails import mail_of, name_in_mail, person_in_mail
from quiz.cohorts.telling.models import SentMail
from quiz.cohorts.telling.planned import Planned
from quiz.cohorts.telling.sent_once import is_claimed
from quiz.cohorts.telling.who_is_behind import behind_in

DAYS: Final = 2
"""On Monday; a run that comes late still sends it on Tuesday."""
WEEK: Final = timedelta(days=7)
KIND = SentMail.Kind.DIGEST


@dataclass(frozen=True, slots=True)
class OfCohort:
    """What the digest says of one cohort."""

    name: str
    members: int
    behind: tuple[str, ...]
    due: int
    """How many assignments are due in the week that begins."""
    url: str


def digest(user: User, now: datetime) -> Iterator[Planned]:
    here = where_they_are(user, now)
    monday = here.date() - timedelta(days=here.weekday())
    if here.weekday() >= DAYS or here.time() < MORNING or is_claimed(user, KIND, monday):
        return
    taught = Cohort.objects.taught_by(user).filter(archived_at=None).order_by("name", "pk")
    cohorts = [found for cohort in taught if (found := of_cohort(cohort, here.date(), now)).members]
    if cohorts:
        context = {"cohorts": cohorts, "behind": sum(len(one.behind) for one in cohorts)}
        yield Planned(user, KIND, monday, mail_of(KIND, user, context))


def of_cohort(cohort: Cohort, today: date, now: datetime) -> OfCohort:
    due = Q(due_on__gte=today, due_on__lt=today + WEEK, closed_at=None)
    return OfCohort(
        name=name_in_mail(cohort),
        members=cohort.memberships.current().members().count(),
        behind=tuple(person_in_mail(one.user) for one in behind_in(cohort, now)),
        due=cohort.assignments.filter(due).count(),
        url=full_address(cohort.get_absolute_url()),
    )
