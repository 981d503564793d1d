"""What a curator sends about flags."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz.bank.text.unseen import unseen
from quiz.practice.flags.models import LONGEST_ANSWER, Flag

CHOSEN = re.compile(r"(\d{1,18})-([0-9a-f]{16})")


class ChosenField(forms.Field):
    """Flags, each as its number and the state in which the page showed it."""

    widget = forms.SelectMultiple

    def clean(self, value: Any) -> dict[int, str]:
        found = [CHOSEN.fullmatch(str(each)) for each in value or []]
        chosen = {int(each[1]): each[2] for each in found if each}
        if not chosen:
            raise ValidationError(_("Choose at least one flag."))
        return chosen


class ChosenForm(forms.Form):
    flags = ChosenField()


class AnswerForm(ChosenForm):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=Flag.Outcome.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "“Changed” needs new words that are published: edit the question first. "
            "Is it right as it is? Then say why."
        ),
        error_messages={"required": gettext_lazy("Choose an outcome.")},
    )
    answer = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Each of these learners reads it on Today and at the question. Plain text."),
        error_messages={"required": gettext_lazy("Write an answer. Learners wait for a reason.")},
    )

    def clean_answer(self) -> str:
        answer = str(self.cleaned_data["answer"]).replace("\r\n", "\n")
        if found := unseen(answer):
            raise ValidationError(_("It holds %(found)s."), params={"found": found})
        return answer
