"""What the database did not take is said to be not saved, is kept on the page, and can be sent again."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quiz.cohorts.models import Cohort
from quiz.practice.models import Event, Review
from tests.conftest import PASSWORD
from tests.faults.forms import form_on, send_again
from tests.practice.acts import right_slug

NOT_SAVED = "This is not saved yet."
WORDS = "The world changes,\n<b>while</b> the model stays."
HTMX = {"HX-Request": "true"}


@pytest.fixture
def chosen(learner, ask) -> tuple[str, dict[str, str]]:
    """An answer to the learner's first prompt: where to, and what."""
    prompt = ask(learner, "what-is-concept-drift")
    return reverse("prompt", args=[prompt.pk]), {"response": right_slug(prompt), "ms": "4000"}


def test_on_a_full_disk_an_answer_is_not_saved_and_is_taken_when_sent_again(small_disk, learner, chosen):
    assert Client().get("/readyz").status_code == 200
    small_disk.fill()
    page = learner.post(*chosen)
    assert (page.status_code, page.headers["Retry-After"]) == (503, "30")
    assert NOT_SAVED in page.content.decode()
    assert not Review.objects.exists()
    assert Client().get("/readyz").json()["missing"] == ["The disk of the database is full."]
    small_disk.clear()
    assert send_again(learner, page).status_code == 302
    assert Review.objects.get().ms == 4000
    ready = Client().get("/readyz").json()
    assert (ready["status"], ready["missing"]) == ("ready", [])


def test_behind_a_lock_an_answer_is_not_saved_and_is_taken_when_sent_again(impatient, learner, chosen, lock):
    with lock():
        by_htmx = learner.post(*chosen, headers=HTMX)
        page = learner.post(*chosen)
        again = send_again(learner, page)
    assert {(each.status_code, each.headers["Retry-After"]) for each in (by_htmx, page, again)} == {
        (503, "5")
    }
    assert NOT_SAVED in again.content.decode()
    assert send_again(learner, again).status_code == 302
    assert Review.objects.count() == 1


def test_where_nothing_may_be_changed_an_answer_is_not_saved(read_only, learner, chosen):
    read_only()
    page = learner.post(*chosen)
    assert (page.status_code, NOT_SAVED in page.content.decode()) == (503, True)


def test_words_stay_to_be_seen_through_reveal_and_grade(impatient, learner, ask, by_recall, lock):
    prompt = ask(learner, by_recall("what-is-concept-drift"))
    with lock():
        page = learner.post(reverse("prompt-reveal", args=[prompt.pk]), {"text": WORDS})
    assert form_on(page).fields["text"] == [WORDS]
    send_again(learner, page)
    with lock():
        page = learner.post(reverse("prompt", args=[prompt.pk]), {"grade": "3", "text": WORDS})
    send_again(learner, page)
    assert Event.objects.filter(kind="revealed").count() == 1
    assert Review.objects.get().response["text"] == WORDS


def test_a_hint_can_be_asked_for_again_with_what_was_chosen(impatient, learner, ask, lock):
    prompt = ask(learner, "what-is-concept-drift", now=timezone.now())
    with lock():
        page = learner.post(reverse("prompt-hint", args=[prompt.pk]), {"response": right_slug(prompt)})
    shown = send_again(learner, page)
    assert shown.context["page"].hint
    assert shown.context["page"].chosen == right_slug(prompt)


def test_any_form_is_kept_with_all_its_fields(impatient, instructor, lock):
    with lock("ACCESS EXCLUSIVE", "quiz_cohort"):
        page = instructor.post(reverse("cohort-new"), {"name": "Autumn & winter", "more": ["1", "2"]})
    form = form_on(page)
    assert (form.fields["name"], form.fields["more"]) == (["Autumn & winter"], ["1", "2"])
    send_again(instructor, page)
    assert Cohort.objects.get().name == "Autumn & winter"


@pytest.mark.parametrize("name", ["password", "password1", "oldpassword", "code"])
def test_a_secret_is_never_kept_and_is_typed_once_more(no_database, name):
    page = away("/accounts/login/", {"login": "learner1@example.org", name: PASSWORD})
    assert NOT_SAVED in page.content.decode()
    assert PASSWORD not in page.content.decode()
    fields = form_on(page).fields
    assert (fields["login"], fields[name]) == (["learner1@example.org"], [""])


def test_a_form_from_elsewhere_does_not_come_back_with_a_token_of_ours(no_database):
    page = away("/practice/", {"focus": "weak"}, enforce_csrf_checks=True)
    assert not form_on(page).address
    assert "weak" not in page.content.decode()


def test_what_is_too_long_to_be_kept_is_said_to_be_so(no_database):
    page = away("/practice/", {"text": "a" * 200_000})
    assert "could not be kept on this page" in page.content.decode()
    assert not form_on(page).address


def test_a_page_that_cannot_be_shown_promises_nothing(no_database):
    text = away("/mastery/").content.decode()
    assert "saved" not in text and "kept" not in text


def away(address, fields=None, **options):
    """The page that comes back to somebody with a session while there is no database."""
    browser = Client(raise_request_exception=False, **options)
    browser.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    page = browser.post(address, fields) if fields else browser.get(address)
    assert (page.status_code, page.headers["Retry-After"]) == (503, "30")
    return page


def test_a_fault_of_ours_promises_nothing_and_keeps_what_was_sent(fresh_db, learner, change):
    change("ALTER TABLE quiz_mark RENAME TO quiz_mark_gone")
    learner.raise_request_exception = False
    page = learner.post(reverse("star", args=["what-is-mlops"]), {"on": "1"})
    assert page.status_code == 500
    assert "We can’t tell if this was saved." in page.content.decode()
    change("ALTER TABLE quiz_mark_gone RENAME TO quiz_mark")
    assert send_again(learner, page).status_code == 302
