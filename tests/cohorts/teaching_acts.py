"""Members who answer for the first time, by the dozen."""

from collections.abc import Iterable
from datetime import timedelta

from quiz.bank.models import Option, Question
from quiz.cohorts.models import AGREED_TO_ANSWERS, Cohort, Membership
from quiz.practice.models import Learner, PracticeSession, Prompt, Review
from tests.conftest import NOW, Person, make_user

KEY = "how-dvc-works-with-git"
RIGHT, TEMPTING, OTHER = "right", "tempting", "other"


def options_of(key: str = KEY) -> dict[str, Option]:
    options = Option.objects.filter(revision__live_for__key=key)
    wrong = options.exclude(is_right=True).order_by("slug")
    return {RIGHT: options.get(is_right=True), TEMPTING: wrong[0], OTHER: wrong[1]}


def members(cohort: Cohort, number: int) -> list[Person]:
    """So many more of them, who agreed to show their answers."""
    start = Membership.objects.count()
    return [member(cohort, f"Canary {place}") for place in range(start, start + number)]


def member(cohort: Cohort, name: str) -> Person:
    person = Person().sign_in(make_user(f"{name.lower().replace(' ', '')}@example.org", name))
    Membership.objects.create(
        cohort=cohort, user=person.user, role="member", agreed_at=NOW, agreed_to=AGREED_TO_ANSWERS
    )
    return person


def choose_each(people: Iterable[Person], options: Iterable[Option | None], key: str = KEY) -> None:
    for person, option in zip(people, options, strict=True):
        choose(person, option, key)


def choose(person: Person, option: Option | None, key: str = KEY) -> Review:
    """As the log keeps that this person chose the option, or did not know; quicker than practising."""
    learner = Learner.objects.get_or_create(user=person.user)[0]
    session = PracticeSession.objects.create(learner=learner, started_at=NOW, minutes=10)
    question = Question.objects.get(key=key)
    prompt = Prompt.objects.create(
        learner=learner, session=session, sequence=1, question=question, revision=question.live_revision,
        way="choose", seed=1, at=NOW,
    )  # fmt: skip
    return Review.objects.create(
        prompt=prompt, learner=learner, response={"option": option.slug} if option else {"dont_know": True},
        grade=3 if option and option.is_right else 1, guess_chance=0.25, ms=8000, estimated=False,
        at=NOW + timedelta(minutes=2), local_day=NOW.date(), engine_version="", engine_fingerprint="",
    )  # fmt: skip
