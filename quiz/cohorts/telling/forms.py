"""Which mails a person gets, and whom an instructor reminds."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from quiz.cohorts.telling.models import MailWishes

PRACTICE_HELP = _(
    "Says at this hour in %(zone)s how many of your minutes are left today. Nothing on days off, or when you are done."
)
HOURS = [("", _("Never")), *((str(hour), f"{hour:02}:00") for hour in range(24))]


class MailWishesForm(forms.ModelForm):  # type: ignore[type-arg]
    practice_hour = forms.TypedChoiceField(
        label=_("Practice reminder"),
        choices=HOURS,
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("There is no such hour. Choose one from the list.")},
    )

    class Meta:
        model = MailWishes
        fields = ["instructors_reminders", "due_reminders", "practice_hour", "digest"]
        labels = {
            "instructors_reminders": _("Reminders from instructors"),
            "due_reminders": _("Reminders before due dates"),
            "digest": _("Weekly digest"),
        }
        help_texts = {
            "instructors_reminders": _(
                "Says how many questions of an assignment are left and when it is due. An instructor sends it, one a"
                " day at most. Your instructors do not see whether it is on."
            ),
            "due_reminders": _("Says how far you are with an assignment, two days before it is due."),
            "digest": _(
                "Says on Monday who is behind in each of your cohorts, and how many assignments are due that week."
            ),
        }

    def __init__(self, *args: Any, teaches: bool, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practice_hour"].help_text = PRACTICE_HELP % {"zone": zone.replace("_", " ")}
        if not teaches:
            del self.fields["digest"]


class RemindForm(forms.Form):
    """Of those who are behind: whom to remind. All are ticked until the instructor unticks some."""

    members = forms.TypedMultipleChoiceField(
        coerce=UUID,
        error_messages={
            "required": _("Nobody is ticked, so nothing was sent. Tick whom to remind."),
            "invalid_choice": _(
                "Someone of those ticked has left. Nothing was sent. Look through the list again."
            ),
        },
    )

    def __init__(self, *args: Any, members: Iterable[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["members"]
        field.choices = [(str(member), "") for member in members]

    @property
    def ticked(self) -> set[str]:
        """As it was sent; everybody at first."""
        field: Any = self.fields["members"]
        sent: Any = self.data
        return set(sent.getlist("members")) if self.is_bound else {key for key, _name in field.choices}
