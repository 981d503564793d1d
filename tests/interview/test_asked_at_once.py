"""Saying what one was asked, and showing the sheet, from two tabs at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from django.db import connections
from django.utils import timezone

from quiz.bank.published import published_bank
from quiz.practice.asked_lately.counting import count_asked
from quiz.practice.asked_lately.models import AskedLately, AskedQuestion, AskedReport
from quiz.practice.models import Event
from quiz.practice.remembering.rebuilding import differences
from tests.conftest import NOW, Person
from tests.interview.asked_acts import YESTERDAY, interviewed
from tests.interview.reports import reported
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


def test_two_counts_at_once_give_what_one_gives(fresh_db: None) -> None:
    reported(5, "what-is-mlops")
    start = Barrier(2)

    def count(_: int) -> int:
        start.wait()
        try:
            return count_asked(today=NOW.date())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert [list(pool.map(count, range(2))) for _ in range(5)] == [[1, 1]] * 5
    assert AskedLately.objects.get().asked == 5
