"""What became of the addresses to which invitations are mailed: line by line of a list, and of the whole cohort."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from quiz.cohorts.joining.inviting import why_closed
from quiz.cohorts.joining.mailing import Entered, is_on_its_way, rows_of
from quiz.cohorts.joining.models import MailedInvitation
from quiz.cohorts.joining.pasting import Pasted
from quiz.cohorts.models import Cohort

State = MailedInvitation.State


@dataclass(frozen=True, slots=True)
class Outcome:
    """A line of the answer to a list."""

    text: str
    """The address, or what is none."""
    what: str
    """A state, `no address`, `twice` or `before`, which says that a mail had gone already."""
    row: MailedInvitation | None = None


def outcomes_of(pasted: Iterable[Pasted], entered: Entered, cohort: Cohort) -> list[Outcome]:
    """In the order of the list. One query."""
    now_is = {row.address: row for row in rows_of(cohort)}
    seen = set[str]()
    lines = []
    for one in pasted:
        lines.append(outcome_of(one, entered, now_is.get(one.text), is_first=one.text not in seen))
        seen.add(one.text)
    return lines


def outcome_of(one: Pasted, entered: Entered, row: MailedInvitation | None, *, is_first: bool) -> Outcome:
    if not one.is_address:
        return Outcome(one.text, "no address")
    if not is_first:
        return Outcome(one.text, "twice")
    before = entered.before.get(one.text)
    if before is not None:
        return Outcome(one.text, "before" if before.state == State.SENT else before.state, before)
    return Outcome(one.text, row.state if row else State.FAILED, row)


@dataclass(frozen=True, slots=True)
class MailedLine:
    """An address as the page tells of it."""

    row: MailedInvitation
    state: str
    """The row's, or `ended` where its link lets nobody in any more, or `going` while it is being sent."""

    @property
    def may_be_asked_again(self) -> bool:
        return self.state not in {State.DECLINED, State.WAITING, "going"}


@dataclass(frozen=True)
class MailedPage:
    lines: tuple[MailedLine, ...]
    """By address."""

    def in_state(self, *states: str) -> tuple[MailedLine, ...]:
        return tuple(line for line in self.lines if line.state in states)

    @property
    def missing(self) -> tuple[MailedLine, ...]:
        """Who has not joined yet, and may do so still or be asked again."""
        return self.in_state(State.WAITING, State.SENDING, State.SENT, State.FAILED, "ended", "going")

    @property
    def waiting(self) -> tuple[MailedLine, ...]:
        return self.in_state(State.WAITING)

    @property
    def joined(self) -> tuple[MailedLine, ...]:
        return self.in_state(State.JOINED)

    @property
    def declined(self) -> tuple[MailedLine, ...]:
        return self.in_state(State.DECLINED)


def mailed_page_of(cohort: Cohort, now: datetime) -> MailedPage:
    """One query."""
    return MailedPage(tuple(MailedLine(row, state_of(row, now)) for row in rows_of(cohort)))


def state_of(row: MailedInvitation, now: datetime) -> str:
    if is_on_its_way(row, now):
        return "going"
    over = row.state in {State.WAITING, State.SENDING, State.SENT, State.FAILED}
    return "ended" if over and why_closed(row.invitation, now) else row.state
