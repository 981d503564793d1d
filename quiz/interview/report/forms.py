"""What is sent from a report."""

import re
from typing import Any

from django import forms
from django.http import QueryDict

from quiz.interview.holding.grading import Grading
from quiz.interview.report.answers import Sent
from quiz.practice.models import Grade


class GradeForm(forms.Form):
    """A grade; with the first one, what was ticked."""

    grade = forms.TypedChoiceField(choices=Grade.choices, coerce=int)
    change = forms.BooleanField(required=False)

    def __init__(self, sent: QueryDict, *args: Any, **kwargs: Any) -> None:
        super().__init__(sent, *args, **kwargs)
        self.points = sent.getlist("points")
        self.reply_points = places_in(sent.getlist("reply_points"))

    def grading(self, *, by: str) -> Grading:
        return Grading(self.cleaned_data["grade"], self.points, self.reply_points, by)

    def refused(self, why: str) -> Sent:
        """What was ticked, to stay on the page."""
        return Sent(self.points, self.reply_points, why)


def places_in(values: list[str]) -> list[int]:
    """Places from 0; what is none of a list's is -1."""
    return sorted({int(value) if re.fullmatch("[0-9]{1,3}", value) else -1 for value in values})
