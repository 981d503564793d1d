"""Who is in the demonstration, and how each of them practises."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from accounts.factors.secrets import locked
from accounts.models import User
from quiz.demo.practice.remembering import Ability

TIME_ZONE = "Europe/London"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often somebody practises and how much, from what share of the time on."""

    share_of_days: float
    questions: int
    from_share: float = 0.0


STEADY = Rhythm(0.45, 7)
KEEN = Rhythm(0.55, 9)
SLOW = Rhythm(0.12, 6)
LATE = Rhythm(0.50, 7, from_share=0.75)
NOT_STARTED = Rhythm(0.0, 0)
RHYTHMS = (STEADY, KEEN, SLOW, STEADY, NOT_STARTED, STEADY, KEEN, LATE)
"""In turn, for the members of the cohort."""


@dataclass(frozen=True, slots=True)
class Character:
    number: int
    rhythm: Rhythm
    ability: Ability

    @property
    def name(self) -> str:
        return f"Learner {self.number}"

    @property
    def email(self) -> str:
        return f"learner{self.number}@example.org"


PROTAGONIST = Character(
    1,
    Rhythm(0.66, 14),
    Ability(knew_before=0.22, first_days=2.0, growth=2.5, decay=0.25),
)
"""Prepares alone, for an interview."""


def cohort_members(count: int, dice: Random) -> Iterator[Character]:
    """The members of the cohort, of different diligence and talent."""
    for place in range(count):
        ability = Ability(
            knew_before=dice.uniform(0.05, 0.35),
            first_days=dice.uniform(1.0, 3.0),
            growth=dice.uniform(1.8, 3.2),
            decay=dice.uniform(0.2, 0.4),
        )
        yield Character(place + 2, RHYTHMS[place % len(RHYTHMS)], ability)


def make_account(*, email: str, name: str, password: str, joined: datetime, staff: bool = False) -> User:
    """An account whose address is proved; `password` is hashed already."""
    user = User.objects.create(
        email=email, name=name, password=password, date_joined=joined, time_zone=TIME_ZONE, is_staff=staff
    )
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return user


def give_app(user: User, secret: str) -> None:
    """Codes from an app, without which the admin is closed to staff."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": locked(secret)})
