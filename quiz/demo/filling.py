"""Filling a database with the demonstration: simulated people, and weeks of what they did."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.models import User
from quiz.bank.published import PublishedBank, published_bank
from quiz.cohorts.models import Cohort
from quiz.cohorts.running.archiving import archive
from quiz.curation.quality.measuring import measure_questions
from quiz.curation.quality.models import ReadableSince
from quiz.demo.cast import PROTAGONIST, Character, cohort_members, give_app, make_account
from quiz.demo.cohorts.teaching import Course, gather, run
from quiz.demo.curation.adding import begin_a_question
from quiz.demo.curation.curating import change_meaning, draft_and_propose
from quiz.demo.curation.deciding import decide
from quiz.demo.curation.drilling import work_on_drills
from quiz.demo.curation.flagging import flag_and_answer
from quiz.demo.curation.reviewing import review
from quiz.demo.curation.tending import dismiss_one, tend
from quiz.demo.interviewing import interview_on, leave_open
from quiz.demo.practice.around_the_day import live_around_the_day
from quiz.demo.practice.history import ZONE, Aims, Span, begin_life, local
from quiz.demo.practice.own_hand import take_in_hand
from quiz.demo.practice.passing_by import pass_by
from quiz.demo.signing_in import sign_in_elsewhere
from quiz.practice.models import Learner

WEEKS = 8
MEMBERS = 24
COHORT_WEEKS = 4
"""The cohort is younger than the history of who prepares alone."""
NAME, EARLIER = "Autumn cohort", "Summer cohort"
EARLIER_WEEKS = 2
EARLIER_MEMBERS = 3
"""Of the cohort before, which is archived."""
INTERVIEW_IN_DAYS = 17
LAST_INTERVIEW = timedelta(days=24)
"""How long the one before is past."""
DAY_OFF_IN = timedelta(days=2)
"""Counted from today, so that what was practised is the same on every day of the week."""
WEIGHTS = (2, 1, 2, 3, 2)
"""Of the sections: less version control, more orchestration."""
SEED = 100


class NotForADemonstration(Exception):
    """This database is not one to fill with simulated people; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Filled:
    """Who can sign in, each with what they show; one password for all, drawn for this database alone."""

    password: str
    accounts: tuple[tuple[str, str], ...]
    app_secret: str
    """Of the codes that those who curate are asked for, drawn likewise."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What every scene needs: the time it spans, the bank, and the hashed password of the accounts."""

    span: Span
    bank: PublishedBank
    password: str
    seeds: Random
    """Of all prompts, so that the demonstration is the same each time it is made."""

    def account(self, email: str, name: str, *, staff: bool = False) -> User:
        joined = local(self.span.first, 9)
        return make_account(email=email, name=name, password=self.password, joined=joined, staff=staff)


def fill(*, now: datetime, weeks: int = WEEKS, members: int = MEMBERS) -> Filled:
    """Fill the database, all or nothing; each time the same but for dates, password and ids.

    Owns its transaction. Raises `NotForADemonstration`.
    """
    refuse_unless_for_a_demonstration()
    today = now.astimezone(ZONE).date()
    span = Span(today - timedelta(weeks=weeks), today)
    password, app_secret = secrets.token_hex(6), generate_totp_secret()
    with transaction.atomic():
        stage = Stage(span, published_bank(), make_password(password), Random(SEED))  # noqa: S311
        ReadableSince.objects.update(at=local(span.first, 0))
        shown = (prepare_alone(stage, now), *teach(stage, members, now))
        if members >= MEMBERS:  # a small demonstration has nobody whom it does not need
            pass_by(bank=stage.bank, day=local(span.days[-1], 9), zone=ZONE, seeds=stage.seeds)
        shown += (*curate_bank(stage, now), *live_around_the_day(stage=stage, now=now))
        for user in User.objects.filter(is_staff=True):
            give_app(user, app_secret)
    return Filled(password, shown, app_secret)


def refuse_unless_for_a_demonstration() -> None:
    if not settings.DEBUG:
        raise NotForADemonstration(
            "DEBUG is off: a site that serves people is not filled with simulated ones."
        )
    if not settings.DEMO:
        raise NotForADemonstration(
            "DEMO is off, so no page would say that its people are simulated. Set DEMO=1."
        )
    people = User.objects.count() + Learner.objects.filter(user__isnull=True).count()
    if people:
        raise NotForADemonstration(
            f"The database holds people already ({people}). A demonstration has a database of its own: "
            "`make demo` makes a new one each time."
        )
    if not published_bank().questions:
        raise NotForADemonstration("The bank is empty. Run manage.py load_bank first.")


