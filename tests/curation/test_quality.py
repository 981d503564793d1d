"""The quality queue: what the answers say is a reason to look, and what becomes of a reason."""

from dataclasses import replace

import pytest
from django.urls import reverse

from quiz.bank.models import Question
from quiz.bank.revisions.content import Content, OptionContent, PointContent
from quiz.curation.quality.dismissing import holds
from quiz.curation.quality.figures import Count, Figures, OptionFigures, PointFigures
from quiz.curation.quality.measuring import measure_questions
from quiz.curation.quality.models import Dismissal
from quiz.curation.quality.queue import questions_with, stuck_for_many, whole_queue
from quiz.curation.quality.reasons import Found, Reason, reasons_in
from quiz.curation.quality.same_words import asked_words, option_words, point_words
from quiz.curation.quality.waiting import quality_waiting
from tests.conftest import NOW, Person, make_user
from tests.curation.acts import KEY, address, draft, open_draft, publish, question, save
from tests.curation.logs import chosen_by, visitors

pytestmark = pytest.mark.django_db
ANY_WRONG = (0, 1, 2)
QUEUE = "/admin/quiz/question/quality/"
WORDS = Content(
    "What?",
    "That.",
    options=(
        OptionContent("right", "That", True),
        OptionContent("wrong", "Not that"),
        OptionContent("odd", "Odd"),
    ),
    key_points=(PointContent("point", "that"),),
)
FINE = Figures(
    asked_words(WORDS),
    right=Count(60, 100),
    overruled=Count(3, 66),
    options={
        slug: OptionFigures(words, Count(20, 100), Count(5, 60))
        for slug, words in option_words(WORDS).items()
    },
    points={
        slug: PointFigures(words, Count(22, 66), Count(1, 22)) for slug, words in point_words(WORDS).items()
    },
)


def with_option(slug, **counts):
    return replace(FINE, options={**FINE.options, slug: replace(FINE.options[slug], **counts)})


def with_point(**counts):
    return replace(FINE, points={"point": replace(FINE.points["point"], **counts)})


RAISED = {
    Reason.TOO_HARD: replace(FINE, right=Count(20, 100)),
    Reason.TOO_EASY: replace(FINE, right=Count(100, 100)),
    Reason.OVERRULED: replace(FINE, overruled=Count(20, 100)),
    Reason.KNOWING: with_option("wrong", knowing=Count(13, 48)),
    Reason.UNCHOSEN: with_option("odd", chosen=Count(0, 88)),
    Reason.DENIED: with_point(denied=Count(7, 22)),
}
FEW = {
    Reason.TOO_HARD: replace(FINE, right=Count(0, 29)),
    Reason.TOO_EASY: replace(FINE, right=Count(40, 40)),
    Reason.OVERRULED: replace(FINE, overruled=Count(29, 29)),
    Reason.KNOWING: with_option("wrong", knowing=Count(29, 29)),
    Reason.UNCHOSEN: with_option("odd", chosen=Count(0, 40)),
    Reason.DENIED: with_point(found=Count(22, 29), denied=Count(22, 22)),
}


@pytest.mark.any_database
@pytest.mark.parametrize("reason", Reason)
def test_each_reason_is_raised_alone_where_its_whole_range_is_beyond_the_limit(reason):
    assert reasons_in(FINE, WORDS) == []
    assert [found.reason for found in reasons_in(RAISED[reason], WORDS)] == [reason]


@pytest.mark.any_database
@pytest.mark.parametrize("reason", Reason)
def test_small_numbers_raise_nothing(reason):
    assert reasons_in(FEW[reason], WORDS) == []


@pytest.mark.any_database
@pytest.mark.parametrize("reason", Reason)
def test_figures_of_other_words_raise_nothing(reason):
    options = tuple(replace(option, text=f"{option.text}, in other words") for option in WORDS.options)
    points = tuple(replace(point, text="others") for point in WORDS.key_points)
    assert reasons_in(RAISED[reason], replace(WORDS, options=options, key_points=points)) == []


@pytest.mark.any_database
def test_that_those_who_know_choose_the_right_one_is_no_reason():
    assert reasons_in(with_option("right", knowing=Count(60, 60)), WORDS) == []


