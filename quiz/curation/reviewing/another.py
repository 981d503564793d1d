"""Who may publish where a second pair of eyes is asked for, in words."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from quiz.bank.editing.proposals import Stays, proposal_of, what_keeps
from quiz.bank.models import Revision
from quiz.curation.group import people_who_curate

if TYPE_CHECKING:
    from accounts.models import User


def why_another(draft: Revision, user: "User") -> str:
    """Why this curator may not publish it, and what they can do; empty where they may."""
    stays = what_keeps(draft, user)
    return f"{BECAUSE[stays]()} {what_to_do(draft, user, stays)}" if stays else ""


BECAUSE = {
    Stays.CHANGED: lambda: _("You changed these words last, so another curator has to publish them."),
    Stays.PROPOSED: lambda: _("You proposed these words, so another curator has to publish them."),
}


def what_to_do(draft: Revision, user: "User", stays: Stays) -> str:
    if not people_who_curate().exclude(pk=user.pk).exists():
        return _(
            "You are the only curator. Ask whoever runs this site to add another, or to turn off the setting "
            "SECOND_PAIR_OF_EYES."
        )
    proposal = proposal_of(draft)
    if stays == Stays.PROPOSED and proposal and proposal.changed_by != user.pk:
        return _("If you agree with what was changed since, make it a draft again and publish it from there.")
    if draft.status == Revision.Status.PROPOSED:
        return _("It waits on the other curators’ start page.")
    return _("Propose it for review.")
