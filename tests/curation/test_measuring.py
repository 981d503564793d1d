"""Figures of a question are what a patient person would count in the log."""

from collections import defaultdict
from datetime import timedelta
from random import Random
from statistics import median

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from quiz.bank.editing.publishing import live_content
from quiz.bank.models import Question
from quiz.curation.quality.measuring import measure_questions
from quiz.curation.quality.tallying import those_who_know
from quiz.practice.answering.correcting import undo
from quiz.practice.log.learners import again
from quiz.practice.models import Correction, Event, Learner, Review, Way
from quiz.practice.people.merging import adopt
from tests.conftest import NOW
from tests.curation.acts import KEY, open_draft, publish, question, save
from tests.curation.logs import Log, chosen_by, figures, measured_last, slugs_of, visitors
from tests.practice.acts import UTC, answer, answer_well, note, wrong_slug

pytestmark = pytest.mark.django_db
SOON, LATER = NOW + timedelta(minutes=1), NOW + timedelta(days=1)


def asked_in_one_section(number):
    section = question().section
    return list(
        Question.objects.filter(section=section).select_related("live_revision").order_by("position")[:number]
    )


def random_log(seed):
    """Forty people, some of them merged, at four questions, with everything that may become of an answer."""
    dice, log = Random(seed), Log()
    people, asked = visitors(40), asked_in_one_section(4)
    for guest in people[30:]:
        Learner.objects.filter(pk=guest.pk).update(merged_into=dice.choice(people[:30]), merged_at=NOW)
    for _ in range(400):
        person, each = dice.choice(people), dice.choice(asked)
        right, wrong = slugs_of(each)
        if dice.random() < 0.05:
            log.note(person, each, Event.Kind.READ)
            continue
        shown = [right, *dice.sample(wrong, 3)]
        slug = dice.choice(shown)
        given = dice.choice([slug, None])
        review = log.answer(
            person,
            each,
            way=dice.choice([Way.CHOOSE, Way.TYPE]),
            response={"option": given} if given else {"dont_know": True},
            shown=shown,
            grade=3 if given == right else 1,
            machine=3 if given == right else 1,
            ms=dice.randrange(60_000),
            estimated=dice.random() < 0.1,
        )
        if dice.random() < 0.1:
            log.note(person, each, Event.Kind.HINTED, review.prompt)
        if dice.random() < 0.2:
            log.correct(review, Correction.Kind.OVERRULE, dice.choice([1, 2, 3]))
        if dice.random() < 0.1:
            log.correct(review, Correction.Kind.UNDO)
    log.write()
    return asked


def person_of(row):
    return row.learner.merged_into_id or row.learner_id


def firsts_by_hand():
    """Question and person to their first answer that counts, with its last grade; those with help are left out."""
    found = {}
    for review in Review.objects.select_related("prompt", "learner").order_by("at"):
        corrections = list(review.corrections.order_by("at"))
        if any(each.kind == "undo" for each in corrections):
            continue
        review.final = ([review.grade] + [each.grade for each in corrections])[-1]
        found.setdefault((review.prompt.question_id, person_of(review)), review)
    helped = set()
    for event in Event.objects.select_related("learner"):
        place = event.question_id, person_of(event)
        first = found.get(place)
        is_hint = event.kind == "hinted" and first and event.prompt_id == first.pk
        if is_hint or (event.kind == "read" and first and event.at <= first.at):
            helped.add(place)
    return {place: review for place, review in found.items() if place not in helped}


def knowing_by_hand(firsts, left_out):
    """The third with most right elsewhere, where equals stay together."""
    right = defaultdict(int)
    for (asked, person), review in firsts.items():
        if asked != left_out:
            right[person] += review.final > 1
    levels = [{person for person in right if right[person] >= level} for level in range(1, 5)]
    cuts = [set(), *[some for some in reversed(levels) if some]]
    return min(cuts, key=lambda some: (abs(len(some) - len(right) / 3), len(some)))