@pytest.mark.any_database
def test_options_of_a_question_that_is_too_easy_are_no_reasons_of_their_own():
    figures = replace(with_option("odd", chosen=Count(0, 100)), right=Count(100, 100))
    assert [found.reason for found in reasons_in(figures, WORDS)] == [Reason.TOO_EASY]


def found(number, of, words="w"):
    return Found(Reason.KNOWING, "wrong", words, Count(number, of), "")


def test_what_was_dismissed_comes_back_with_other_words_or_when_it_is_clearly_worse():
    dismissal = Dismissal(words="w", share=13 / 48)
    assert holds(dismissal, found(13, 48)) and holds(dismissal, found(18, 48))
    assert not holds(dismissal, found(13, 48, words="others"))
    assert not holds(dismissal, found(24, 48))
    assert not holds(None, found(13, 48))


# Through the pages


def hard(number=60, key=KEY):
    """So many people missed it at the first try."""
    chosen_by(visitors(number), key, wrong=ANY_WRONG)
    measure_questions(now=NOW)


def dismissing(reason=Reason.TOO_HARD, slug=""):
    return f"{reverse('admin:quality_dismiss', args=[question().pk])}?reason={reason}&slug={slug}"


def waiting():
    return [(row.question.key, row.found.reason) for row in whole_queue()]


def test_the_queue_says_the_reason_and_of_how_many(curator):
    hard()
    page = curator.get(QUEUE).text
    assert "Only 0 % are right at the first try." in page and "0 of 60 answers" in page
    assert "Only 0 % are right" in curator.get(address("change")).text
    assert "Nothing to look at" not in page


def test_an_empty_queue_says_so_and_one_never_measured_says_how(curator):
    assert "manage.py measure_questions" in curator.get(QUEUE).text
    measure_questions(now=NOW)
    assert "Nothing to look at" in curator.get(QUEUE).text


def test_those_who_know_and_choose_a_wrong_option_are_named_at_it(curator):
    """Of ninety a third knows the rest of the section and chooses the first wrong option here."""
    people = visitors(120)
    others = Question.objects.filter(section=question().section).exclude(key=KEY).order_by("position")[:3]
    for each in others:
        chosen_by(people[:40], each.key)
        chosen_by(people[40:], each.key, wrong=(0,))
    chosen_by(people[:40], wrong=(0,))
    chosen_by(people[40:])
    measure_questions(now=NOW)
    assert (KEY, Reason.KNOWING) in waiting()
    page = curator.get(address("change")).text
    assert "100 % of those who know choose" in page and "! many who know" in page


def test_a_dismissal_asks_why_and_takes_it_out_of_the_queue(curator):
    hard()
    assert "Why it is fine as it is" in curator.get(dismissing()).text
    assert curator.post(dismissing(), {"why": " "}).status_code == 422
    page = curator.post(dismissing(), {"why": "It is meant to be hard."}, follow=True).text
    assert "It comes back if" in page and "Dismissed: Too hard. It is meant to be hard." in page
    assert waiting() == [] and Dismissal.objects.get().by == curator.user.pk


def test_a_second_dismissal_changes_nothing(curator):
    hard()
    curator.post(dismissing(), {"why": "It is meant to be hard."})
    page = curator.post(dismissing(), {"why": "Again."}, follow=True).text
    assert "Nothing was changed" in page
    assert Dismissal.objects.get().why == "It is meant to be hard."


@pytest.mark.any_database
@pytest.mark.parametrize("query", ["reason=no&slug=", "reason=too_hard&slug=x", "", "reason=too_easy&slug="])
def test_what_is_no_reason_cannot_be_dismissed(curator, query):
    hard()
    url = reverse("admin:quality_dismiss", args=[question().pk])
    for answer in (curator.get(f"{url}?{query}"), curator.post(f"{url}?{query}", {"why": "So."})):
        assert answer.status_code == 302
    assert not Dismissal.objects.exists()


