"""What a learner leaves out is asked no more and is in no figure; putting it back undoes that at once."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from quiz.bank.published import published_bank
from quiz.mastery.readiness.how_ready import readiness_of
from quiz.mastery.readiness.plan_forecast import address_of
from quiz.practice.models import Event, PracticeSession
from quiz.practice.remembering.rebuilding import differences
from tests.conftest import NOW, Person
from tests.mastery.steps import practise, situation
from tests.practice.acts import answer_well

pytestmark = pytest.mark.django_db
KEY = "what-is-concept-drift"
PAGE = f"/questions/{KEY}/"


def leave_out(person: Person, on: int = 1, key: str = KEY, **more):
    return person.post(f"/questions/{key}/leave-out/", {"on": on}, **more)


def test_it_leaves_every_figure_and_comes_back_into_it(learner):
    practise(learner, 10)
    whole = situation(learner)
    leave_out(learner)
    for page in ("/mastery/", "/today/"):
        assert "of 99 questions in your plan" in learner.get(page).text
    less = situation(learner)
    assert readiness_of(less, NOW).expected <= readiness_of(whole, NOW).expected
    assert address_of(less, NOW, any_log=True) != address_of(whole, NOW, any_log=True)
    leave_out(learner, 0)
    assert "of 100 questions" in learner.get("/mastery/").text
    assert readiness_of(situation(learner), NOW) == readiness_of(whole, NOW)
    assert differences(published_bank()) == []


def test_it_is_asked_no_more_in_whatever_way(learner):
    learner.post("/practice/", {"focus": "all"})
    leave_out(learner)
    assert "Practise this one" not in learner.get(PAGE).text
    refused = learner.post("/practice/", {"focus": f"question:{KEY}"})
    assert refused.url == "/practice/" and "left the questions out" in learner.get("/practice/").text
    assert KEY not in situation(learner).counted


def test_the_library_and_the_mosaic_say_which(learner):
    leave_out(learner)
    found = learner.get("/library/?state=left-out").text
    assert (found.count('class="item"'), PAGE in found, "Put it back" in found) == (1, True, True)
    assert "1 left out" in learner.get("/library/").text
    table = learner.get("/mastery/?as=table").text
    assert "New, left out" in table


def test_what_is_open_elsewhere_is_passed_by_and_the_session_goes_on(learner, ask):
    prompt = ask(learner, KEY, "what-is-data-drift")
    leave_out(learner, key=prompt.question.key)
    assert learner.get(prompt.get_absolute_url()).status_code == 302
    refused = learner.post(prompt.get_absolute_url(), {"response": "x", "ms": 9})
    assert refused.status_code == 409
    going_on = learner.post(PracticeSession.objects.get().get_absolute_url())
    assert learner.get(going_on.url).status_code == 200 and going_on.url != prompt.get_absolute_url()
    assert differences(published_bank()) == []


def test_sent_twice_it_is_one_row(visitor):
    for on in (1, 1, 0, 0):
        assert leave_out(visitor, on).url == PAGE
    kinds = list(Event.objects.order_by("at").values_list("kind", flat=True))
    assert kinds == ["left_out", "put_back"]


def test_after_an_answer_it_can_be_left_out_and_put_back_in_its_place(learner, ask):
    prompt = ask(learner, KEY, "what-is-data-drift")
    answer_well(prompt)
    address, note = prompt.get_absolute_url(), reverse("note", args=[prompt.question.key])
    htmx = {"headers": {"HX-Request": "true"}}
    assert f'hx-get="{note}"' in learner.get(address).text
    assert "Leave this question out" in learner.get(note, **htmx).text
    assert "Put it back" in leave_out(learner, key=prompt.question.key, **htmx).text
    assert "You left this out" in learner.get(address).text
    assert "Put it back" in learner.get(note, **htmx).text
    assert "Leave this question out" in leave_out(learner, 0, prompt.question.key, **htmx).text


def test_left_out_on_the_feedback_no_day_stands_there_on_which_it_comes_back(learner, ask):
    prompt = ask(learner, KEY, "what-is-data-drift")
    answer_well(prompt)
    day, htmx = re.compile(r'<p[^>]*id="comes-back"[^>]*>(.*?)</p>'), {"headers": {"HX-Request": "true"}}
    assert day.findall(learner.get(prompt.get_absolute_url()).text)[0].startswith("It comes back")
    note = learner.get(reverse("note", args=[prompt.question.key]), **htmx).text
    assert 'name="after_answer"' in note
    sent = {"on": "1", "after_answer": "1"}
    swapped = learner.post(f"/questions/{prompt.question.key}/leave-out/", sent, **htmx).text
    assert day.findall(swapped) == [""] and 'id="comes-back" hx-swap-oob="true"' in swapped
    assert day.findall(learner.get(prompt.get_absolute_url()).text) == [""]


def test_beside_a_note_of_ones_own_it_says_where_to_leave_the_question_out(learner, ask):
    prompt = ask(learner, KEY)
    answer_well(prompt)
    learner.post(reverse("note", args=[KEY]), {"words": "Mine.", "over": ""})
    assert "Change your note or leave this out" in learner.get(prompt.get_absolute_url()).text


def test_i_know_this_counts_only_what_may_be_asked(learner):
    before = situation(learner).bank
    section = next(each for each in before.sections if KEY in each.keys)
    leave_out(learner)
    number = len(section.keys) - 1
    assert f"asks the {number} questions" in learner.get(f"/library/{section.slug}/").text


def test_a_missed_one_that_is_left_out_is_promised_no_more(learner):
    practise(learner, 1, KEY, right=False)
    leave_out(learner)
    assert situation(learner).first_next(NOW + timedelta(minutes=5)) == []
    assert "Missed today" not in learner.get("/today/").text


def test_the_days_before_stay_in_the_course(learner, clock):
    for day in range(3):
        session = practise(learner, 10, now=NOW + timedelta(days=day))
        learner.post(f"/practice/{session.pk}/end/")
        clock.shift(timedelta(days=1))
    assert "Is it getting better?" in learner.get("/mastery/").text
    leave_out(learner)
    assert "Is it getting better?" in learner.get("/mastery/").text


def test_an_unknown_question_cannot_be_left_out(visitor):
    assert leave_out(visitor, key="no-such").status_code == 404


def test_the_list_of_what_is_left_out_puts_each_back(learner):
    leave_out(learner)
    listed = "/library/?state=left-out"
    form = learner.get(listed).text.split(f'action="/questions/{KEY}/leave-out/"')[1].split("</form>")[0]
    assert f'name="next" value="{listed}"' in form and "Put it back" in form
    assert "not in your figures" not in form
    assert learner.post(f"/questions/{KEY}/leave-out/", {"on": 0, "next": listed}).url == listed
    assert "You have left no question out." in learner.get(listed).text


def test_a_state_that_no_question_is_in_asks_for_no_other_words(visitor):
    for state in ("starred", "weak", "left-out"):
        empty = visitor.get(f"/library/?state={state}").text
        assert "Try fewer words" not in empty and "No question matches" not in empty
    assert "Try fewer words" in visitor.get("/library/?q=zeitgeist").text
