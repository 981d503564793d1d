"""What a new question needs, and a key that may still change."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quiz.bank.editing.adding import LONGEST_KEY, KeyTaken
from quiz.bank.models import Question, Section
from quiz.bank.text import fields, shapes
from quiz.curation.editing.checked_fields import BoundedForm
from quiz.curation.editing.rows import WordsField

KEY_HELP = _(
    "It stands in the question’s address, in files and in decks. It names the question, never the answer, since "
    "learners see it before they answer. Small letters, digits and single hyphens."
)


class KeyField(forms.CharField):
    """The name of a question for machines."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label=_("Key"), widget=AdminTextInputWidget, max_length=LONGEST_KEY, **options)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and (said := shapes.slug(LONGEST_KEY)(value)):
            raise forms.ValidationError(f"{said[0].upper()}{said[1:]}.")


class KeyForm(BoundedForm):
    key = KeyField(help_text=KEY_HELP)

    def refuse(self, taken: KeyTaken) -> None:
        words = gettext("The question “%(text)s” has this key. Choose another one.")
        self.add_error("key", words % {"text": words_of(taken.by)})


def words_of(question: Question | None) -> str:
    """What is live of it, else its draft, else its key."""
    if question is None:
        return ""
    shown = question.live_revision or question.revisions.open().first()
    return shown.text if shown else question.key


class NewForm(KeyForm):
    lengths = {"text": fields.REVISION["text"]}
    section = forms.ModelChoiceField(
        Section.objects.order_by("position"), label=_("Section"), empty_label=None
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Question.Kind,
        help_text=_(
            "Commands and code are typed, and need accepted forms. A list is typed too, and graded by its key points."
        ),
    )
    text = WordsField(label=_("Question"), help_text=_("As an interviewer asks it. It can be changed later."))
    key = KeyField(
        required=False, help_text=KEY_HELP + " " + _("Left empty, it is made of the question’s words.")
    )
    field_order = ("section", "kind", "text", "key")

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"]).strip()
        if not text:
            raise forms.ValidationError(gettext("Write the question."))
        return text