def test_it_leaves_by_itself_when_other_words_are_published(curator):
    hard()
    open_draft(curator)
    save(curator, text="What do people call concept drift?")
    assert waiting() == [(KEY, Reason.TOO_HARD)]
    publish(curator)
    assert waiting() == []
    assert "The words changed since then." in curator.get(address("change")).text


def test_it_leaves_by_itself_when_enough_know_it(curator):
    hard(40)
    chosen_by(visitors(60))
    measure_questions(now=NOW)
    assert waiting() == []


def test_a_draft_is_one_click_away_and_has_the_reason_on_top(curator):
    hard()
    page = curator.post(address("open"), follow=True).text
    assert draft() and "Only 0 % are right at the first try." in page
    assert "Open the draft" in curator.get(QUEUE).text


def test_a_row_of_the_draft_says_when_it_is_new_and_when_its_words_are_others(curator):
    chosen_by(visitors(40))
    measure_questions(now=NOW)
    open_draft(curator)
    rows = len(draft().options.all())
    save(
        curator,
        **{"options-0-text": "Quite another thing.", f"options-{rows}-text": "A new one, which is wrong."},
    )
    page = curator.get(address("change")).text
    assert "new, no answers yet" in page and "with the words that learners see now" in page


def test_the_queue_is_filtered_by_reason(curator):
    hard()
    everyone = visitors(80)
    chosen_by(everyone, "what-is-mlops")
    measure_questions(now=NOW)
    page = curator.get(QUEUE, {"reason": "too_easy"}).text
    assert "are right at the first try" in page and "Only 0 %" not in page
    assert curator.get(QUEUE, {"reason": "nonsense"}).status_code == 200
    assert questions_with(Reason.TOO_HARD) == {question().pk}
    assert questions_with(Reason.TOO_EASY) == {question("what-is-mlops").pk}


def test_a_retired_question_gives_no_reason(curator):
    hard()
    Question.objects.filter(key=KEY).update(retired_at=NOW)
    assert waiting() == [] and "Only 0 %" not in curator.get(address("change")).text


def test_what_many_are_stuck_on_is_found(learner):
    hard()
    assert stuck_for_many() == set()
    measured = question().measured
    measured.figures["stuck"] = [20, 60]
    measured.save()
    assert stuck_for_many() == {question().pk}


def test_the_start_page_gets_the_first_rows_and_the_way_to_all(curator):
    section = Question.objects.filter(section=question().section).order_by("position")
    for each in section[:4]:
        chosen_by(visitors(60), each.key, wrong=ANY_WRONG)
    measure_questions(now=NOW)
    kind = quality_waiting(curator.user, NOW)
    assert (kind.count, len(kind.rows), kind.all_address) == (4, 3, QUEUE)
    assert kind.rows[0].what == "Only 0 % are right at the first try" and kind.rows[0].verb == "Open"


def test_the_queue_takes_as_many_queries_for_one_question_as_for_eleven(
    curator, django_assert_max_num_queries
):
    hard()
    curator.get(QUEUE)
    with django_assert_max_num_queries(16) as few:
        curator.get(QUEUE)
    people = visitors(60)
    for each in Question.objects.filter(section=question().section).exclude(key=KEY)[:10]:
        chosen_by(people, each.key, wrong=ANY_WRONG)
    measure_questions(now=NOW)
    with django_assert_max_num_queries(16) as many:
        page = curator.get(QUEUE).text
    assert len(many) == len(few) and page.count("Only 0 %") == 11


@pytest.mark.parametrize("who", ["visitor", "learner", "instructor"])
def test_others_see_no_figures_and_dismiss_nothing(who, request):
    hard()
    person: Person = request.getfixturevalue(who)
    for url in (QUEUE, dismissing()):
        for answer in (person.get(url), person.post(url, {"why": "So."})):
            assert answer.status_code in {302, 403, 405} and "right at the first" not in answer.text
    assert not Dismissal.objects.exists()


def test_staff_outside_the_group_see_no_figures():
    staff = Person().sign_in(make_user("staff1@example.org", "Staff 1", is_staff=True))
    assert {staff.get(url).status_code for url in (QUEUE, dismissing())} == {403}


def test_the_queue_changes_nothing_by_post(curator):
    assert curator.post(QUEUE).status_code == 405
