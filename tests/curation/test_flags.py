"""A curator answers what learners flagged, without learning who they are; the first answer of two holds."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from quiz.curation.flags.waiting import flags_waiting
from quiz.practice.flags.models import Flag
from quiz.practice.models import Learner, Prompt
from tests.conftest import NOW, Person, make_user
from tests.curation.acts import address, open_draft, publish, save
from tests.curation.hostile_words import Elements, payloads
from tests.practice.acts import answer, answer_well
from tests.practice.flag_acts import KEY, REPLY, WORDS, chosen, flag, page_of, reply, text, the_flag

pytestmark = pytest.mark.django_db
ALL = reverse("admin:flags")
TYPED = "mlflow-log-metric"
LIBRARY = f"/questions/{KEY}/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False) as traveller:
        yield traveller


@pytest.fixture
def other_curator(curator: Person) -> Person:
    user = make_user("curator2@example.org", "Curator 2", is_staff=True)
    user.groups.set(curator.user.groups.all())
    return Person().sign_in(user)


@pytest.fixture
def typed(learner: Person, ask: Callable[..., Prompt]) -> Prompt:
    """A typed answer that was graded as wrong, and flagged."""
    answer_well(ask(learner, TYPED, now=NOW - timedelta(days=3)), now=NOW - timedelta(days=3))
    prompt = ask(learner, TYPED)
    assert prompt.way == "type"
    answer(prompt, text="mlflow.track(1, <b>step</b>=5)")
    flag(learner, prompt, "My answer was marked wrong.")
    return prompt


def outcome() -> list[tuple[str, str]]:
    return list(Flag.objects.order_by("pk").values_list("outcome", "answer"))


def test_the_list_names_each_question_once_and_how_many_wait(
    learner, classmate, visitor, curator, prompt, ask
):
    flag(learner, prompt)
    flag(classmate, ask(classmate, KEY), "I think so too.")
    with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
        visitor.post("/questions/what-is-mlops/read/")
        visitor.post("/questions/what-is-mlops/flag/", {"words": "Too short."})
    kind = flags_waiting(curator.user, timezone.now())
    rows = [(row.what, row.who, row.verb, row.address) for row in kind.rows]
    assert rows == [
        (f"“{WORDS}”", "2 learners", "Answer", page_of()),
        ("“Too short.”", "a visitor", "Answer", page_of("what-is-mlops")),
    ]
    assert (kind.count, kind.all_address) == (2, ALL)
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        start = text(curator.sign_in(curator.user), reverse("admin:index"))
    assert re.search(r"2 learners</bdi>,\s+since\s+<time[^>]*>Tue 24 Nov<", start)
    assert f"“{WORDS}”" in text(curator, ALL)


def test_the_list_and_the_page_take_the_same_queries_for_many(
    curator, django_assert_num_queries, django_assert_max_num_queries
):
    for number in range(11):
        person = Person()
        person.post(f"{LIBRARY}read/")
        person.post(f"{LIBRARY}flag/", {"words": f"Words {number}"})
        if number in {0, 10}:
            with django_assert_num_queries(1):
                assert flags_waiting(curator.user, timezone.now()).count == 1
            with django_assert_max_num_queries(12):
                assert f"Words {number}" in text(curator, page_of())


def test_the_page_shows_what_was_typed_and_seen_and_nothing_of_the_person(learner, curator, typed):
    page = text(curator, page_of(TYPED))
    assert "My answer was marked wrong." in page and "mlflow.track(1, <b>step</b>=5)" in page
    assert "&lt;b&gt;step" in curator.get(page_of(TYPED)).text
    assert "saw revision 1" in page and "which is live" in page and "Tue 24 Nov 2026" in page
    own = learner.learner
    hidden = (learner.user.email, learner.user.name, str(own.pk), str(typed.pk), "09:0", "9:0", "10:0")
    assert [each for each in hidden if each in page + text(curator, ALL)] == []


@pytest.mark.parametrize("act", ["undo", "recall"])
def test_what_was_taken_back_or_only_recalled_is_not_shown(learner, curator, typed, ask, by_recall, act):
    assert "mlflow.track" in text(curator, page_of(TYPED))
    if act == "undo":
        learner.post(f"{typed.get_absolute_url()}undo/")
        key, secret = TYPED, "mlflow.track"
    else:
        key, secret = by_recall(KEY), "my own recalled words"
        prompt = ask(learner, key)
        learner.post(f"{prompt.get_absolute_url()}reveal/", {"text": secret})
        learner.post(prompt.get_absolute_url(), {"grade": "3", "text": secret})
        flag(learner, Prompt.objects.get(pk=prompt.pk))
    page = text(curator, page_of(key))
    assert "saw revision" in page and secret not in page


def test_the_options_are_shown_as_they_were_offered(learner, curator, prompt):
    flag(learner, prompt)
    page = text(curator, page_of())
    texts = [prompt.revision.options.get(slug=slug).text for slug in prompt.options]
    places = [page.index(words) for words in texts]
    assert places == sorted(places)


def test_one_answer_goes_to_all_or_to_those_that_are_chosen(learner, classmate, curator, prompt, ask):
    flag(learner, prompt)
    flag(classmate, ask(classmate, KEY), "I think so too.")
    first, second = chosen(curator)
    assert reply(curator, [second]).status_code == 302
    assert outcome() == [("", ""), ("right", REPLY)]
    reply(curator, answer="Another answer.")
    assert outcome() == [("right", "Another answer."), ("right", REPLY)]
    assert first != second and chosen(curator) == []


def test_changed_is_said_once_it_is(learner, curator, prompt):
    flag(learner, prompt)
    refused = reply(curator, outcome="changed", answer="Now it says so.")
    assert refused.status_code == 422 and "Now it says so." in refused.text
    assert "The words they flagged are still live." in refused.text
    open_draft(curator)
    save(curator, hint="Look at the third option again.")
    publish(curator)
    page = text(curator, page_of())
    assert "which is no longer live" in page and "New words were published since these flags." in page
    assert reply(curator, outcome="changed", answer="Now it says so.").status_code == 302
    assert "We changed it." in text(learner, LIBRARY)


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"answer": " "}, "Write an answer."),
        ({"outcome": ""}, "Choose an outcome."),
        ({"outcome": "odd"}, "odd is not one of the available choices"),
        ({"answer": "so\u202eso"}, "a character that cannot be shown"),
        ({"answer": "x" * 1001}, "at most 1000 characters"),
        ({"flags": []}, "Choose at least one flag."),
        ({"flags": ["1", "x-y", "9" * 400]}, "Choose at least one flag."),
    ],
)
def test_what_is_missing_is_said_and_the_rest_is_kept(learner, curator, prompt, sent, why):
    flag(learner, prompt)
    refused = reply(curator, **({"answer": "Kept words."} | sent))
    assert (refused.status_code, why in unescape(refused.text)) == (422, True)
    assert sent.get("answer", "Kept words.").strip() in refused.text
    assert the_flag().is_open


def test_of_two_curators_the_second_is_shown_the_firsts_answer_and_loses_nothing(
    learner, curator, other_curator, prompt
):
    flag(learner, prompt)
    both = chosen(curator)
    reply(curator, both)
    second = reply(other_curator, both, outcome="neither", answer="My own words.")
    assert (second.status_code, outcome()) == (409, [("right", REPLY)])
    page = unescape(second.text)
    assert "Curator 1" in page and REPLY in page and ">\nMy own words.</textarea>" in page
    corrected = reply(other_curator, query=f"?correct={the_flag().pk}", answer="Both of us agree.")
    assert (corrected.status_code, outcome()) == (302, [("right", "Both of us agree.")])


def test_sent_twice_it_is_one_answer(learner, curator, prompt):
    flag(learner, prompt)
    both = chosen(curator)
    assert [reply(curator, both).status_code for _twice in range(2)] == [302, 302]
    assert outcome() == [("right", REPLY)]


def test_words_that_changed_under_the_curators_hand_are_shown_first(learner, curator, prompt):
    flag(learner, prompt)
    old = chosen(curator)
    flag(learner, prompt, "I meant option 2.", replaces=the_flag().pk)
    moved = reply(curator, old)
    assert (moved.status_code, the_flag().is_open) == (409, True)
    assert "I meant option 2." in moved.text and REPLY in moved.text


def test_an_answer_is_corrected_or_taken_back_until_it_was_read(learner, curator, prompt):
    flag(learner, prompt)
    reply(curator)
    query = f"?correct={the_flag().pk}"
    seen = text(learner, LIBRARY).split('name="seen" value="')[1].split('"')[0]
    with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
        assert reply(curator, query=query, answer="Corrected.").status_code == 302
    learner.post(f"{LIBRARY}flag/read/", {"seen": seen})
    assert the_flag().read_at is None and "Corrected." in text(learner, LIBRARY)
    shown = chosen(curator, query=query)
    with time_machine.travel(NOW + timedelta(minutes=3), tick=False):
        learner.post(f"{LIBRARY}flag/read/")
    late = reply(curator, shown, query=query, answer="Too late.")
    assert (late.status_code, outcome()) == (409, [("right", "Corrected.")])
    assert "Too late." in late.text
    curator.post(f"{page_of()}take-back/", {"flags": shown})
    assert the_flag().answer == "Corrected."


def test_taken_back_the_flags_wait_again(learner, curator, prompt):
    flag(learner, prompt)
    reply(curator)
    shown = chosen(curator, query=f"?correct={the_flag().pk}")
    assert curator.post(f"{page_of()}take-back/", {"flags": shown}).url == page_of()
    assert (outcome(), the_flag().is_open) == ([("", "")], True)
    assert REPLY not in text(learner, LIBRARY)


def test_who_has_flagged_again_keeps_the_first_answer(learner, curator, prompt):
    flag(learner, prompt)
    reply(curator)
    flag(learner, prompt, "Still true.")
    shown = chosen(curator, query=f"?correct={Flag.objects.unread().get().pk}")
    curator.post(f"{page_of()}take-back/", {"flags": shown})
    assert outcome() == [("right", REPLY), ("", "")]
    assert "A learner has flagged the question again since" in text(curator, page_of())


def test_flags_of_another_question_are_not_answered_here(learner, curator, prompt, ask):
    flag(learner, prompt)
    other = ask(learner, "what-is-mlops")
    flag(learner, other)
    assert reply(curator, chosen(curator, "what-is-mlops")).status_code == 409
    assert outcome() == [("", ""), ("", "")]


def test_only_who_may_change_questions_sees_and_answers_flags(learner, instructor, visitor, curator, prompt):
    flag(learner, prompt)
    staff = Person().sign_in(make_user("staff1@example.org", "Staff 1", is_staff=True))
    sent = {"flags": chosen(curator), "outcome": "right", "answer": REPLY}
    pages = (ALL, page_of(), f"{page_of()}take-back/")
    for person, status in ((visitor, 302), (learner, 302), (instructor, 302), (staff, 403)):
        for page in pages:
            for response in (person.get(page), person.post(page, sent)):
                assert (response.status_code, WORDS in response.text) == (status, False), page
    assert [curator.get(page).status_code for page in pages] == [200, 200, 405]
    assert the_flag().is_open


def test_a_former_curator_is_named_as_one(learner, curator, other_curator, prompt):
    flag(learner, prompt)
    reply(other_curator)
    assert "Curator 2" in text(curator, page_of())
    other_curator.user.delete()
    assert "a former curator" in text(curator, page_of())


@pytest.mark.any_database
def test_payloads_are_words_on_every_page(learner, curator, prompt):
    flag(learner, prompt)
    pages = [(curator, ALL), (curator, page_of()), (learner, LIBRARY), (learner, "/flags/")]
    pages.append((learner, f"{prompt.get_absolute_url()}flag/"))
    words, size = payloads(), 100
    for start in range(0, len(words), size):
        store(prompt, words[start : start + size])
        for person, page in pages:
            body = person.get(page).text
            assert (list(Elements(body).what_runs()), "hit(" in body) == ([], True)


def store(prompt: Prompt, words: list[str]) -> None:
    """Past the forms: as many open flags as answered ones, each with a payload of its own wherever words are."""
    third = len(words) // 3
    Flag.objects.filter(learner=prompt.learner).exclude(answered_at=None).delete()
    Flag.objects.filter(learner=prompt.learner).update(words=words[0][:300])
    Learner.objects.filter(user=None).delete()
    others = Learner.objects.bulk_create([Learner() for _ in words[:third]])
    common = {"question": prompt.question, "revision": prompt.revision, "made": NOW}
    answered = {"answered_at": NOW, "answered_by": prompt.learner_id, "outcome": "neither"}
    rows = [Flag(learner=each, words=said[:300], **common) for each, said in zip(others, words, strict=False)]
    said_and_answered = zip(words[third:], words[2 * third :], strict=False)
    rows += [
        Flag(learner=prompt.learner, words=said[:300], answer=answer[:1000], **common, **answered)
        for said, answer in list(said_and_answered)[:30]
    ]
    Flag.objects.bulk_create(rows)


def test_the_question_leads_to_its_flags(curator):
    assert page_of() in text(curator, address("change"))
