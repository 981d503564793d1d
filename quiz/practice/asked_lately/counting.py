"""Which questions are asked lately: counted at night, of the reports that count."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from quiz.practice.asked_lately.models import AskedLately, AskedQuestion, AskedReport
from quiz.practice.models import Learner, Review

FEWEST_PEOPLE: Final = 5
"""Fewer say nothing of what interviews ask, and could show whose reports they are."""
FEWEST_ANSWERS: Final = 10
"""Of whoever reports: an account made only to report does not count."""
LATELY: Final = timedelta(days=180)


def reports_that_count() -> QuerySet[AskedReport]:
    """Of accounts that have answered ten times or more, also before they signed in, and not taken back.

    Not of those who asked for their account to be deleted.
    """
    whose = OuterRef(OuterRef("learner"))
    people = Learner.objects.filter(Q(pk=whose) | Q(merged_into=whose)).values("pk")
    answers = Review.objects.filter(learner__in=people).effective().order_by("at")
    return AskedReport.objects.filter(
        Exists(answers[FEWEST_ANSWERS - 1 : FEWEST_ANSWERS]),
        learner__user__isnull=False,
        learner__user__leaving_since=None,
    )


@transaction.atomic
def count_asked(*, today: date) -> int:
    """Count anew how many people were asked each question in an interview of the last half year; gives how many
    questions are asked lately.

    Whoever reports often counts once. One transaction; twice on a day, or at once, gives the same.
    """
    reports = reports_that_count().filter(day__gt=today - LATELY, day__lte=today)
    named = set(AskedQuestion.objects.filter(report__in=reports).values_list("report__learner", "question"))
    of = len({person for person, _question in named})
    rows = rows_of((question for _person, question in named), of, today)
    AskedLately.objects.exclude(question__in=[row.question_id for row in rows]).delete()
    AskedLately.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["question"], update_fields=["asked", "of", "day"]
    )
    return len(rows)


def rows_of(named: Iterable[int], of: int, today: date) -> list[AskedLately]:
    """Unsaved, of those that enough people name. A report that names nothing is of no interview."""
    return [
        AskedLately(question_id=question, asked=asked, of=of, day=today)
        for question, asked in sorted(Counter(named).items())
        if asked >= FEWEST_PEOPLE
    ]