@pytest.mark.parametrize("seed", range(3))
def test_they_equal_a_recount_by_hand(seed):
    asked = random_log(seed)
    firsts = firsts_by_hand()
    measure_questions(now=NOW)
    for each in asked:
        measured, knowing = measured_last(each.key), knowing_by_hand(firsts, each.pk)
        mine = {person: review for (pk, person), review in firsts.items() if pk == each.pk}
        took = [review.ms / 1000 for review in mine.values() if not review.estimated]
        assert measured.right == (sum(review.final > 1 for review in mine.values()), len(mine))
        assert measured.seconds.middle == round(median(took), 1) and measured.seconds.of == len(took)
        for slug, option in measured.options.items():
            shown = {
                person: review.response.get("option") == slug
                for person, review in mine.items()
                if slug in review.prompt.options and review.prompt.way == "choose"
            }
            known = [chose for person, chose in shown.items() if person in knowing]
            assert option.chosen == (sum(shown.values()), len(shown))
            assert option.knowing == (sum(known), len(known))


def test_an_answer_taken_back_was_not_given(learner, ask):
    prompt = ask(learner, KEY)
    answer(prompt, response=wrong_slug(prompt))
    assert figures().right == (0, 1)
    undo(learner=again(learner.learner), prompt_id=prompt.pk, now=SOON, zone=UTC)
    assert figures().right == (0, 0) and figures().stuck == (0, 0)


def test_a_visitor_who_signed_in_counts_once(learner, visitor, ask):
    answer_well(ask(learner, KEY))
    visitor.post("/practice/", {"focus": f"question:{KEY}"})
    prompt = ask(visitor, KEY)
    answer(prompt, response=wrong_slug(prompt))
    assert figures().right == (1, 2)
    adopt(visitor=visitor.learner, user=learner.user, now=SOON)
    assert figures().right.of == 1


def test_whoever_read_the_answer_or_a_hint_before_is_not_counted(learner, classmate, ask):
    note(learner=learner.learner, kind=Event.Kind.READ, keys=[KEY], now=NOW - timedelta(days=3), zone=UTC)
    answer_well(ask(learner, KEY))
    prompt = ask(classmate, KEY)
    classmate.post(f"{prompt.get_absolute_url()}hint/")
    answer_well(prompt, now=SOON)
    assert figures().right == (0, 0) and figures().stuck.of == 2


def test_a_later_answer_is_no_first_one(learner, ask):
    prompt = ask(learner, KEY)
    answer(prompt, response=wrong_slug(prompt))
    answer_well(ask(learner, KEY, now=LATER), now=LATER + timedelta(seconds=9))
    assert figures().right == (0, 1)


def republish(curator, change="wording", **fields):
    open_draft(curator)
    save(curator, **fields)
    publish(curator, change=change)


def test_an_option_with_other_words_begins_anew_and_the_others_go_on(curator):
    chosen_by(visitors(5))
    right, wrong = slugs_of(question())
    number = [option.slug for option in live_content(question()).options].index(wrong[0])
    before = figures()
    republish(
        curator, **{f"options-{number}-text": "The share of the inputs that are missing grows over time."}
    )
    now = figures()
    assert before.options[wrong[0]].chosen == (0, 5) and now.options[wrong[0]].chosen == (0, 0)
    assert now.options[right].chosen == before.options[right].chosen == (5, 5)
    assert (before.right, now.right) == ((5, 5), (0, 0))


def test_what_is_read_afterwards_changes_no_figure(curator):
    chosen_by(visitors(5))
    before = figures()
    republish(curator, senior="Ask what is measured, and how soon the labels come.")
    assert figures() == before


def test_a_change_of_meaning_begins_anew_and_going_back_finds_the_old_answers(curator):
    old = question().live_revision.answer
    chosen_by(visitors(5))
    republish(
        curator, "meaning", answer="Drift of a concept: input and target relate in another way than before."
    )
    right, _wrong = slugs_of(question())
    assert figures().options[right].chosen == (0, 0)
    republish(curator, "meaning", answer=old)
    assert figures().options[right].chosen == (5, 5)


