"""The curators' admin."""

from quiz.curation.admin.questions import QuestionAdmin

__all__ = ["QuestionAdmin"]
