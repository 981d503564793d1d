"""Which reviews count, and with which grade."""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from quiz.practice.models import Correction, Review


def effective(reviews: QuerySet[Review]) -> QuerySet[Any]:
    """Without what was taken back; `final_grade` is that of the last overruling, else the review's own."""
    corrections = Correction.objects.filter(review=OuterRef("pk"))
    overruled = corrections.filter(kind=Correction.Kind.OVERRULE).order_by("-at", "-pk").values("grade")[:1]
    return reviews.exclude(Exists(corrections.filter(kind=Correction.Kind.UNDO))).annotate(
        final_grade=Coalesce(Subquery(overruled), F("grade"))
    )
