"""What Today shows: what one's cohorts need, what to do now, how ready one is, what is assigned, what is coming."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from quiz import engine
from quiz.bank.published import PublishedSection
from quiz.cohorts.measuring.progress import AssignmentProgress, assignments_of
from quiz.interview.asking.suggesting import Suggestion, suggestion_of
from quiz.mastery.agenda import Agenda, agenda_of
from quiz.mastery.dates import day_words
from quiz.mastery.library.changed import Changed, changed_of
from quiz.mastery.mastery_page import over_in_words
from quiz.mastery.mosaic.mosaic import Mosaic, mosaic_of
from quiz.mastery.mosaic.triage import Triage, triage_of
from quiz.mastery.readiness.how_ready import Readiness, readiness_of
from quiz.mastery.readiness.outlook import Outlook, outlook_of
from quiz.mastery.standings import standings_of
from quiz.mastery.summary.missed import (
    Missed,
    first_next_time,
    missed_of,
    missed_ones,
    missed_today,
    practise_again_words,
    said_of_next_time,
    said_of_tomorrow,
)
from quiz.mastery.tonight.choosing import has_sheet
from quiz.practice.asked_lately.reporting import awaited_report
from quiz.practice.asking.first_session import MINUTES, is_to_be_placed
from quiz.practice.flags.replies import OwnFlag, unread_replies
from quiz.practice.remembering.situation import Situation
from quiz.today.practised import Done, LastSession, done_today, last_session, latest_sessions
from quiz.today.teaching import Teaching, teaching_of


@dataclass(frozen=True)
class StartPage:
    today: date
    days_left: int | None
    """Until the interview; None where there is none ahead."""
    agenda: Agenda
    readiness: Readiness
    outlook: Outlook
    mosaic: Mosaic
    assignments: Sequence[AssignmentProgress]
    last: LastSession | None
    sections: Sequence[PublishedSection]
    triage: Triage | None
    over: str
    """When the interview was, where it is over and what next is open."""
    rests: bool
    places: bool
    """Whether the button opens the first session, the warm-up."""
    done: Done
    missed: Sequence[Missed]
    """Today, in the order of asking."""
    starts_with: int
    """How many questions missed on the last practised day the next session today begins with."""
    first_tomorrow: Sequence[str]
    """What the next practised day begins with, if nothing more is answered today."""
    tomorrow: str
    """The same in a sentence."""
    changed: Sequence[Changed]
    """Answers that the learner knew and was not told of yet."""
    replies: Sequence[OwnFlag]
    """What the learner flagged, where a curator answered and they have not read it."""
    teaching: Teaching | None
    """The cohorts that this person teaches."""
    suggestion: Suggestion | None
    """A mock interview that waits, or is due before the real one."""
    asked_on: date | None
    """The interview of which we ask what was asked in it."""
    has_sheet: bool
    """Whether it is one of the last days before the interview, and there is a sheet of what may slip."""

    @property
    def tells(self) -> bool:
        """Whether figures and days are shown: not to who has just come, nor to who rests."""
        return not self.is_new and not self.rests

    @property
    def practises(self) -> bool:
        """Whether their own practice is shown: to everybody but those who teach and have none."""
        has_any = not self.is_new or self.rests or self.days_left is not None or bool(self.assignments)
        return has_any or self.teaching is None

    @property
    def names_days(self) -> bool:
        """Whether questions come back on days: not before an interview."""
        return not self.agenda.for_interview

    @property
    def is_new(self) -> bool:
        return self.readiness.answered == 0

    @property
    def is_done(self) -> bool:
        """Whether the plan's minutes of today are practised."""
        return self.done.is_all and not self.places and not self.rests

    @property
    def is_midway(self) -> bool:
        return self.done.minutes > 0 and not self.is_done and not self.places and not self.rests

    @property
    def headline(self) -> str:
        if self.rests:
            return _("You are taking a break.")
        if self.places:
            return _("%(number)s questions to warm up, about %(minutes)s minutes.") % {
                "number": engine.PLACES,
                "minutes": MINUTES,
            }
        if self.is_done:
            return f"{_('Done for today.')} {self.tomorrow}".strip()
        if self.is_midway:
            return self.agenda.left
        return self.agenda.whole if self.is_assigned else self.agenda.headline

    @property
    def lede(self) -> str:
        """What the button brings; at rest, how to go on."""
        if self.rests:
            return _("We ask you nothing until you answer a question or set a new date. Everything is saved.")
        if self.places:
            return _("They show where you stand.")
        if self.is_done:
            return ""
        return self._brings

    @property
    def _brings(self) -> str:
        """What an ordinary session asks first."""
        if self.starts_with:
            return ngettext(
                "We start with the question you missed last time.",
                "We start with %(number)s questions you missed last time.",
                self.starts_with,
            ) % {"number": self.starts_with}
        if self.is_assigned:
            return _("We start with what your instructor assigned.")
        if self.agenda.for_interview:
            return _("We start with what helps most before your interview.")
        if self.agenda.overflows:
            return _("More questions come back today than fit. We start with the ones that matter most.")
        if self.agenda.due:
            return ""
        return f"{self._next} {self._unmet}".strip()

    @property
    def _next(self) -> str:
        if self.agenda.next_day is None:
            return ""
        later = self.agenda.comes_later_today
        words = ngettext(
            "%(count)s question comes back %(day)s.",
            "%(count)s questions come back %(day)s.",
            self.agenda.next_count,
        )
        return words % {
            "count": self.agenda.next_count,
            "day": _("later today") if later else day_words(self.agenda.next_day, self.today),
        }

    @property
    def _unmet(self) -> str:
        if not self.agenda.unmet:
            return _("You have answered every question at least once.")
        return _("You have %(minutes)s minutes: learn some new ones.") % {"minutes": self.agenda.minutes}

    @property
    def interview(self) -> str:
        """How far the interview is, in words; empty without one."""
        if self.days_left is None:
            return ""
        if self.days_left == 0:
            return _("interview today")
        return ngettext("interview tomorrow", "interview in %(days)d days", self.days_left) % {
            "days": self.days_left
        }

    @property
    def is_the_day(self) -> bool:
        return self.days_left == 0

    @property
    def is_assigned(self) -> bool:
        """Whether practice asks first for what is assigned."""
        return any(progress.is_open and progress.to_go for progress in self.assignments)

    @property
    def learns_new(self) -> bool:
        """Whether the button brings new questions, since nothing else comes back."""
        asks_other = self.places or self.is_assigned or self.agenda.for_interview or self.agenda.due
        return not asks_other and not self.starts_with and not self.rests and self.agenda.unmet > 0

    @property
    def more(self) -> str:
        """What the button says once the day is done."""
        return ngettext("%(minutes)s minute more", "%(minutes)s minutes more", self.done.of) % {
            "minutes": self.done.of
        }

    @property
    def missed_heading(self) -> str:
        return _("Missed today (%(number)s)") % {"number": len(self.missed)}

    @property
    def changed_heading(self) -> str:
        return ngettext(
            "An answer you learned has changed",
            "%(number)s answers you learned have changed",
            len(self.changed),
        ) % {"number": len(self.changed)}

    @property
    def replies_heading(self) -> str:
        return ngettext(
            "A curator answered your flag", "Curators answered %(number)s of your flags", len(self.replies)
        ) % {"number": len(self.replies)}

    @property
    def again(self) -> str:
        return practise_again_words(len(self.missed))

    @property
    def next_time(self) -> str:
        """What becomes of what was missed today."""
        return said_of_next_time([each.key for each in self.missed], self.first_tomorrow)


