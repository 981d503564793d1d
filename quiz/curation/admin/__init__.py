"""The curators' admin."""

from quiz.curation.admin.drills import DrillAdmin
from quiz.curation.admin.people import PeopleAdmin
from quiz.curation.admin.questions import QuestionAdmin

__all__ = ["DrillAdmin", "PeopleAdmin", "QuestionAdmin"]
