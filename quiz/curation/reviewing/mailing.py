"""The mail that says what happened to a proposal: sent when it has happened, and it stays so without a mail."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from accounts.base_address import full_address
from accounts.models import User
from accounts.post import letter, post_one
from quiz.bank.models import Question
from quiz.curation.group import people_who_curate


def reader_of(maker: UUID | None, by: User) -> User | None:
    """Who gets a mail: the maker, where that is another curator."""
    return people_who_curate().filter(pk=maker).exclude(pk=by.pk).first() if maker else None


def mail_sent_back(reader: User, by: User, question: Question, comment: str) -> bool:
    return mail("sent_back", reader, by, question, comment=comment)


def mail_published(reader: User, by: User, question: Question, **words: Any) -> bool:
    return mail("published", reader, by, question, **words)


def mail(kind: str, reader: User, by: User, question: Question, **words: Any) -> bool:
    """Whether it went."""
    address = reverse("admin:quiz_question_change", args=[question.pk])
    context = {"by": by, "question": question, "link": full_address(address), **words}
    return post_one(letter(f"curation/reviewing/mails/{kind}", context, to=reader.email))
