"""What the learner chooses before an interview."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quiz.bank.drills.models import live_drills
from quiz.interview.holding.drawing import LENGTHS
from quiz.interview.models import Interview

USUAL = str(LENGTHS[0])


class BeginForm(forms.Form):
    """So many questions or one drill; how they are answered; with which clock."""

    asks = forms.ChoiceField(label=_("What we ask"), initial=USUAL, widget=forms.RadioSelect)
    manner = forms.ChoiceField(
        label=_("How you answer"),
        choices=[
            (Interview.Manner.WRITTEN, _("I write my answers")),
            (Interview.Manner.ALOUD, _("I say my answers aloud")),
        ],
        initial=Interview.Manner.WRITTEN,
        widget=forms.RadioSelect,
    )
    timing = forms.ChoiceField(
        label=_("Time"),
        choices=Interview.Timing.choices,
        initial=Interview.Timing.NORMAL,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drills = [(row.drill.key, row.title) for row in live_drills()]
        lengths = [(str(length), str(length)) for length in LENGTHS]
        self.fields["asks"].choices = [*lengths, *self.drills]  # type: ignore[attr-defined]

    @property
    def lengths(self) -> list[Any]:
        """The choices that are numbers of questions."""
        return list(self["asks"])[: len(LENGTHS)]

    @property
    def drill_choices(self) -> list[Any]:
        return list(self["asks"])[len(LENGTHS) :]

    @property
    def asks_drill(self) -> bool:
        return self["asks"].value() in dict(self.drills)
