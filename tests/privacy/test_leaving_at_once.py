"""Erasing while the same person answers, and keeping while the night erases: one comes first, whole."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from accounts.models import User
from quiz.leaving.due import erase_account_due
from quiz.practice.models import Card, Learner, Prompt, Review
from tests.practice.acts import right_slug

pytestmark = pytest.mark.usefixtures("fresh_db")


@pytest.fixture(autouse=True)
def backups_aside(tmp_path, settings):
    settings.BACKUPS = tmp_path / "backups"


def test_an_answer_while_its_owner_is_erased_leaves_nothing(learner, prompt):
    now, slug = timezone.now(), right_slug(prompt)
    begun = Barrier(2)

    def answer() -> int:
        begun.wait()
        try:
            return learner.post(f"/practice/prompts/{prompt.pk}/", {"response": slug, "ms": 900}).status_code
        finally:
            connections.close_all()

    def erase() -> bool:
        User.objects.update(leaving_since=now - timedelta(days=8))
        begun.wait()
        try:
            return erase_account_due(learner.user.pk, now)
        finally:
            connections.close_all()

    with ThreadPoolExecutor() as pool:
        answered, erased = pool.submit(answer), pool.submit(erase)
        assert erased.result() and answered.result() in {302, 400, 401, 410}
    assert [model.objects.count() for model in (User, Learner, Prompt, Review, Card)] == [0] * 5


def test_whoever_keeps_the_account_first_has_it(learner):
    now = timezone.now()
    User.objects.update(leaving_since=now - timedelta(days=8))
    learner.post("/leaving/keep/")
    assert not erase_account_due(learner.user.pk, now)
    assert User.objects.get().leaving_since is None
