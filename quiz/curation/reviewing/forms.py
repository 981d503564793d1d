"""What is said when words are proposed, sent back and published."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _

from quiz.bank.editing.proposals import MOST_COMMENT, MOST_WORDS
from quiz.bank.text import shapes
from quiz.curation.editing.forms import PublishForm


def seen_in_full(words: str) -> str:
    """Words with no character that cannot be seen."""
    said = words.replace("\r\n", "\n").strip()
    if said and (fault := shapes.words(said)):
        raise forms.ValidationError(f"{fault[0].upper()}{fault[1:]}.")
    return said


class ProposeForm(forms.Form):
    """A line for whoever reviews."""

    words = forms.CharField(
        label=_("For whoever reviews it"),
        required=False,
        max_length=MOST_WORDS,
        widget=AdminTextareaWidget(attrs={"rows": 2, "maxlength": str(MOST_WORDS)}),
        help_text=_("Why you propose this, in a line. Learners do not see it."),
    )
    prefix = "proposal"

    @property
    def is_sent(self) -> bool:
        """Whether the page had its field."""
        return self.add_prefix("words") in self.data

    def clean_words(self) -> str:
        return " ".join(seen_in_full(self.cleaned_data["words"]).split())


class ReviewForm(PublishForm):
    """What a decision needs: publishing the kind of change and the reason, sending back the comment."""

    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=MOST_COMMENT,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        error_messages={"required": _("Write what should change before this can be published.")},
    )

    def __init__(
        self, data: Any = None, *, sends_back: bool = False, asks_comment: bool = True, **options: Any
    ):
        super().__init__(data, label_suffix="", **options)
        self.order_fields(["comment", "change", "why"])
        self.fields["comment"].required = sends_back and asks_comment
        self.fields["why"].required = not sends_back
        if not self.is_first:
            self.fields["change"].label = _("What kind of change?")
            self.fields["why"].help_text = _(
                "If the meaning changes, whoever learned the old answer reads it. Saved for good, with your name while "
                "you have an account."
            )
            self.fields["change"].required = not sends_back

    def clean_comment(self) -> str:
        return seen_in_full(self.cleaned_data["comment"])

    def clean_why(self) -> str:
        return super().clean_why() if self.cleaned_data["why"] else ""
