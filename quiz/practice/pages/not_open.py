"""The page for an answer that came too late: its prompt was skipped, or another took its place."""

from dataclasses import dataclass

from django.utils.datastructures import MultiValueDict

from quiz.bank.published import PublishedRevision
from quiz.practice.asking.asked import Asked
from quiz.practice.models import Prompt


@dataclass(frozen=True)
class NotOpen:
    """A prompt that takes no answer any more, and what was sent for it."""

    asked: Asked
    revision: PublishedRevision
    words: str
    option: str
    """The text of the option that was chosen."""

    @property
    def prompt(self) -> Prompt:
        return self.asked.prompt

    @property
    def was_skipped(self) -> bool:
        return self.asked.skipped


def build_not_open(asked: Asked, sent: MultiValueDict[str, str]) -> NotOpen:
    revision = asked.revision
    offered = {option.slug: option.text for option in revision.options}
    return NotOpen(asked, revision, sent.get("text", ""), offered.get(sent.get("response", ""), ""))
