"""The mail that says what happened to a proposal: sent when it has happened, and it stays so without a mail."""

import logging
from smtplib import SMTPException
from typing import Any
from uuid import UUID

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.base_address import full_address, host
from accounts.lines import one_line
from accounts.models import User
from quiz.bank.models import Question
from quiz.curation.group import people_who_curate

logger = logging.getLogger(__name__)
TEMPLATE = "curation/reviewing/mails/{}_{}.txt"


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
    context = {"by": by, "question": question, "host": host(), "link": full_address(address), **words}
    subject = one_line(render_to_string(TEMPLATE.format(kind, "subject"), context))
    text = render_to_string(TEMPLATE.format(kind, "message"), context).strip() + "\n"
    headers = {"Auto-Submitted": "auto-generated"}
    try:
        return bool(EmailMessage(subject, text, to=[reader.email], headers=headers).send())
    except (SMTPException, OSError) as error:
        logger.error("A mail about a proposal could not be sent: %s", type(error).__name__)
        return False
