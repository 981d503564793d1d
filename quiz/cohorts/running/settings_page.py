"""The page on which a cohort is renamed, handed over, copied, archived and ended, for its instructors."""

from dataclasses import dataclass
from datetime import datetime

from quiz.cohorts.by_name import by_name
from quiz.cohorts.joining.inviting import links_of, why_closed
from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Cohort, Membership


@dataclass(frozen=True)
class SettingsPage:
    instructors: tuple[Membership, ...]
    """Who has taught it longest comes first."""
    members: tuple[Membership, ...]
    links: tuple[Invitation, ...]
    """Open ones that make an instructor."""

    @property
    def is_shared(self) -> bool:
        """Somebody would be left to teach it."""
        return self.others > 0

    @property
    def others(self) -> int:
        """Instructors beside the one who reads it."""
        return len(self.instructors) - 1


def settings_page_of(cohort: Cohort, now: datetime) -> SettingsPage:
    """Two queries."""
    current = cohort.memberships.current().select_related("user").order_by("agreed_at", "pk")
    instructors = tuple(one for one in current if one.role == Membership.Role.INSTRUCTOR)
    members = sorted(
        (one for one in current if one not in instructors), key=lambda one: by_name(str(one.user))
    )
    return SettingsPage(instructors, tuple(members), instructor_links(cohort, now))


def instructor_links(cohort: Cohort, now: datetime) -> tuple[Invitation, ...]:
    """The newest first."""
    links = links_of(cohort).filter(role=Membership.Role.INSTRUCTOR).select_related("cohort")
    return tuple(link for link in links if why_closed(link, now) is None)
