"""One click in a mail stops its kind for its reader, without signing in, and can do nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from quiz.cohorts.telling.models import MailWishes
from quiz.cohorts.telling.stopping import token_of
from tests.cohorts.acts import words
from tests.cohorts.telling_acts import wish
from tests.conftest import NOW, Person, make_user

pytestmark = pytest.mark.django_db
ALL = {"instructors_reminders": "on", "due_reminders": "on", "practice_hour": "18"}


def wishes_of(person: Person) -> dict[str, object]:
    fields = ("instructors_reminders", "due_reminders", "practice_hour", "digest")
    return MailWishes.objects.filter(user=person.user).values(*fields).get()


@pytest.mark.parametrize(
    ("kind", "stopped"),
    [
        ("reminder", {"instructors_reminders": False}),
        ("due", {"due_reminders": False}),
        ("practice", {"practice_hour": None}),
        ("digest", {"digest": False}),
    ],
)
def test_a_post_stops_one_kind_and_a_look_none(
    learner: Person, visitor: Person, kind: str, stopped: dict[str, object]
) -> None:
    wish(learner, **ALL)
    MailWishes.objects.update(digest=True)
    before, link = wishes_of(learner), reverse("stop-mail", args=[token_of(learner.user, kind)])
    assert "Stop these mails?" in words(visitor.get(link)) and visitor.head(link).status_code == 200
    assert wishes_of(learner) == before
    visitor.handler.enforce_csrf_checks = True
    for _ in range(2):
        assert "You get no more" in words(visitor.post(link, {"List-Unsubscribe": "One-Click"}))
        assert wishes_of(learner) == before | stopped


def test_who_never_chose_anything_can_stop_it_too(learner: Person, visitor: Person) -> None:
    visitor.post(reverse("stop-mail", args=[token_of(learner.user, "reminder")]))
    assert wishes_of(learner)["instructors_reminders"] is False


@pytest.mark.any_database
def test_what_we_did_not_sign_and_what_is_old_stops_nothing(
    learner: Person, classmate: Person, visitor: Person, clock
) -> None:
    token = token_of(learner.user, "reminder")
    others = token.replace(learner.user.pk.hex, classmate.user.pk.hex)  # type: ignore[union-attr]
    for bad in (others, token[:-1], token.replace("reminder", "due"), "x", "ü", "a.b.c.d", "reminder.zz.1.x"):
        assert visitor.get(reverse("stop-mail", args=[bad])).status_code == 404
        assert visitor.post(reverse("stop-mail", args=[bad])).status_code == 404
    clock.move_to(NOW + timedelta(days=366))
    assert "older than a year" in words(visitor.post(reverse("stop-mail", args=[token])))
    assert not MailWishes.objects.exists()


def test_the_link_of_an_erased_account_is_a_plain_page(visitor: Person) -> None:
    user = make_user("learner9@example.org", "Learner 9")
    link = reverse("stop-mail", args=[token_of(user, "due")])
    user.delete()
    assert visitor.post(link).status_code == 404
