"""The grade that ticked key points suggest. The learner decides; `key-points` in site.js does the same at each tick."""

from quiz.bank.published import PublishedRevision
from quiz.practice.models import Grade


def suggested_grade(revision: PublishedRevision, ticked: int, *, hinted: bool) -> Grade:
    """`ticked` is how many of its points were said; all of them without a hint are known."""
    if ticked < revision.points_needed:
        return Grade.FORGOT
    is_known = ticked == len(revision.points) and not hinted
    return Grade.KNEW if is_known else Grade.EFFORT
