"""What an earlier engine has stored is not read: the log is folded again."""

from datetime import timedelta

import pytest

from quiz.bank.published import published_bank
from quiz.practice.answering.correcting import NotTheLatest, undo
from quiz.practice.log.learners import again
from quiz.practice.models import Card, Learner, Prompt, Review
from quiz.practice.remembering.log_rows import fold_of
from quiz.practice.remembering.memory import CardState, Memory
from quiz.practice.remembering.rebuilding import as_bits, differences, rebuild_all
from quiz.practice.remembering.stored import read_memory
from tests.conftest import NOW
from tests.mastery.steps import elsewhere
from tests.practice.acts import UTC, answer_well

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(minutes=1)


@pytest.fixture
def left_behind(learner, ask) -> Prompt:
    """The first answer of a learner whose memory was stored by an engine of another format."""
    prompt = ask(learner, "what-is-concept-drift")
    answer_well(prompt)
    row = learner.learner
    earlier = {"prompt": str(prompt.pk), "at": NOW.isoformat(), "profile": "", "cards": {"a": [None, None]}}
    Card.objects.filter(learner=row).update(state=b"\x01" + bytes(60))
    Learner.objects.filter(pk=row.pk).update(profile=b"\x01" + bytes(36), before=earlier)
    elsewhere()
    return prompt


def bits(memory: Memory) -> dict[str, tuple[object, ...]]:
    return {key: as_bits(state) for key, state in memory.states.items() if state != CardState()}


def test_it_is_read_from_the_log(learner, left_behind):
    bank, row = published_bank(), learner.learner
    memory = read_memory(row, bank)
    assert memory.cards["what-is-concept-drift"].asked == 1
    assert bits(memory) == bits(fold_of(row, bank))


def test_every_page_and_the_next_answer_go_on(learner, left_behind):
    for path in ("/today/", "/mastery/", "/library/", left_behind.get_absolute_url()):
        assert learner.get(path).status_code == 200
    following = Prompt.objects.filter(session=left_behind.session).order_by("-sequence").first()
    page = learner.post(f"/practice/{following.session_id}/", follow=True)
    assert page.status_code == 200


def test_an_answer_on_top_of_it_counts_both(learner, ask, left_behind):
    answer_well(ask(learner, "what-is-dvc", now=SOON), now=SOON)
    elsewhere()
    memory = read_memory(learner.learner, published_bank())
    assert {"what-is-concept-drift", "what-is-dvc"} <= memory.cards.keys()
    assert Review.objects.count() == 2


def test_what_it_kept_for_undo_is_not_offered(learner, left_behind):
    row = again(learner.learner)
    with pytest.raises(NotTheLatest):
        undo(learner=row, prompt_id=left_behind.pk, now=SOON, zone=UTC)
    assert f"{left_behind.get_absolute_url()}undo/" not in learner.get(left_behind.get_absolute_url()).text


def test_rebuilding_stores_it_anew(learner, left_behind):
    bank = published_bank()
    assert [difference.learner.pk for difference in differences(bank)] == [learner.learner.pk]
    rebuild_all(bank, now=SOON)
    assert differences(bank) == []
