"""The bank as learners see it, and what follows from its words: what means the same, how a typed answer is graded."""

from quiz.bank.published.bank import (
    PublishedBank,
    PublishedQuestion,
    PublishedSection,
    current_stamp,
    published_bank,
)
from quiz.bank.published.revision import (
    FollowUp,
    PublishedOption,
    PublishedPoint,
    PublishedRevision,
    build_revision,
    published_revision,
    revision_saying,
)

__all__ = [
    "FollowUp",
    "PublishedBank",
    "PublishedOption",
    "PublishedPoint",
    "PublishedQuestion",
    "PublishedRevision",
    "PublishedSection",
    "build_revision",
    "current_stamp",
    "published_bank",
    "published_revision",
    "revision_saying",
]
