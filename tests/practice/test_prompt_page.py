"""Practising through the front door: ask, answer, feedback, undo, star; with and without HTMX."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from quiz.bank.models import Question, Revision
from quiz.practice.models import Event, Mark, Prompt, Review
from tests.practice.acts import answer_well, right_slug, wrong_slug

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def fresh(learner, ask):
    """A prompt asked just now, as the page counts time by the real clock."""
    return lambda *keys: ask(learner, *keys, now=timezone.now())


def address(prompt, name="prompt"):
    return reverse(name, args=[prompt.pk])


@pytest.mark.any_database
def test_the_question_is_shown_without_its_answer(learner, fresh):
    prompt = fresh("what-is-concept-drift")
    page = learner.get(address(prompt))
    assert page.status_code == 200
    for option in prompt.revision.options.all():
        assert (option.text in page.text) == (option.slug in prompt.options)
        assert not option.why or option.why not in page.text
    assert prompt.revision.answer not in page.text
    assert "is_right" not in page.text


def test_the_answer_is_in_the_feedback(learner, fresh):
    prompt = fresh("what-is-concept-drift")
    wrong = prompt.revision.options.get(slug=wrong_slug(prompt))
    page = learner.post(address(prompt), {"response": wrong.slug}, follow=True)
    assert "Wrong this time" in page.text
    assert wrong.why in page.text and prompt.revision.answer in page.text


def test_a_plain_post_redirects_to_the_feedback(learner, fresh):
    prompt = fresh("what-is-concept-drift")
    answer = learner.post(address(prompt), {"response": right_slug(prompt)})
    assert (answer.status_code, answer.url) == (302, address(prompt))
    assert "Right" in learner.get(address(prompt)).text


@pytest.mark.any_database
def test_htmx_gets_the_fragment_alone(learner, fresh):
    prompt = fresh("what-is-concept-drift")
    answer = learner.post(address(prompt), {"response": right_slug(prompt)}, headers=HTMX)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith("<title>") and "<html" not in answer.text
    assert answer.headers["Vary"].count("HX-Request") == 1


@pytest.mark.any_database
def test_what_was_not_offered_is_a_422_that_keeps_the_question(learner, fresh):
    prompt = fresh("what-is-concept-drift")
    for headers in ({}, HTMX):
        page = learner.post(address(prompt), {"response": "nonsense"}, headers=headers)
        assert page.status_code == 422
        assert "not one of those offered" in page.text and prompt.revision.text in page.text
    assert Review.objects.count() == 0


@pytest.mark.any_database
def test_a_grade_that_was_not_offered_is_a_422(learner, fresh, by_recall):
    prompt = fresh(by_recall("what-is-mlops"))
    learner.post(address(prompt, "prompt-reveal"), {"text": "my words"})
    page = learner.post(address(prompt), {"grade": "7"})
    assert page.status_code == 422
    assert "my words" in page.text
    assert Review.objects.count() == 0


def test_recall_shows_the_answer_after_revealing_and_not_before(learner, fresh, by_recall):
    prompt = fresh(by_recall("what-is-mlops"))
    answer_text = "combines Machine Learning, DevOps, and Data Engineering"
    assert answer_text not in learner.get(address(prompt)).text
    page = learner.post(address(prompt, "prompt-reveal"), {"text": "It is <DevOps> for models"}, follow=True)
    assert answer_text in page.text
    assert "It is &lt;DevOps&gt; for models" in page.text
    for word in ("Forgot", "With effort", "Knew it", "At once"):
        assert word in page.text


def test_revealing_twice_keeps_the_first_words(learner, fresh, by_recall):
    prompt = fresh(by_recall("what-is-mlops"))
    for words in ("first", "second"):
        learner.post(address(prompt, "prompt-reveal"), {"text": words})
    assert [event.detail for event in Event.objects.filter(kind="revealed")] == [{"text": "first"}]


@pytest.mark.any_database
@pytest.mark.parametrize(("ticked", "signs"), [(0, 0), (1, 3)])
def test_points_that_nobody_ticked_stand_without_a_verdict(learner, fresh, by_recall, ticked, signs):
    prompt = fresh(by_recall("what-is-concept-drift"))
    points = list(prompt.revision.key_points.values_list("slug", flat=True))
    learner.post(address(prompt, "prompt-reveal"), {"text": ""})
    page = learner.post(address(prompt), {"grade": "3", "points": points[:ticked]}, follow=True)
    assert "Key points" in page.text and "Knew it" in page.text
    assert len(points) == 3 and page.text.count("had:") + page.text.count("missed:") == signs


def test_a_self_grade_is_recorded_with_words_and_points(learner, fresh, by_recall):
    prompt = fresh(by_recall("what-is-mlops"))
    learner.post(address(prompt, "prompt-reveal"), {"text": "words"})
    learner.post(address(prompt), {"grade": "2", "text": "words"})
    assert Review.objects.get().response == {"text": "words", "points": [], "found": []}


@pytest.mark.any_database
def test_a_key_point_of_another_question_is_refused(learner, fresh, by_recall):
    prompt = fresh(by_recall("what-is-mlops"))
    learner.post(address(prompt, "prompt-reveal"))
    assert learner.post(address(prompt), {"grade": "2", "points": ["foreign"]}).status_code == 422


def test_a_second_click_records_one_review(learner, fresh):
    prompt = fresh("what-is-concept-drift")
    for _ in range(2):
        page = learner.post(address(prompt), {"response": right_slug(prompt)}, headers=HTMX)
    assert "Nothing was recorded twice" in page.text
    assert Review.objects.count() == 1


def test_undo_asks_the_same_question_again(learner, fresh):
    prompt = fresh()
    following = answer_well(prompt, now=prompt.at).following
    assert "Undo" in learner.get(address(following)).text
    answer = learner.post(address(prompt, "prompt-undo"))
    again = Prompt.objects.order_by("-sequence").first()
    assert (answer.status_code, answer.url) == (302, address(again))
    assert again.question_id == prompt.question_id
    assert "taken back" in learner.get(address(prompt)).text


def test_undo_by_htmx_brings_the_question_and_its_address(learner, fresh):
    prompt = fresh()
    answer_well(prompt, now=prompt.at)
    answer = learner.post(address(prompt, "prompt-undo"), headers=HTMX)
    again = Prompt.objects.order_by("-sequence").first()
    assert answer.headers["HX-Push-Url"] == address(again)
    assert "<html" not in answer.text


def test_only_the_latest_answer_can_be_undone(learner, fresh):
    prompt = fresh()
    second = answer_well(prompt, now=prompt.at).following
    answer_well(second, now=prompt.at)
    page = learner.post(address(prompt, "prompt-undo"), follow=True)
    assert "Only the latest answer can be taken back" in page.text


def test_somebody_elses_prompt_is_a_404(classmate, fresh):
    prompt = fresh()
    for method, name in (
        ("get", "prompt"),
        ("post", "prompt"),
        ("post", "prompt-reveal"),
        ("post", "prompt-undo"),
    ):
        assert getattr(classmate, method)(address(prompt, name)).status_code == 404
    assert classmate.get(prompt.session.get_absolute_url()).status_code == 404


def test_a_visitor_practises_without_an_account(visitor):
    page = visitor.post(reverse("practice"), follow=True)
    prompt = Prompt.objects.get()
    assert page.redirect_chain[-1][0] == address(prompt)
    answer_well(prompt, now=prompt.at)
    assert visitor.get(address(prompt)).status_code == 200
    assert visitor.learner.reviews.count() == 1


def test_an_old_prompt_leads_to_the_session_which_goes_on(learner, ask):
    prompt = ask(learner)
    page = learner.get(address(prompt), follow=True)
    assert "where you left it" in page.text
    assert Prompt.objects.count() == 1


def test_a_star_is_set_and_taken_away(learner):
    for on in ("1", "0"):
        answer = learner.post(reverse("star", args=["what-is-mlops"]), {"on": on, "next": "/today/"})
        assert answer.url == "/today/"
        assert Mark.objects.get().starred == (on == "1")


@pytest.mark.any_database
def test_a_star_leads_to_no_other_site(learner):
    answer = learner.post(
        reverse("star", args=["what-is-mlops"]), {"on": "1", "next": "https://elsewhere.example.org/"}
    )
    assert answer.url == reverse("question", args=["what-is-mlops"])


def test_a_star_on_an_unknown_question_is_a_404(learner):
    assert learner.post(reverse("star", args=["no-such-question"]), {"on": "1"}).status_code == 404


def test_old_reviews_show_the_revision_that_was_answered(learner, fresh):
    prompt = fresh("what-is-concept-drift")
    answer_well(prompt, now=prompt.at)
    question = Question.objects.get(key="what-is-concept-drift")
    old = question.live_revision
    new = question.revisions.create(
        status="published", digest="0" * 16, text="New words?", answer="New answer."
    )
    Question.objects.filter(pk=question.pk).update(live_revision=new)
    page = learner.get(address(prompt)).text
    assert old.answer in page and "New words?" not in page


def test_the_page_takes_five_statements_and_four_with_the_memory_at_hand(
    learner, fresh, django_assert_num_queries
):
    prompt = fresh("what-is-concept-drift")
    for statements in (5, 4):
        with django_assert_num_queries(statements):
            learner.get(address(prompt))


@pytest.fixture
def hinted_question(fresh):
    """A prompt whose revision has a hint."""

    def ask_with_hint(key):
        prompt = fresh(key)
        Revision.objects.filter(pk=prompt.revision_id).update(hint="Think of the target.", digest="hinted")
        return prompt

    return ask_with_hint


def test_a_hint_is_shown_when_asked_for_and_what_was_written_stays(learner, hinted_question, by_recall):
    prompt = hinted_question(by_recall("what-is-mlops"))
    assert "Think of the target." not in learner.get(address(prompt)).text
    page = learner.post(address(prompt, "prompt-hint"), {"text": "half an answer"})
    assert "Think of the target." in page.text and "half an answer" in page.text
    assert Event.objects.get().kind == "hinted"
    assert "Think of the target." in learner.get(address(prompt)).text


@pytest.mark.any_database
def test_a_hint_keeps_the_option_that_was_chosen(learner, hinted_question):
    prompt = hinted_question("what-is-concept-drift")
    page = learner.post(address(prompt, "prompt-hint"), {"response": right_slug(prompt)}, headers=HTMX)
    assert page.text.count("checked") == 1


def test_after_a_hint_the_answer_is_not_unaided(learner, hinted_question, by_recall):
    prompt = hinted_question(by_recall("what-is-mlops"))
    learner.post(address(prompt, "prompt-hint"))
    card = answer_well(prompt, now=prompt.at, grade=4).situation.memory.cards["what-is-mlops"]
    assert not card.unaided_right


@pytest.mark.any_database
def test_where_there_is_no_hint_none_is_offered(learner, fresh):
    prompt = fresh("what-is-mlops")
    Revision.objects.filter(pk=prompt.revision_id).update(hint="", digest="no-hint")
    assert "prompt-hint" not in learner.get(address(prompt)).text
    assert learner.post(address(prompt, "prompt-hint")).status_code == 422


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("needed", "words"),
    [(3, "Name all 3 of these."), (2, "Name at least 2 of these 3.")],
)
def test_how_many_key_points_a_good_answer_has_stands_in_words(needed, words):
    points = [{"value": str(number), "text": "a point"} for number in range(3)]
    page = render_to_string("components/key_points.html", {"points": points, "needed": needed})
    assert words in page


@pytest.mark.any_database
def test_of_two_key_points_it_says_both():
    points = [{"value": str(number), "text": "a point"} for number in range(2)]
    page = render_to_string("components/key_points.html", {"points": points, "needed": 2})
    assert "Name both of these." in page
