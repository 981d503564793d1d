"""The page for an answer that came too late: its prompt was skipped, or another took its place."""

from dataclasses import dataclass

from django.utils.datastructures import MultiValueDict

from quiz.bank.published import PublishedRevision
from quiz.practice.answering.answering import revision_of
from quiz.practice.models import Prompt


@dataclass(frozen=True)
class NotOpen:
    """A prompt that takes no answer any more, and what was sent for it."""

    prompt: Prompt
    revision: PublishedRevision
    words: str
    option: str
    """The text of the option that was chosen."""

    @property
    def was_skipped(self) -> bool:
        return bool(self.prompt.was_skipped)  # type: ignore[attr-defined]


def build_not_open(prompt: Prompt, sent: MultiValueDict[str, str]) -> NotOpen:
    revision = revision_of(prompt)
    offered = {option.slug: option.text for option in revision.options}
    return NotOpen(prompt, revision, sent.get("text", ""), offered.get(sent.get("response", ""), ""))
