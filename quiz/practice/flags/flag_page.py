"""The page on which a question is flagged: the question, one line to fill in, and what waits already."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.fields import LineField
from accounts.limits.charging import TooMany
from accounts.limits.too_many import in_words
from quiz.bank.models import Question, Revision
from quiz.bank.text.markdown import inline
from quiz.practice.asking.asked import Asked
from quiz.practice.flags.models import LONGEST, Flag
from quiz.practice.models import Prompt, Way


class FlagForm(forms.Form):
    words = LineField(
        label=gettext_lazy("What is wrong here?"),
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "dir": "auto", "autofocus": True, "data-hotkey": "f"}
        ),
        error_messages={
            "required": gettext_lazy("Write in one line what is wrong."),
            "max_length": gettext_lazy(
                "%(limit_value)d characters at most. You wrote %(show_value)d; shorten it."
            ),
        },
    )


@dataclass(frozen=True)
class Flagged:
    """What a flag is about."""

    question: Question
    revision: Revision
    prompt: Prompt | None
    address: str
    """Of the flag's own page."""
    back: str

    @property
    def title(self) -> SafeString:
        return inline(self.revision.text)

    @property
    def was_typed(self) -> bool:
        """Whether curators see an answer beside the words: only one that was typed."""
        return self.prompt is not None and is_typed(self.prompt)


@dataclass(frozen=True)
class FlagPage:
    about: Flagged
    form: FlagForm
    waiting: Flag | None
    """The flag that these words would replace."""


def is_typed(prompt: Prompt) -> bool:
    review = getattr(prompt, "review", None)
    return prompt.way == Way.TYPE and review is not None and bool(review.response.get("text", "").strip())


def after_answer(asked: Asked) -> Flagged:
    prompt = asked.prompt
    question = Question.objects.get(pk=prompt.question_id)
    revision = Revision.objects.get(pk=prompt.revision_id)
    address = reverse("prompt-flag", args=[prompt.pk])
    return Flagged(question, revision, prompt, address, prompt.get_absolute_url())


def in_library(key: str, shown: str) -> Flagged:
    """`shown` is the revision that the learner had before them, as their form says."""
    question = Question.objects.select_related("live_revision").filter(key=key).first()
    if question is None or question.live_revision is None:
        raise Http404
    revisions = question.revisions.exclude(status__in=Revision.OPEN)
    seen = revisions.filter(pk=int(shown)).first() if shown.isdecimal() and len(shown) < 10 else None
    page = "flags" if question.retired_at else "question"
    back = reverse(page, args=[] if question.retired_at else [key])
    return Flagged(question, seen or question.live_revision, None, reverse("question-flag", args=[key]), back)


def build_flag_page(
    about: Flagged, data: Mapping[str, Any] | None, waiting: Flag | None, zone: ZoneInfo
) -> FlagPage:
    """Filled with what was written, else with the words that wait."""
    form = FlagForm(data, initial={"words": waiting.words if waiting else ""}, label_suffix="")
    form.fields["words"].help_text = " ".join(filter(None, [since_when(waiting, zone), who_sees(about)]))
    return FlagPage(about, form, waiting)


def since_when(waiting: Flag | None, zone: ZoneInfo) -> str:
    if waiting is None:
        return ""
    return _("You flagged this on %(day)s. It is not answered yet, so you can still change your words.") % {
        "day": date_format(timezone.localdate(waiting.made, zone), "l j F")
    }


def who_sees(about: Flagged) -> str:
    if about.was_typed:
        seen = _("Curators see this line and the answer you typed, but not who you are.")
    else:
        seen = _("Curators see this line, but not who you are.")
    return f"{seen} {_('It changes nothing in your practice.')}"


def seconds_to_wait(refused: TooMany) -> int:
    return max(ceil(refused.seconds), 1)


def told_too_many(refused: TooMany) -> str:
    wait = in_words(seconds_to_wait(refused))
    if refused.what == "flags":
        words = _("You sent many flags lately. This one was not sent. Send it again in %(wait)s.")
    else:
        words = _(
            "Many flags came from your network lately. This one was not sent. Send it again in %(wait)s."
        )
    return words % {"wait": wait}


def waits_already() -> str:
    return _(
        "You flagged this question before, in other words. Nothing was sent. Send these to replace those."
    )
