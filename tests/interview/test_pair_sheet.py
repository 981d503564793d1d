"""The interviewer's sheet, and the learner's page that follows it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils.html import escape

from quiz.bank.published import published_bank
from quiz.interview.holding.heard import heard_points
from quiz.interview.holding.held import OPEN_FOR, held
from quiz.interview.models import Heard, Interview
from quiz.practice.models import Event, Learner, Review
from quiz.practice.people.merging import adopt
from quiz.privacy import erase_person
from tests.conftest import NOW, Person
from tests.interview.pairs import address, bound, current, interview_in_pairs, link_for, path_shown, send

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def follow(person: Person, interview: Interview, seen: str = "") -> object:
    return person.get(address(interview, "follow/"), {"seen": seen}, headers={"HX-Request": "true"})


def test_the_sheet_has_the_question_its_points_and_the_follow_up(learner: Person) -> None:
    interview = interview_in_pairs(learner)
    friend, link = bound(learner, interview)
    page, put = friend.get(link).content.decode(), current(interview)
    for words in ("You interview", "Learner 1", "1 of 6", "Read this aloud", "Tick what you hear", "1:30"):
        assert words in page
    for point in put.revision.points:
        assert f'value="{point.slug}"' in page
    assert put.follow_up and f'value="{len(put.follow_up.points) - 1}"' in page
    assert "This link works for 3 more hours." in page


def test_it_has_nothing_of_the_questions_to_come_nor_of_the_learner(learner: Person) -> None:
    interview = interview_in_pairs(learner)
    friend, link = bound(learner, interview)
    page, bank = friend.get(link).content.decode(), published_bank()
    coming = [bank.questions[key].revision for key in held(interview).keys[1:]]
    slugs = [point.slug for revision in coming for point in revision.points]
    assert slugs and not [slug for slug in slugs if f'value="{slug}"' in page]
    assert "learner1@example.org" not in page and str(interview.pk) not in page
    assert (
        str(interview.learner_id) not in page and 'href="/' not in page.split("<body")[1].split("<dialog")[0]
    )


def test_ticks_are_saved_as_they_are_made_and_sum_themselves_up(learner: Person) -> None:
    interview = interview_in_pairs(learner)
    friend, link = bound(learner, interview)
    put = current(interview)
    slugs = [point.slug for point in put.revision.points]
    answer = send(friend, f"{link}heard/", put, points=slugs, reply_points=["0"])
    assert f"{len(slugs)} of {len(slugs)}. That is enough for a good answer." in answer.content.decode()
    assert heard_points(interview) == {put.prompt.pk: (frozenset(slugs), frozenset({0}))}
    answer = send(friend, f"{link}heard/", put, points=[])
    assert f"A good answer has at least {put.revision.points_needed}." in answer.content.decode()
    assert heard_points(interview) == {put.prompt.pk: (frozenset(), frozenset())}


def test_what_is_no_point_of_the_question_is_not_ticked(learner: Person) -> None:
    interview = interview_in_pairs(learner)
    friend, link = bound(learner, interview)
    sent = {"points": ["made-up", "x" * 9000], "reply_points": ["-1", "99", "one", "00"]}
    assert send(friend, f"{link}heard/", current(interview), **sent).status_code == 200
    assert heard_points(interview) == {current(interview).prompt.pk: (frozenset(), frozenset())}


def test_the_next_question_says_both_parts_in_the_log_without_words(learner: Person, clock) -> None:
    interview = interview_in_pairs(learner)
    clock.shift(5 * MINUTE)
    friend, link = bound(learner, interview)
    put = current(interview)
    clock.shift(2 * MINUTE)
    answer = send(friend, f"{link}next/", put, points=[put.revision.points[0].slug])
    assert "2 of 6" in answer.content.decode()
    said = [(each.detail["part"], each.detail["text"], each.detail["ms"]) for each in Event.objects.all()]
    assert said == [("answer", "", 120_000), ("follow_up", "", 0)]
    assert heard_points(interview)[put.prompt.pk][0] == {put.revision.points[0].slug}
    assert not Review.objects.exists()


def test_skip_counts_as_not_known(learner: Person) -> None:
    interview = interview_in_pairs(learner)
    friend, link = bound(learner, interview)
    send(friend, f"{link}next/", current(interview), skip="1")
    assert Review.objects.get().grade == 1 and Event.objects.get().detail["passed"]
    assert current(interview).prompt.sequence == 2


def test_a_second_click_asks_one_question_only(learner: Person) -> None:
    interview = interview_in_pairs(learner)
    friend, link = bound(learner, interview)
    put = current(interview)
    for skip in ("", "", "1"):
        assert "2 of 6" in send(friend, f"{link}next/", put, skip=skip).content.decode()
    assert Event.objects.count() == 2


def test_a_stale_sheet_saves_no_tick_and_shows_the_question_as_it_is_now(learner: Person) -> None:
    interview = interview_in_pairs(learner)
    friend, link = bound(learner, interview)
    old = current(interview)
    send(friend, f"{link}next/", old)
    before = heard_points(interview)
    answer = send(friend, f"{link}heard/", old, points=[old.revision.points[0].slug])
    assert answer.status_code == 409 and "2 of 6" in answer.content.decode()
    assert answer["HX-Retarget"] == "#run" and heard_points(interview) == before
    for nonsense in ("", "x", "é"):
        assert friend.post(f"{link}next/", {"prompt": nonsense}).status_code == 302
    assert current(interview).prompt.sequence == 2


def test_after_the_last_question_the_sheet_thanks_and_shows_nothing_more(learner: Person) -> None:
    interview = interview_in_pairs(learner)
    friend, link = bound(learner, interview)
    for _ in range(6):
        answer = send(friend, f"{link}next/", current(interview) if interview.ended_at is None else None)
        interview.refresh_from_db()
    assert interview.ended_at and answer.status_code == 200
    assert "Thank you!" in answer.content.decode() and "<form" not in answer.content.decode()
    gone = friend.get(link)
    assert gone.status_code == 410 and "The interview is over. Thank you!" in gone.content.decode()
    assert len(heard_points(interview)) == 6


def test_without_a_script_the_sheet_goes_on_by_redirects(learner: Person) -> None:
    interview = interview_in_pairs(learner)
    friend, link = bound(learner, interview)
    put = current(interview)
    sent = {"prompt": str(put.prompt.pk), "points": put.revision.points[0].slug, "skip": ""}
    answer = friend.post(f"{link}next/", sent)
    assert (answer.status_code, answer["Location"]) == (302, link)
    assert "2 of 6" in friend.get(link).content.decode() and heard_points(interview)[put.prompt.pk][0]


def test_half_a_day_later_nothing_is_ticked_and_nothing_asked(learner: Person, clock) -> None:
    interview = interview_in_pairs(learner)
    friend, link = bound(learner, interview)
    put = current(interview)
    clock.shift(OPEN_FOR)
    for act in ("heard/", "next/"):
        answer = send(friend, link + act, put, points=[put.revision.points[0].slug])
        assert answer.status_code == 410 and answer["HX-Refresh"] == "true"
    assert not Heard.objects.exists() and not Event.objects.exists()
    assert learner.get(address(interview))["Location"] == interview.get_absolute_url()


def test_the_learners_page_waits_for_the_friend_and_then_follows(learner: Person) -> None:
    interview = interview_in_pairs(learner)
    assert learner.get(interview.get_absolute_url())["Location"] == address(interview)
    link = link_for(learner, interview)
    page = learner.get(address(interview)).content.decode()
    assert "<svg" in page and current(interview).revision.text not in page
    friend = Person()
    friend.post(link)
    asked = follow(learner, interview, "waiting 1").content.decode()  # type: ignore[attr-defined]
    assert "Your interviewer has the sheet" in asked and 'id="run"' in asked
    seen = asked.split("follow/?seen=")[1].split('"')[0].replace("%20", " ")
    assert follow(learner, interview, seen).status_code == 204  # type: ignore[attr-defined]
    send(friend, f"{link}next/", current(interview))
    assert "Question 2 of 6" in follow(learner, interview, seen).content.decode()  # type: ignore[attr-defined]


def test_following_writes_nothing_and_costs_few_statements(
    learner: Person, django_assert_num_queries
) -> None:
    interview = interview_in_pairs(learner)
    bound(learner, interview)
    asked = learner.get(address(interview)).content.decode()
    seen = asked.split("follow/?seen=")[1].split('"')[0].replace("%20", " ")
    with django_assert_num_queries(5) as made:  # who it is, which interview, its link and its place
        assert follow(learner, interview, seen).status_code == 204  # type: ignore[attr-defined]
    assert all(each["sql"].startswith("SELECT") for each in made.captured_queries)


def test_an_expired_link_is_said_on_the_learners_page_and_another_goes_on(learner: Person, clock) -> None:
    interview = interview_in_pairs(learner)
    friend, link = bound(learner, interview)
    send(friend, f"{link}next/", current(interview))
    clock.shift(timedelta(hours=3))
    page = follow(learner, interview, "asked 2").content.decode()  # type: ignore[attr-defined]
    assert "The link no longer works" in page and "every 2s" not in page
    instead = page.split('name="instead_of" value="')[1].split('"')[0]
    learner.post(address(interview), {"name": "Learner 1", "instead_of": instead})
    other, path = Person(), path_shown(learner, interview)
    other.post(path)
    assert "2 of 6" in other.get(path).content.decode()


def test_the_end_leads_the_learner_to_the_report(learner: Person) -> None:
    interview = interview_in_pairs(learner)
    bound(learner, interview)
    learner.post(f"/interview/{interview.pk}/end/")
    assert follow(learner, interview)["HX-Redirect"] == interview.get_absolute_url()  # type: ignore[index]
    assert "How it went" in learner.get(interview.get_absolute_url()).content.decode()


def test_going_on_without_the_interviewer_makes_it_an_interview_said_aloud(learner: Person) -> None:
    interview = interview_in_pairs(learner)
    friend, link = bound(learner, interview)
    send(friend, f"{link}next/", current(interview))
    assert learner.post(address(interview, "alone/"))["Location"] == interview.get_absolute_url()
    assert friend.get(link).status_code == 410
    interview.refresh_from_db()
    assert interview.manner == "aloud" and current(interview).prompt.sequence == 2
    assert learner.get(interview.get_absolute_url()).status_code == 200
    assert learner.post(address(interview), {"name": "x"})["Location"] == interview.get_absolute_url()


def test_no_answer_is_in_a_byte_of_the_learners_page_the_sheet_being_the_one_exception(
    learner: Person,
) -> None:
    interview = interview_in_pairs(learner)
    friend, link = bound(learner, interview)
    put = current(interview)
    assert put.follow_up
    secrets = [put.revision.answer, put.follow_up.question, put.follow_up.reply, *put.follow_up.points]
    secrets += [each for point in put.revision.points for each in (point.text, point.slug)]
    secrets += [each for option in put.revision.options for each in (option.text, option.why)]
    pages = [learner.get(address(interview)), follow(learner, interview)]
    said = [f"{page.content.decode()} {page.headers}" for page in pages]  # type: ignore[attr-defined]
    assert escape(put.revision.text) in said[0]
    plain = [each.replace("`", "").split("\n")[0] for each in secrets if each]
    assert [each for each in plain if any(escape(each) in page for page in said)] == []
    sheet = friend.get(link).content.decode()
    assert f'value="{put.revision.points[0].slug}"' in sheet


def test_a_visitor_who_signs_in_meanwhile_goes_on(visitor: Person, learner: Person) -> None:
    interview = interview_in_pairs(visitor)
    friend, link = bound(visitor, interview)
    adopt(visitor=visitor.learner, user=learner.user, now=NOW)
    assert "2 of 6" in send(friend, f"{link}next/", current(interview)).content.decode()
    assert learner.get(address(interview)).status_code == 200
    assert Event.objects.filter(learner=learner.learner).count() == 2
    assert learner.get(link).status_code == Person().sign_in(learner.user).post(link).status_code == 409


def test_what_a_friend_heard_is_erased_with_the_person(learner: Person, classmate: Person) -> None:
    interviews = {person: interview_in_pairs(person) for person in (learner, classmate)}
    sheets = []
    for person, interview in interviews.items():
        friend, link = bound(person, interview)
        put = current(interview)
        send(friend, f"{link}heard/", put, points=[put.revision.points[0].slug])
        sheets.append((friend, f"{link}heard/", put))
    erase_person(learner=learner.learner, reason="asked for by the person", now=NOW)
    assert [send(*sheet, points=[]).status_code for sheet in sheets] == [404, 200]
    assert Heard.objects.get().interview == interviews[classmate]
    assert not Learner.objects.filter(pk=interviews[learner].learner_id).exists()
    assert not interviews[learner].pairings.exists()
