"""The bank: sections of questions, and the revisions in which a question is seen."""

from quiz.bank.models.questions import Question, Section
from quiz.bank.models.relations import Relation
from quiz.bank.models.revisions import KeyPoint, Option, Revision
from quiz.bank.models.version import BankVersion

__all__ = ["BankVersion", "KeyPoint", "Option", "Question", "Relation", "Revision", "Section"]
