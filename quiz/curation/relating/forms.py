"""Which other question, and what it is to the one at hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from quiz.bank.editing.relating import NotRelatable, Side, texts_of
from quiz.bank.models import Question
from quiz.bank.text import shapes
from quiz.bank.text.markdown import plain

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """A question that may be chosen."""

    question: Question
    text: str

    @property
    def words(self) -> str:
        """Its words, and why it is not asked."""
        text = plain(self.text)
        return gettext("%(text)s (retired)") % {"text": text} if self.question.retired_at else text

    def has(self, words: Sequence[str]) -> bool:
        said = f"{self.question.key} {self.text}".casefold()
        return all(word in said for word in words)


class WhyField(forms.CharField):
    """A reason that may be left out; on one line, as the log has it."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Reason"),
            required=False,
            max_length=300,
            widget=AdminTextInputWidget,
            help_text=_("You may leave it empty. Saved for good, with your name while you have an account."),
        )

    def clean(self, value: Any) -> str:
        why = " ".join(str(super().clean(value)).split())
        if why and (said := shapes.words(why)):
            raise forms.ValidationError(f"{said[0].upper()}{said[1:]}.")
        return why


class RelateForm(forms.Form):
    """The other question is found by its key, or by words of it."""

    side = forms.ChoiceField(label=_("The other question is"), choices=Side)
    other = forms.CharField(
        label=_("Other question"),
        max_length=300,
        widget=AdminTextInputWidget(attrs={"list": "questions", "autocomplete": "off"}),
        help_text=_("Its key, or words of it: the browser offers what fits."),
    )
    why = WhyField()

    def __init__(self, question: Question, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.question = question
        self.found: Sequence[Choice] = ()
        """Where several questions have these words: those to choose from."""

    @cached_property
    def choices(self) -> list[Choice]:
        """Every other question, in the bank's order."""
        rows = list(Question.objects.in_order().exclude(pk=self.question.pk))
        texts = texts_of(rows)
        return [Choice(row, texts.get(row.pk, "")) for row in rows]

    def clean_other(self) -> Question:
        sent = str(self.cleaned_data["other"])
        if sent == self.question.key:
            return self.question
        found = [each for each in self.choices if each.question.key == sent]
        found = found or [each for each in self.choices if each.has(sent.casefold().split())]
        if len(found) == 1:
            return found[0].question
        if found:
            self.found = found[:MOST_SHOWN]
            words = ngettext(
                "%(count)d question has these words. Choose one.",
                "%(count)d questions have these words. Choose one, or write more.",
                len(found),
            )
            raise forms.ValidationError(words % {"count": len(found)})
        raise forms.ValidationError(gettext("No other question has this key or these words."))

    def refuse(self, refused: NotRelatable) -> None:
        self.add_error(None, refused.words)


class UnrelateForm(forms.Form):
    why = WhyField()
