"""What stands above each page of a cohort, for its instructors."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from quiz.cohorts.models import Cohort, Membership


@dataclass(frozen=True, slots=True)
class CohortFrame:
    """Its name, how many are in it, and who else teaches it."""

    cohort: Cohort
    members: int
    others: tuple[str, ...]
    """The other instructors' names."""


def frame_of(cohort: Cohort, user: User, current: Sequence[Membership] | None = None) -> CohortFrame:
    """One query, none where the caller has the current memberships by the day on which they began."""
    people = current or list(cohort.memberships.current().select_related("user").order_by("agreed_at"))
    teaching = [one.user for one in people if one.role == Membership.Role.INSTRUCTOR]
    others = tuple(str(one) for one in teaching if one.pk != user.pk)
    return CohortFrame(cohort, len(people) - len(teaching), others)
