"""No page of a running interview has a byte of an answer."""

from collections.abc import Iterator
from html import unescape

import pytest

from quiz.bank.published import PublishedRevision
from quiz.bank.text.markdown import plain
from quiz.interview.holding.held import held
from tests.conftest import Person
from tests.interview import pages

pytestmark = pytest.mark.django_db


def answers_of(revision: PublishedRevision) -> Iterator[str]:
    """Each text that would tell the answer, as far as it is no part of what is asked."""
    texts = [
        revision.answer,
        revision.explanation,
        revision.senior,
        revision.common_wrong,
        *revision.accepted,
    ]
    texts += [point.text for point in revision.points] + [option.text for option in revision.options]
    for each in revision.follow_ups:
        texts += [each.reply, *each.points]
    asked = plain(" ".join([revision.text, *(each.question for each in revision.follow_ups)]))
    yield from (plain(text)[:60] for text in texts if len(text) > 12 and plain(text)[:60] not in asked)


def test_from_the_first_question_to_the_last_reply_no_answer_is_shown(learner: Person) -> None:
    interview = pages.begin(learner)
    shown = 0
    while True:
        body = learner.get(pages.address(interview)).content.decode()
        current = held(interview)
        body += learner.get("/interview/").content.decode()
        for put in current.puts:
            assert not [text for text in answers_of(put.revision) if text in unescape(body)]
        shown += 1
        pages.say(learner, interview, "", passed="1" if shown % 3 == 0 else "")
        interview.refresh_from_db()
        if interview.ended_at:
            break
    assert shown >= 6


def test_a_page_of_it_is_never_stored(learner: Person) -> None:
    interview = pages.begin(learner)
    assert "no-store" in learner.get(pages.address(interview))["Cache-Control"]
