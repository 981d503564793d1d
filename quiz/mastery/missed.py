"""What was missed, in a session or on a day: what the learner did, and what the next session starts with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz import engine
from quiz.bank.published import PublishedRevision
from quiz.bank.text.markdown import inline
from quiz.mastery.mosaic.mosaic import url_of
from quiz.mastery.standings import Standing
from quiz.practice.models import Grade, PracticeSession, Review
from quiz.practice.pages.level_words import LEVEL_WORDS
from quiz.practice.remembering.folding import Graded
from quiz.practice.remembering.log_rows import effective_reviews
from quiz.practice.remembering.situation import Situation


@dataclass(frozen=True, slots=True)
class Missed:
    """One question that was missed."""

    key: str
    title: SafeString
    section: str
    said: SafeString
    """What the learner did, and what tells the right answer apart."""
    level: int
    word: str

    @property
    def url(self) -> str:
        return url_of(self.key)


def answers_in(session: PracticeSession, reviews: Sequence[Graded]) -> list[Graded]:
    """Those of these reviews that were given in this session."""
    prompts = set(session.prompts.values_list("pk", flat=True))
    return [review for review in reviews if review.prompt in prompts]


def missed_at_first(answers: Sequence[Graded]) -> dict[str, Graded]:
    """Of each question whose first of these answers was a miss, that answer."""
    first: dict[str, Graded] = {}
    for answer in answers:
        first.setdefault(answer.key, answer)
    return {key: answer for key, answer in first.items() if answer.grade == Grade.FORGOT}


def missed_in(situation: Situation, session: PracticeSession) -> list[str]:
    """Keys of the questions whose first answer in this session was a miss, in the order of asking."""
    since = effective_reviews(situation.learner, situation.bank, session.started_at)
    return [key for key in missed_at_first(answers_in(session, since)) if key in situation.counted]


def missed_today(situation: Situation, now: datetime) -> list[str]:
    """Keys of the questions whose first answer on this local day was a miss, in the order of asking."""
    today, cards = situation.local_day(now), situation.memory.cards
    missed = [key for key, card in cards.items() if engine.was_missed_on(card, today)]
    return sorted((key for key in missed if key in situation.counted), key=lambda key: str(cards[key].last))


def first_next_time(situation: Situation, now: datetime) -> list[str]:
    """What the first session of the next practised day begins with of what was missed, if nothing more is answered
    today."""
    return missed_of(situation, situation.local_day(now) + timedelta(days=1))


def missed_of(situation: Situation, day: date) -> list[str]:
    """What is promised of that day, less what has changed: that was not missed."""
    return [key for key in situation.promised_on(day) if key not in situation.memory.overtaken]


def said_of_tomorrow(situation: Situation, now: datetime, number: int) -> str:
    """That the next practised day begins with so many questions; the picker is bound to it."""
    if not number:
        return ""
    tomorrow = situation.local_day(now) + timedelta(days=1)
    if tomorrow.weekday() in situation.plan.days_off:
        words = ngettext(
            "Your next session starts with the question you missed.",
            "Your next session starts with %(number)s questions you missed.",
            number,
        )
    else:
        words = ngettext(
            "Tomorrow starts with the question you missed.",
            "Tomorrow starts with %(number)s questions you missed.",
            number,
        )
    return words % {"number": number}


def said_of_next_time(missed: Sequence[str], promised: Sequence[str]) -> str:
    """What becomes of these, without a full stop; empty where nothing is promised of any."""
    kept = len(set(missed) & set(promised))
    if not kept:
        return ""
    all_of_them = ngettext(
        "your next session starts with it", "your next session starts with these %(number)s", kept
    )
    some = ngettext(
        "your next session starts with %(number)s of them",
        "your next session starts with %(number)s of them",
        kept,
    )
    return (all_of_them if kept == len(missed) else some) % {"number": in_words(kept)}


def missed_ones(
    situation: Situation,
    keys: Sequence[str],
    standings: Mapping[str, Standing],
    said: Mapping[str, SafeString],
) -> list[Missed]:
    """Those of these keys that learners are still asked, in this order."""
    questions = situation.bank.questions
    return [
        Missed(
            key=key,
            title=inline(questions[key].revision.text),
            section=questions[key].section.title,
            said=said.get(key, SafeString()),
            level=int(standings[key].level),
            word=str(LEVEL_WORDS[standings[key].level]),
        )
        for key in keys
        if key in questions
    ]


def what_was_said(situation: Situation, missed: Mapping[str, Graded]) -> dict[str, SafeString]:
    """What the learner did, by key. One query, none where nothing was missed."""
    if not missed:
        return {}
    prompts = {answer.prompt: key for key, answer in missed.items()}
    given = Review.objects.filter(pk__in=prompts).values_list("pk", "response")
    return {prompts[pk]: said_in(situation, prompts[pk], response) for pk, response in given}


def said_in(situation: Situation, key: str, response: Mapping[str, object]) -> SafeString:
    question = situation.bank.questions.get(key)
    if question is None:
        return SafeString()
    if "dont_know" in response:
        return format_html("{}", _("You said “I don’t know” and read the answer."))
    if "option" in response:
        return chosen_words(question.revision, str(response["option"]))
    if response.get("message"):
        return inline(str(response["message"]))
    return left_out(question.revision, response.get("points"))


def chosen_words(revision: PublishedRevision, slug: str) -> SafeString:
    """The option that was chosen and why it is wrong; it may have left the bank since."""
    option = next((each for each in revision.options if each.slug == slug), None)
    if option is None:
        return SafeString()
    return format_html("{} {} {}", _("You chose:"), inline(option.text), inline(option.why))


def left_out(revision: PublishedRevision, ticked: object) -> SafeString:
    """The first key point that was not ticked, where others were."""
    had = set(ticked) if isinstance(ticked, list) else set()
    missing = [point for point in revision.points if point.slug not in had]
    if had and missing:
        return format_html("{} {}", _("You left out:"), inline(missing[0].text))
    return format_html("{}", _("You could not say it."))


def in_words(number: int) -> str:
    """One to twelve in words, the rest in digits."""
    words = (
        _("one"), _("two"), _("three"), _("four"), _("five"), _("six"),
        _("seven"), _("eight"), _("nine"), _("ten"), _("eleven"), _("twelve"),
    )  # fmt: skip
    return words[number - 1] if 0 < number <= len(words) else str(number)


def practise_again_words(number: int) -> str:
    return ngettext("Practise it again", "Practise these %(number)s again", number) % {
        "number": in_words(number)
    }
