"""The form of what was asked, as it came: what the bank does not have is left away, whoever wrote it in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from quiz.bank.published import PublishedBank
from quiz.practice.asked_lately.models import LONGEST_LINE, AskedQuestion, AskedReport

LONGEST_SEARCH = 100
CHOICES = frozenset(AskedQuestion.Could.values)


class LineForm(forms.Form):
    """What the bank lacks, in one line."""

    line = LineField(
        label=_("Something we don’t have?"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=_(
            "No names of people or companies. This goes to the people who look after the questions, without your name."
        ),
        error_messages={
            "max_length": _("One line has %(limit_value)d characters at most; this one has %(show_value)d.")
        },
    )


@dataclass(frozen=True)
class Sent:
    """What the page's form holds: sent, or as it was saved."""

    could: Mapping[str, str] = field(default_factory=dict)
    """By key, in the order of the bank, of what was ticked: whether they could answer, "" where they did not say."""
    line: str = ""
    words: str = ""
    """What is looked for."""
    day: date | None = None

    @classmethod
    def of_form(cls, data: Any, bank: PublishedBank) -> "Sent":
        ticked = set(data.getlist("asked"))
        could = {key: data.get(f"could-{key}", "") for key in bank.questions if key in ticked}
        return cls(
            {key: answer if answer in CHOICES else "" for key, answer in could.items()},
            data.get("line", ""),
            data.get("q", "")[:LONGEST_SEARCH].strip(),
            day_sent(data.get("day", "")),
        )

    @classmethod
    def of_report(cls, report: AskedReport, bank: PublishedBank) -> "Sent":
        """One query."""
        rows = dict(report.asked.values_list("question_id", "could"))
        could = {key: rows[each.id] for key, each in bank.questions.items() if each.id in rows}
        return cls(could, report.line)

    @property
    def says_nothing(self) -> bool:
        return not self.could and not self.line.strip()


def day_sent(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
