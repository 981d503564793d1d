"""Why a reason to look at a question is none."""

from django.utils.translation import gettext_lazy as _

from quiz.curation.editing.forms import ReasonForm


class DismissForm(ReasonForm):
    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["why"].help_text = _("Curators see it on the page of the question.")
