"""The people and questions that are measured, made straight in the database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO
from itertools import count, islice
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.signed_in import SessionStore
from quiz import engine
from quiz.bank.models import BankVersion, Option, Question, Revision, Section
from quiz.bank.published import PublishedBank, published_bank
from quiz.practice.asking.next_prompt import offer
from quiz.practice.asking.starting import Focus, start_session
from quiz.practice.log.learners import SESSION_KEY, again
from quiz.practice.models import Learner, Plan, PracticeSession, Prompt, Review, Way
from quiz.practice.remembering.rebuilding import rebuild

UTC = ZoneInfo("UTC")
EARLIER = timedelta(weeks=8)
"""Since when everybody here has practised."""
A_SESSION = 20
CHOICES_FIRST = 3
SLUGS = ("right", "wrong-1", "wrong-2", "wrong-3")
numbers = count(1)


@dataclass(frozen=True)
class Person:
    """Somebody at a browser: the cookie that they hold, and whose it is."""

    cookie: str
    learner: Learner


def use(name: str) -> None:
    """Work on this database from now on."""
    connections.close_all()
    connections["default"].settings_dict["NAME"] = name


def make_tables() -> None:
    """The product's, then the floor's, which has no migrations and refers to them."""
    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)


def make_bank() -> None:
    """The real bank."""
    make_tables()
    call_command("load_bank", verbosity=0, stdout=StringIO())


def make_large_bank(questions: int) -> None:
    """Made-up questions, evenly in five sections."""
    make_tables()
    sections = Section.objects.bulk_create(
        Section(slug=f"section-{place}", position=place, title=f"Section {place}") for place in range(1, 6)
    )
    made = Question.objects.bulk_create(
        Question(key=f"question-{n}", section=sections[n % 5], position=n // 5 + 1, kind="concept")
        for n in range(questions)
    )
    revisions = Revision.objects.bulk_create(
        Revision(
            question=each,
            status="published",
            digest=f"{each.pk:x}",
            text=f"What is {each}?",
            answer="It is so.",
        )
        for each in made
    )
    for each, revision in zip(made, revisions, strict=True):
        each.live_revision = revision
    Question.objects.bulk_update(made, ["live_revision"], batch_size=500)
    Option.objects.bulk_create(
        Option(revision=each, slug=slug, position=place, text=f"Option {slug}", is_right=slug == "right")
        for each in revisions
        for place, slug in enumerate(SLUGS)
    )
    BankVersion.renew()


def make_person(*, answers: int, in_days: int | None = 30) -> Person:
    """A signed-in learner of so many answers, round and round the bank, whose interview is in so many days."""
    user = User.objects.create_user(f"learner{next(numbers)}@example.org", name="Learner")
    learner = Learner.objects.create(user=user)
    interview_on = None if in_days is None else timezone.now().date() + timedelta(days=in_days)
    Plan.objects.create(learner=learner, interview_on=interview_on, minutes=30)
    give_history(learner, published_bank(), answers)
    client = Client()
    client.force_login(user)
    return Person(client.cookies[settings.SESSION_COOKIE_NAME].value, learner)


def make_visitor() -> Person:
    """Somebody who has not signed in, about to see their first question."""
    learner = Learner.objects.create()
    session = SessionStore()
    session[SESSION_KEY] = str(learner.pk)
    session.create()
    return Person(str(session.session_key), learner)


def give_history(learner: Learner, bank: PublishedBank, answers: int) -> None:
    """Write the log as if it had been practised evenly for eight weeks, and fold it."""
    now = timezone.now()
    start, step = now - EARLIER, (EARLIER - timedelta(hours=1)) / answers
    sessions = [
        PracticeSession(learner=learner, started_at=at, ended_at=at + step * A_SESSION, minutes=30)
        for at in (start + step * first for first in range(0, answers, A_SESSION))
    ]
    prompts = list(islice(prompts_of(sessions, bank, step), answers))
    with transaction.atomic():
        PracticeSession.objects.bulk_create(sessions)
        Prompt.objects.bulk_create(prompts)
        Review.objects.bulk_create(review_of(prompt, place) for place, prompt in enumerate(prompts))
        rebuild(learner, bank, at=prompts[-1].at)


def prompts_of(sessions: list[PracticeSession], bank: PublishedBank, step: timedelta) -> Iterator[Prompt]:
    questions = list(bank.questions.values())
    for place in count():
        session = sessions[place // A_SESSION]
        revision, contacts = questions[place % len(questions)].revision, place // len(questions)
        yield Prompt(
            learner_id=session.learner_id,
            session=session,
            sequence=place % A_SESSION + 1,
            question_id=revision.question_id,
            revision_id=revision.id,
            way=Way.CHOOSE if contacts < CHOICES_FIRST else Way.RECALL,
            options=offer(revision, place) if contacts < CHOICES_FIRST else [],
            seed=place,
            at=session.started_at + step * (place % A_SESSION),
        )


def review_of(prompt: Prompt, place: int) -> Review:
    """Every fourth answer is a miss."""
    grade = 1 if place % 4 == 3 else 3
    by_choice = prompt.way == Way.CHOOSE
    return Review(
        prompt=prompt,
        learner_id=prompt.learner_id,
        response={"option": prompt.options[0]} if by_choice else {"text": "", "points": []},
        machine_grade=grade if by_choice else None,
        grade=grade,
        guess_chance=engine.guess_chance(prompt.way),
        ms=8000,
        estimated=False,
        at=prompt.at + timedelta(seconds=1),
        local_day=prompt.at.date(),
        engine_version=engine.ENGINE_VERSION,
        engine_fingerprint=engine.fingerprint(),
    )


def first_prompt(person: Person, now: datetime, only: Sequence[str] | None = None) -> Prompt:
    """Begin a session of a new title, so that an open one does not go on."""
    focus = Focus(title=f"{now:%H:%M:%S.%f}", only=only)
    return start_session(learner=again(person.learner), focus=focus, now=now, zone=UTC).prompt
