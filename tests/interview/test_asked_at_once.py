"""Saying what one was asked, and showing the sheet, from two tabs at the same moment."""

from datetime import timedelta

from django.utils import timezone

from quiz.bank.published import published_bank
from quiz.practice.asked_lately.models import AskedQuestion, AskedReport
from quiz.practice.models import Event
from quiz.practice.remembering.rebuilding import differences
from tests.conftest import Person
from tests.interview.asked_acts import YESTERDAY, interviewed
from tests.mastery.steps import practise
from tests.practice.at_once import twice_at_once

DAY = timedelta(days=1)


def test_two_at_once_make_one_report_and_one_reading(
    fresh_db: None, learner: Person, classmate: Person
) -> None:
    form = {"day": YESTERDAY.isoformat(), "asked": ["what-is-mlops"], "could-what-is-mlops": "yes"}
    practise(classmate, 3, now=timezone.now() - 3 * DAY)
    sent = [
        (interviewed(learner), "/asked/", form),
        (interviewed(classmate, timezone.now().date() + DAY), "/tonight/", {}),
    ]
    assert {answer.status_code for _, answer in twice_at_once(sent)} == {302}
    assert AskedReport.objects.count() == AskedQuestion.objects.count() == 1
    assert Event.objects.filter(kind="read").count() == 3
    assert differences(published_bank()) == []