def test_an_overruled_grade_counts_once_for_a_person(learner):
    asked, log = question("dvc-add-dataset"), Log()
    for typed in ("dvc add it", "dvc add that"):
        review = log.answer(
            learner_of(learner), asked, way=Way.TYPE, response={"text": typed}, grade=1, machine=1
        )
        log.correct(review, Correction.Kind.OVERRULE, 3)
    [other] = visitors(1)
    log.answer(other, asked, way=Way.TYPE, response={"dont_know": True}, grade=1, machine=1)
    log.answer(other, asked, way=Way.TYPE, response={"text": "dvc add x"}, grade=3, machine=3)
    log.write()
    assert figures("dvc-add-dataset").overruled == (1, 2)


def learner_of(person):
    learner = person.learner
    if learner._state.adding:
        learner.save()
    return learner


def test_a_key_point_is_denied_where_the_machine_found_what_was_not_ticked():
    asked, log = question("mlflow-components"), Log()
    first, second = (point.slug for point in asked.live_revision.key_points.order_by("position")[:2])
    typing, recalling, silent = visitors(3)
    typed = {"text": "it", "points": [first]}
    log.answer(typing, asked, way=Way.TYPE, response=typed, machine=2, grade=2)
    log.answer(recalling, asked, way=Way.RECALL, response={"points": [second], "found": [first, second]})
    log.answer(silent, asked, way=Way.RECALL, response={"points": [second]})
    log.write()
    points = figures(asked.key).points
    assert (points[first].found, points[first].denied) == ((2, 2), (1, 1))
    assert (points[second].found, points[second].denied) == ((1, 2), (0, 1))
    assert (points[first].added, points[second].added) == ((0, 0), (0, 0))


def test_who_denies_or_adds_a_point_is_counted_beside_it(learner, curator, ask, by_recall):
    prompt = ask(learner, by_recall("rollback-purpose"), now=timezone.now())
    address, words = prompt.get_absolute_url(), "If the new model fails we go back to the previous version"
    learner.post(f"{address}reveal/", {"text": words})
    learner.post(address, {"grade": "2", "text": words, "points": ["revert", "stable"]})
    points = figures("rollback-purpose").points
    assert points["on-failure"].found == points["on-failure"].denied == (1, 1)
    assert (points["revert"].denied, points["stable"].denied) == ((0, 1), (0, 0))
    assert (points["stable"].found, points["stable"].added) == ((0, 1), (1, 1))
    page = curator.get(reverse("admin:quiz_question_change", args=[prompt.question_id])).text
    assert "Denied by the learner" in page and "ticked where it was not found: 1 of 1" in page


def test_equals_stay_together_on_one_side_of_the_cut():
    right = {"a": 3, "b": 2, "c": 2, "d": 1, "e": 0, "f": 0}
    assert those_who_know(right, dict.fromkeys(right, 4), {}) == {"a"}
    assert those_who_know(right | {"g": 0}, dict.fromkeys([*right, "g"], 4), {}) == {"a", "b", "c"}
    assert those_who_know({"a": 1, "b": 1}, {"a": 1, "b": 1}, {}) == frozenset()
    assert those_who_know({"a": 0, "b": 0}, {"a": 1, "b": 1}, {}) == frozenset()


def test_measuring_takes_as_many_queries_for_one_question_as_for_eleven(django_assert_max_num_queries):
    people = visitors(3)
    chosen_by(people)
    with django_assert_max_num_queries(12) as few:
        measure_questions(now=NOW)
    for each in asked_in_one_section(11):
        chosen_by(people, each.key) if each.key != KEY else None
    with django_assert_max_num_queries(12) as many:
        measure_questions(now=NOW)
    assert len(many) == len(few)


def test_the_page_says_of_which_day_its_figures_are_and_who_measures(curator, capsys):
    page = f"/admin/quiz/question/{question().pk}/change/"
    assert "manage.py measure_questions" in curator.get(page).text
    call_command("measure_questions")
    assert "100 questions measured." in capsys.readouterr().out
    shown = curator.get(page).text
    assert "Figures as of" in shown and "measure_questions" not in shown
    assert "not shown to anyone yet" in shown
