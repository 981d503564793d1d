"""Before and after the interview: who has it in two days, who had it yesterday, and what others were asked."""

from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import User
from quiz.bank.models import Question
from quiz.bank.published import PublishedBank
from quiz.demo.cast import KEEN, Character
from quiz.demo.practice.history import ZONE, Aims, Span, begin_life, local
from quiz.demo.practice.remembering import Ability
from quiz.practice.asked_lately.counting import count_asked
from quiz.practice.asked_lately.reporting import save_report
from quiz.practice.log.learners import with_context
from quiz.practice.models import Learner, Plan
from quiz.practice.people.noting import save_note

WEEKS = timedelta(weeks=3)
ABILITY = Ability(knew_before=0.3, first_days=2.0, growth=2.4, decay=0.3)
BEFORE, AFTER = Character(31, KEEN, ABILITY), Character(32, KEEN, ABILITY)
IN_DAYS = 2
NOTES = {
    "mlflow-model-registry": "Tracking = runs. Registry = the chosen ones.",
    "what-is-concept-drift": "Balcony and rents.",
    "canary-deployment": "Safe? A/B asks: better?",
}
ASKED = ("what-is-mlops", "what-is-data-drift", "canary-deployment", "mlops-vs-devops")
LINES = ("How do you evaluate an LLM before release?", "Cost of GPU inference")
REPORTS = 9
"""Each names all but one of the questions, and every other one says what the bank lacks."""
ANSWERS = ("yes", "partly", "no")


def live_around_the_day(*, stage: Any, now: datetime) -> tuple[tuple[str, str], ...]:
    """`stage` is that of `filling`. In the caller's transaction."""
    today = stage.span.today
    interviews = {BEFORE: today + timedelta(days=IN_DAYS), AFTER: today - timedelta(days=1)}
    for character, day in interviews.items():
        user = stage.account(character.email, character.name)
        prepare(user, character, day, stage)
    write_notes(Learner.objects.get(user__email=BEFORE.email))
    say_what_was_asked(stage.bank, today)
    count_asked(today=now.date())
    return (
        (BEFORE.email, f"a learner, {IN_DAYS} days before an interview: tonight’s sheet"),
        (AFTER.email, "a learner, the day after: what were you asked?"),
    )


def prepare(user: User, character: Character, interview: date, stage: Any) -> None:
    span = Span(max(stage.span.first, stage.span.today - WEEKS), stage.span.today)
    life = begin_life(
        character=character, user=user, span=span, bank=stage.bank, seeds=stage.seeds, aims=Aims((interview,))
    )
    for day in span.days:
        if day < interview:
            life.live(day)


def write_notes(learner: Learner) -> None:
    for key, words in NOTES.items():
        save_note(learner=learner, question=Question.objects.get(key=key), words=words, over=None)


def say_what_was_asked(bank: PublishedBank, today: date) -> None:
    """Those with ten answers, each some days after an interview of theirs."""
    people = with_context().filter(user__email__startswith="learner").order_by("user__date_joined", "pk")
    for place, learner in enumerate(people.exclude(user__email=AFTER.email)[:REPORTS]):
        day = today - timedelta(days=5 + 3 * place)
        Plan.objects.update_or_create(learner=learner, defaults={"interviewed_on": day})
        named = [key for number, key in enumerate(ASKED) if number != place % (len(ASKED) + 1)]
        could = {bank.questions[key].id: ANSWERS[(place + number) % 3] for number, key in enumerate(named)}
        line = LINES[place % 3 % 2] if place % 2 else ""
        again = with_context().get(pk=learner.pk)
        save_report(
            learner=again, day=day, could=could, line=line, now=local(day + timedelta(days=1), 10), zone=ZONE
        )
