"""What the database did not take is said to be not saved, is kept on the page, and can be sent again."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from quiz.cohorts.models import Cohort
from quiz.practice.models import Event, Review
from tests.conftest import PASSWORD
from tests.faults.forms import form_on, send_again
from tests.practice.acts import right_slug

NOT_SAVED = "This is not saved yet."
WORDS = "The world changes,\n<b>while</b> the model stays."


@pytest.fixture
def chosen(learner, ask) -> tuple[str, dict[str, str]]:
    """An answer to the learner's first prompt: where to, and what."""
    prompt = ask(learner, "what-is-concept-drift")
    return reverse("prompt", args=[prompt.pk]), {"response": right_slug(prompt), "ms": "4000"}


def test_on_a_full_disk_an_answer_is_not_saved_and_is_taken_when_sent_again(small_disk, learner, chosen):
    small_disk.fill()
    page = learner.post(*chosen)
    assert (page.status_code, page.headers["Retry-After"]) == (503, "30")
    assert NOT_SAVED in page.content.decode()
    assert not Review.objects.exists()
    small_disk.clear()
    assert send_again(learner, page).status_code == 302
    assert Review.objects.get().ms == 4000


def test_behind_a_lock_an_answer_is_not_saved_and_is_taken_when_sent_again(impatient, learner, chosen, lock):
    with lock():
        page = learner.post(*chosen)
        assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
        assert NOT_SAVED in page.content.decode()
        again = send_again(learner, page)
        assert again.status_code == 503
    assert send_again(learner, again).status_code == 302
    assert Review.objects.count() == 1


def test_read_only_an_answer_is_not_saved(read_only, learner, chosen):
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


def test_htmx_is_told_to_try_again(impatient, learner, chosen, lock):
    with lock():
        reply = learner.post(*chosen, headers={"HX-Request": "true"})
    assert (reply.status_code, reply.headers["Retry-After"]) == (503, "5")


def test_any_form_is_kept_with_all_its_fields(impatient, instructor, lock):
    with lock("ACCESS EXCLUSIVE", "quiz_cohort"):
        page = instructor.post(reverse("cohort-new"), {"name": "Autumn & winter", "more": ["1", "2"]})
    form = form_on(page)
    assert (form.fields["name"], form.fields["more"]) == (["Autumn & winter"], ["1", "2"])
    send_again(instructor, page)
    assert Cohort.objects.get().name == "Autumn & winter"


def test_a_password_is_never_kept_and_is_typed_once_more(impatient, learner, lock):
    signing_in = {"login": learner.user.email, "password": PASSWORD}
    browser = Client()
    with lock("ACCESS EXCLUSIVE", "accounts_user"):
        page = browser.post(reverse("account_login"), signing_in)
    assert page.status_code == 503
    assert PASSWORD not in page.content.decode()
    assert form_on(page).fields["password"] == [""]
    assert send_again(browser, page, password=PASSWORD).status_code == 302


def test_a_form_from_elsewhere_does_not_come_back_with_a_token_of_ours(no_database):
    browser = Client(enforce_csrf_checks=True)
    page = browser.post("/practice/", {"focus": "weak"})
    assert page.status_code in {403, 503}
    assert "Send it again" not in page.content.decode()
    assert "weak" not in page.content.decode()


def test_what_is_too_long_to_be_kept_is_said_to_be_so(impatient, learner, chosen, lock):
    with lock():
        page = learner.post(chosen[0], chosen[1] | {"text": "a" * 200_000})
    assert "could not be kept on this page" in page.content.decode()
    assert not form_on(page).address


def test_a_page_that_cannot_be_shown_promises_nothing(impatient, learner, lock):
    with lock("ACCESS EXCLUSIVE", "quiz_learner"):
        page = learner.get("/mastery/")
    if page.status_code == 200:
        pytest.skip("Readers of SQLite wait for no writer.")
    text = page.content.decode()
    assert page.status_code == 503
    assert "saved" not in text and "kept" not in text


def test_a_fault_of_ours_promises_nothing_and_keeps_what_was_sent(fresh_db, learner, change_table):
    change_table("ALTER TABLE quiz_mark RENAME TO quiz_mark_gone")
    browser = learner
    browser.raise_request_exception = False
    page = browser.post(reverse("star", args=["what-is-mlops"]), {"on": "1"})
    assert page.status_code == 500
    assert "We can’t tell if this was saved." in page.content.decode()
    change_table("ALTER TABLE quiz_mark_gone RENAME TO quiz_mark")
    assert send_again(browser, page).status_code == 302


def test_a_change_of_settings_is_not_lost_either(impatient, learner, lock):
    sent = {"name": "Learner One", "theme": "dark", "time_zone": "Europe/Paris"}
    with lock("SHARE ROW EXCLUSIVE", "accounts_user"):
        page = learner.post(reverse("settings"), sent)
    send_again(learner, page)
    assert User.objects.get(pk=learner.user.pk).theme == "dark"