def build_start_page(user: User | AnonymousUser, situation: Situation, now: datetime) -> StartPage:
    standings, today = standings_of(situation, now=now), situation.local_day(now)
    readiness, sessions = readiness_of(situation, now), latest_sessions(situation, now)
    done, first = done_today(situation, sessions, now), first_next_time(situation, now)
    return StartPage(
        today=today,
        days_left=days_to(situation.plan.interview_on, today),
        agenda=agenda_of(situation, standings, now, minutes=done.of - done.minutes),
        readiness=readiness,
        outlook=outlook_of(situation, readiness, now),
        mosaic=mosaic_of(situation, standings, today=today),
        assignments=assignments_of(user, situation, now),
        last=last_session(situation, sessions),
        sections=situation.bank.sections,
        triage=triage_of(situation, now),
        over=over_in_words(situation, now),
        rests=situation.plan.resting,
        places=is_to_be_placed(situation.memory),
        done=done,
        missed=missed_ones(situation, missed_today(situation, now), standings, {}),
        starts_with=len(missed_of(situation, today)),
        first_tomorrow=first,
        tomorrow=said_of_tomorrow(situation, now, len(first)),
        changed=changed_of(situation, now),
        replies=unread_replies(situation),
        teaching=teaching_of(user, now, situation.zone),
        suggestion=suggestion_of(situation, now),
        asked_on=awaited_report(situation, now),
        has_sheet=has_sheet(situation, now),
    )


def days_to(day: date | None, today: date) -> int | None:
    return (day - today).days if day and day >= today else None
