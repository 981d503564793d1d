"""The page of a cohort's links, for its instructors."""

from dataclasses import dataclass
from datetime import datetime

from quiz.cohorts.joining.inviting import Closed, links_of, why_closed
from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Cohort, Membership


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """A link as the page tells of it: what it lets in, not where it leads."""

    invitation: Invitation
    closed: Closed | None


@dataclass(frozen=True)
class InvitationsPage:
    lines: tuple[InvitationLine, ...]
    """The newest first."""

    @property
    def newest(self) -> str:
        """By which a form says what it was decided on."""
        return str(self.lines[0].invitation.pk) if self.lines else ""

    @property
    def open(self) -> tuple[InvitationLine, ...]:
        return tuple(line for line in self.lines if line.closed is None)

    @property
    def closed(self) -> tuple[InvitationLine, ...]:
        return tuple(line for line in self.lines if line.closed is not None)


def invitations_page_of(cohort: Cohort, now: datetime) -> InvitationsPage:
    """One query."""
    rows = links_of(cohort).filter(role=Membership.Role.MEMBER)
    return InvitationsPage(tuple(InvitationLine(row, why_closed(row, now)) for row in rows))
