"""Skipping in place by the key, and without JavaScript by the button."""

from django.utils import timezone

from quiz.practice.models import Event, Review


def test_s_skips_in_place_and_the_last_one_leads_to_the_sessions_end(open_browser, learner, ask):
    first = ask(learner, "what-is-concept-drift", "what-is-mlops", now=timezone.now())
    walk = open_browser(learner).go(first.get_absolute_url())
    walk.page.keyboard.press("s")
    walk.page.wait_for_url(lambda address: first.get_absolute_url() not in address)
    second = first.session.prompts.get(sequence=2)
    walk.sees(second.revision.text)
    assert walk.page.url.endswith(second.get_absolute_url())
    walk.page.keyboard.press("s")
    walk.sees("This session is done.")
    assert (Event.objects.count(), Review.objects.count(), walk.errors) == (2, 0, [])


def test_skip_is_a_plain_button_without_javascript(open_browser, learner, ask):
    first = ask(learner, "what-is-concept-drift", "what-is-mlops", now=timezone.now())
    walk = open_browser(learner, java_script_enabled=False).go(first.get_absolute_url())
    walk.page.locator(".dock button", has_text="Skip").click()
    walk.sees(first.session.prompts.get(sequence=2).revision.text)
    assert Event.objects.count() == 1
