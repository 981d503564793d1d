"""A superuser of the demonstration, and whom they gave rights."""

from datetime import datetime

from accounts.models import User
from quiz.curation.people.rights import Rights, change_person, seen_of


def decide(*, superuser: User, people: list[User], now: datetime) -> None:
    """These people may curate from now on. In the caller's transaction."""
    superuser.is_superuser = True
    superuser.save(update_fields=["is_superuser"])
    rights = Rights(signs_in=True, curates=True, is_superuser=False)
    for person in people:
        seen = seen_of(person)
        change_person(person=person, name=person.name, rights=rights, seen=seen, by=superuser, now=now)
