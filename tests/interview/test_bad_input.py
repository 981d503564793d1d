"""What an interview makes of what comes at the wrong time, from the wrong place, or too big."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.bank.models import BankVersion, Question
from quiz.bank.published import published_bank
from quiz.interview.holding.held import held
from quiz.interview.models import Interview
from quiz.practice.answering.leaving_out import leave_out
from quiz.practice.models import Event, Plan, PracticeSession, Prompt
from tests.conftest import Person
from tests.interview import acts, pages
from tests.interview.acts import UTC

pytestmark = pytest.mark.django_db


def test_another_device_went_on_what_was_typed_here_is_shown_to_be_copied(learner: Person) -> None:
    interview = pages.begin(learner)
    fields = pages.fields_of(learner.get(pages.address(interview)).content.decode())
    pages.say(learner, interview, "from the phone")
    answer = learner.post(
        pages.address(interview), fields | {"text": "typed here"}, headers={"HX-Request": "true"}
    )
    body = answer.content.decode()
    assert answer.status_code == 409 and "typed here" in body and "another device" in body
    assert [each.detail["text"] for each in Event.objects.filter(kind="said")] == ["from the phone"]


def test_half_a_day_later_it_is_closed_by_the_next_post_and_not_by_a_look(learner: Person) -> None:
    interview = acts.begin(learner.learner, now=timezone.now() - timedelta(hours=13))
    prompt = Prompt.objects.get()
    assert "How it went" in learner.get(pages.address(interview)).content.decode()
    assert Interview.objects.get().ended_at is None
    sent = {"part": "answer", "prompt": str(prompt.pk), "text": "too late"}
    answer = learner.post(pages.address(interview), sent)
    assert answer.status_code == 409 and "too late" in answer.content.decode()
    assert Interview.objects.get().ended_at and PracticeSession.objects.get().ended_at


@pytest.mark.any_database
@pytest.mark.parametrize("wrong", [{"part": "third"}, {"part": ""}, {"prompt": "1"}, {"prompt": "\0"}])
def test_an_unknown_part_or_prompt_is_not_there(learner: Person, wrong: dict[str, str]) -> None:
    interview = pages.begin(learner)
    assert pages.say(learner, interview, **wrong).status_code == 404
    assert not Event.objects.exists()


def test_a_prompt_of_another_interview_is_not_there(learner: Person, classmate: Person) -> None:
    interview, other = pages.begin(learner), pages.begin(classmate)
    prompt = str(held(other).puts[0].prompt.pk)
    assert pages.say(learner, interview, prompt=prompt).status_code == 404
    assert pages.say(learner, other).status_code == 404


@pytest.mark.any_database
def test_a_kept_answer_to_what_is_not_there_need_not_be_sent_again(
    learner: Person, classmate: Person
) -> None:
    interview = pages.begin(learner)
    answer = classmate.post(
        pages.address(interview),
        {"part": "answer"},
        headers={"HX-Request": "true", "Owner": classmate.get("/today/").wsgi_request.owners[0]},  # type: ignore[attr-defined]
    )
    assert answer.status_code == 410


@pytest.mark.any_database
def test_ten_megabytes_are_refused_and_what_is_long_is_cut(learner: Person) -> None:
    interview = pages.begin(learner)
    assert pages.say(learner, interview, "x" * 10_000_000).status_code == 413
    assert pages.say(learner, interview, "y" * 20_000).status_code == 200
    assert len(Event.objects.get().detail["text"]) == 10_000


@pytest.mark.any_database
def test_nobody_can_count_more_time_than_passed(learner: Person) -> None:
    interview = pages.begin(learner)
    pages.say(learner, interview, ms="99999999", before="5")
    assert Event.objects.get().detail["ms"] < 60_000


@pytest.mark.any_database
@pytest.mark.parametrize("ms", ["-5", "many", "9" * 400, "²"])
def test_a_time_that_is_none_is_counted_by_the_server(learner: Person, ms: str) -> None:
    interview = pages.begin(learner)
    assert pages.say(learner, interview, ms=ms).status_code == 200


def test_a_question_retired_meanwhile_is_not_put_and_the_count_says_so(learner: Person) -> None:
    interview = pages.begin(learner)
    Question.objects.filter(key=held(interview).keys[1]).update(retired_at=timezone.now())
    BankVersion.renew()
    assert "Question 1 of 5" in learner.get(pages.address(interview)).content.decode()
    pages.say(learner, interview, "", passed="1")
    assert held(interview).puts[-1].revision.key == held(interview).keys[2]


def test_a_plan_of_one_section_is_asked_of_that_one(learner: Person) -> None:
    slugs = [section.slug for section in published_bank().sections]
    acts.begin(learner.learner)
    Plan.objects.create(learner=learner.learner, weights=dict.fromkeys(slugs[1:], 0))
    keys = held(pages.begin(learner, asks="12")).keys
    assert len(keys) == 12 and {published_bank().known[key].section for key in keys} == {1}


def test_everything_left_out_it_says_so_and_begins_nothing(learner: Person) -> None:
    acts.begin(learner.learner)
    slugs = [section.slug for section in published_bank().sections]
    Plan.objects.create(learner=learner.learner, weights=dict.fromkeys(slugs, 0))
    answer = learner.post("/interview/", pages.BEGIN, follow=True)
    assert "no question left to ask" in answer.content.decode()
    assert Interview.objects.count() == 1


def test_what_is_left_out_is_never_asked(learner: Person) -> None:
    acts.begin(learner.learner)
    for key in (out := list(published_bank().questions)[:3]):
        leave_out(learner=learner.learner, key=key, assigned=(), now=timezone.now(), zone=UTC)
    timings = ("normal", "doubled", "off")
    drawn = {key for each in timings for key in held(pages.begin(learner, asks="12", timing=each)).keys}
    assert not drawn & set(out)


def test_what_is_left_out_meanwhile_is_passed_by_and_the_count_says_so(learner: Person) -> None:
    interview = pages.begin(learner)
    learner.post(f"/questions/{held(interview).keys[1]}/leave-out/", {"on": "1"})
    assert "Question 1 of 5" in learner.get(pages.address(interview)).content.decode()
    pages.say(learner, interview, "", passed="1")
    assert held(interview).puts[-1].revision.key == held(interview).keys[2]


def test_an_interview_whose_questions_were_all_left_out_says_so(learner: Person) -> None:
    interview = pages.begin(learner)
    for key in held(interview).keys:
        learner.post(f"/questions/{key}/leave-out/", {"on": "1"})
    learner.post(f"{pages.address(interview)}end/")
    page = learner.get(pages.address(interview), follow=True).content.decode()
    assert "You left out all its questions, so nothing counts." in page
    assert "before the first answer" not in page


def test_a_date_moved_meanwhile_changes_nothing_in_it(learner: Person) -> None:
    interview = pages.begin(learner)
    keys = held(interview).keys
    learner.post("/plan/", {"interview_on": "2026-12-24", "minutes": "5"})
    pages.say(learner, interview)
    assert held(interview).keys == keys and held(interview).puts[0].answer


def test_a_double_click_begins_once_also_where_there_are_fewer_questions_than_wished(learner: Person) -> None:
    acts.begin(learner.learner)
    for key in list(published_bank().questions)[4:]:
        leave_out(learner=learner.learner, key=key, assigned=(), now=timezone.now(), zone=UTC)
    first = pages.begin(learner, asks="12")
    assert 0 < len(held(first).keys) < 12
    assert pages.begin(learner, asks="12") == first and Interview.objects.count() == 2