def prepare_alone(stage: Stage, now: datetime) -> tuple[str, str]:
    """The learner with an interview before them."""
    user, today = stage.account(PROTAGONIST.email, PROTAGONIST.name), stage.span.today
    aims = Aims(
        interviews=(today - LAST_INTERVIEW, today + timedelta(days=INTERVIEW_IN_DAYS)),
        days_off=((today + DAY_OFF_IN).weekday(),),
        weights={section.slug: weight for section, weight in zip(stage.bank.sections, WEIGHTS, strict=True)},
    )
    life = begin_life(
        character=PROTAGONIST, user=user, span=stage.span, bank=stage.bank, seeds=stage.seeds, aims=aims
    )
    dice = Random(SEED)  # noqa: S311
    for day in stage.span.days:
        life.live(day)
        learner, days_ago = Learner.objects.get(user=user), (today - day).days
        interview_on(learner=learner, days_ago=days_ago, now=local(day, 22), zone=ZONE, dice=dice)
    take_in_hand(learner=Learner.objects.get(user=user), now=local(stage.span.days[-1], 23), zone=ZONE)
    leave_open(learner=Learner.objects.get(user=user), now=now, zone=ZONE, dice=dice)
    sign_in_elsewhere(user=user, now=now)
    return user.email, f"a learner, {INTERVIEW_IN_DAYS} days before an interview"


def teach(stage: Stage, count: int, now: datetime) -> tuple[tuple[str, str], ...]:
    """Two instructors, their cohort and an earlier one, and what the members practised."""
    first, second = (
        stage.account(f"instructor{number}@example.org", f"Instructor {number}") for number in (1, 2)
    )
    characters = list(cohort_members(count + EARLIER_MEMBERS, Random(SEED)))  # noqa: S311
    begun = max(stage.span.first, stage.span.today - timedelta(weeks=COHORT_WEEKS))
    earlier = Span(max(stage.span.first, begun - timedelta(weeks=EARLIER_WEEKS)), begun)
    if earlier.days:
        old = teach_cohort(stage, EARLIER, (second, first), characters[count:], earlier, now)
        archive(cohort=old, now=local(begun, 20))
    teach_cohort(stage, NAME, (first, second), characters[:count], Span(begun, stage.span.today), now)
    last = f" … learner{count + 1}@example.org" if count > 1 else ""
    return (
        (first.email, f"an instructor with a cohort of {count}"),
        (second.email, "the other instructor of the same cohort"),
        (characters[0].email + last, "its members"),
    )


def teach_cohort(
    stage: Stage,
    name: str,
    instructors: tuple[User, User],
    characters: list[Character],
    span: Span,
    now: datetime,
) -> Cohort:
    """With all that its members practised."""
    people = [stage.account(character.email, character.name) for character in characters]
    cohort = gather(name=name, instructors=instructors, people=people, span=span)
    lives = [
        begin_life(character=character, user=user, span=span, bank=stage.bank, seeds=stage.seeds)
        for character, user in zip(characters, people, strict=True)
    ]
    run(Course(cohort, instructors[0], span, stage.bank), lives, now)
    return cohort


def curate_bank(stage: Stage, now: datetime) -> tuple[tuple[str, str], ...]:
    """Two curators, with one of each kind of work; and the superuser who made them curators. In the order of time."""
    first, second = (stage.account(f"curator{number}@example.org", f"Curator {number}") for number in (1, 2))
    root = stage.account("superuser1@example.org", "Superuser 1", staff=True)
    decide(superuser=root, people=[first, second], now=local(stage.span.first, 10))
    draft_and_propose(curator=first, now=now - timedelta(days=5))
    review(curator=first, colleague=second, now=now)
    begin_a_question(curator=first, now=now - timedelta(hours=20))
    work_on_drills(curator=first, now=now - timedelta(hours=6))
    flag_and_answer(curator=first, now=now)
    tend(curator=first, now=now)
    change_meaning(curator=first, now=now - timedelta(minutes=20))
    measure_questions(now=now - timedelta(minutes=10))
    dismiss_one(curator=first, now=now - timedelta(minutes=5))
    return (
        (first.email, "a curator, at /admin/"),
        (second.email, "the other curator"),
        (root.email, "a superuser, who decides who curates"),
    )
