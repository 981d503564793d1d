"""The page: what can be ticked, and our forecast beside what they could answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.bank.published import PublishedQuestion
from quiz.bank.text.markdown import inline
from quiz.interview.asked.sent import LineForm, Sent
from quiz.mastery.dates import long_day
from quiz.mastery.library.library_page import Search
from quiz.mastery.mastery_page import over_in_words
from quiz.mastery.models import DailyForecast
from quiz.mastery.readiness.hindsight import FEWEST_ANSWERS
from quiz.practice.asked_lately.models import AskedQuestion
from quiz.practice.asked_lately.reporting import interview_to_report, report_of
from quiz.practice.remembering.situation import Situation

Could = AskedQuestion.Could


@dataclass(frozen=True, slots=True)
class Row:
    """A question that may have been asked."""

    key: str
    words: SafeString
    ticked: bool
    could: str

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Value, word, and whether it is chosen."""
        return [(value, str(word), value == self.could) for value, word in Could.choices]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    rows: Sequence[Row]
    """Those that are not above."""
    total: int
    ticked: int

    @property
    def count(self) -> str:
        if self.ticked:
            return ngettext("%d ticked", "%d ticked", self.ticked) % self.ticked
        return ngettext("%d question", "%d questions", self.total) % self.total


@dataclass(frozen=True, slots=True)
class Expected:
    """What was forecast for the day, and what they could answer of what they were asked."""

    forecast: DailyForecast | None
    yes: int = 0
    partly: int = 0
    of: int = 0
    """Of how many they said it."""

    @property
    def expected(self) -> str:
        """We expected …"""
        if self.forecast is None:
            return ""
        figures = {"expected": round(self.forecast.expected), "total": self.forecast.total}
        return _("%(expected)s of %(total)s") % figures

    @property
    def likely(self) -> str:
        if self.forecast is None:
            return ""
        return _("likely %(low)s to %(high)s") % {
            "low": round(self.forecast.low),
            "high": round(self.forecast.high),
        }

    @property
    def answered(self) -> str:
        """You could answer …"""
        return _("%(yes)s of the %(of)s you were asked") % {"yes": self.yes, "of": self.of}

    @property
    def and_partly(self) -> str:
        if not self.partly:
            return ""
        return ngettext("and %d partly", "and %d partly", self.partly) % self.partly

    @property
    def too_few(self) -> str:
        """Where the number says nothing of the forecast yet."""
        if not self.of or self.of >= FEWEST_ANSWERS:
            return ""
        return ngettext(
            "%d question is too few to judge our forecast.",
            "%d questions are too few to judge our forecast.",
            self.of,
        ) % (self.of)


@dataclass(frozen=True)
class AskedPage:
    today: date
    day: date | None
    """Of the interview; None where there is none to say anything of."""
    ticked: Sequence[Row] = ()
    found: Sequence[Row] = ()
    sections: Sequence[Section] = ()
    words: str = ""
    form: LineForm | None = None
    expected: Expected | None = None
    over: str = ""
    """When the interview was, where what next is open."""
    is_saved: bool = False
    error: str = ""

    @property
    def long_day(self) -> str:
        return long_day(self.day, self.today) if self.day else ""

    @property
    def was(self) -> str:
        """How long ago it is."""
        days = (self.today - self.day).days if self.day else 0
        if days == 1:
            return _("interview was yesterday")
        return ngettext("interview was %(days)d day ago", "interview was %(days)d days ago", days) % {
            "days": days
        }

    @property
    def finds_nothing(self) -> bool:
        return bool(self.words) and not self.found


def build_asked(
    situation: Situation,
    now: datetime,
    sent: Sent | None = None,
    form: LineForm | None = None,
    error: str = "",
) -> AskedPage:
    """With what was sent, else with what was saved."""
    today = situation.local_day(now)
    day = interview_to_report(situation.plan, today)
    if day is None:
        return AskedPage(today, None)
    report = report_of(situation.learner, day)
    saved = Sent.of_report(report, situation.bank) if report else Sent()
    shown = saved if sent is None else sent
    found = found_by(shown, situation)
    return AskedPage(
        today=today,
        day=day,
        ticked=[row_of(situation.bank.questions[key], shown) for key in shown.could],
        found=[row_of(question, shown) for question in found],
        sections=sections_of(situation, shown, {question.key for question in found}),
        words=shown.words,
        form=form or LineForm(initial={"line": shown.line}, label_suffix=""),
        expected=expected_of(situation, day, saved),
        over=over_in_words(situation, now),
        is_saved=not saved.says_nothing,
        error=error,
    )


def row_of(question: PublishedQuestion, sent: Sent) -> Row:
    key = question.key
    return Row(key, inline(question.revision.text), key in sent.could, sent.could.get(key, ""))


def found_by(sent: Sent, situation: Situation) -> list[PublishedQuestion]:
    """What has the words, the question's own first; what is ticked stands above."""
    search = Search(sent.words)
    if not search:
        return []
    questions = situation.bank.questions.values()
    found = [each for each in questions if each.key not in sent.could and search.finds(each, "")]
    return sorted(found, key=lambda each: not search.names(each))


def sections_of(situation: Situation, sent: Sent, found: set[str]) -> list[Section]:
    """Each question stands once on the page."""
    questions = situation.bank.questions
    return [
        Section(
            section.title,
            [
                row_of(questions[key], sent)
                for key in section.keys
                if key not in sent.could and key not in found
            ],
            len(section.keys),
            sum(key in sent.could for key in section.keys),
        )
        for section in situation.bank.sections
        if section.keys
    ]


def expected_of(situation: Situation, day: date, saved: Sent) -> Expected:
    """The last forecast before the day, of how much would be known on it without more practice."""
    forecasts = DailyForecast.objects.filter(learner=situation.learner, for_date=day, local_day__lt=day)
    said = [answer for answer in saved.could.values() if answer]
    return Expected(
        forecasts.order_by("-local_day").first(), said.count(Could.YES), said.count(Could.PARTLY), len(said)
    )
