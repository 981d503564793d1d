"""A curator publishes a change, and the learner sees it; what was answered before keeps its words."""

from django.urls import reverse
from django.utils import timezone

from quiz.bank.models import Question
from tests.curation.acts import address, open_draft
from tests.practice.acts import answer_well


def test_publish_a_change_that_learners_see(open_browser, curator, learner, ask):
    question = Question.objects.get(key="what-is-concept-drift")
    before = answer_well(ask(learner, question.key, now=timezone.now()), now=timezone.now()).prompt
    editing = open_browser(curator)
    editing.go(reverse("admin:quiz_question_changelist") + "?q=concept drift")
    editing.press("what-is-concept-drift")
    editing.press("Edit in a draft")
    editing.page.locator("textarea[name=text]").fill("How would you explain concept drift?")
    editing.press("Publish revision 2")
    editing.page.get_by_label("wording", exact=False).check()
    editing.page.get_by_label("Reason", exact=False).fill("Plainer words")
    editing.press("Publish revision 2")
    editing.sees("How would you explain concept drift?")

    learning = open_browser(learner)
    learning.go(f"/questions/{question.key}/").sees("How would you explain concept drift?")
    learning.go(before.get_absolute_url())
    assert learning.question == 'What is "concept drift"?'
    assert editing.errors == learning.errors == []


def test_leaving_with_unsaved_words_asks_first(open_browser, curator):
    editing, asked = open_browser(curator), []
    editing.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    question = Question.objects.get(key="what-is-concept-drift")
    editing.go(reverse("admin:quiz_question_change", args=[question.pk])).press("Edit in a draft")
    hint = editing.page.locator("textarea[name=hint]")
    editing.press("All revisions")
    editing.page.go_back()
    hint.click()
    hint.press_sequentially("And why?")
    editing.page.get_by_role("link", name="All revisions").click(no_wait_after=True)
    assert (asked, "And why?" in hint.input_value()) == (["beforeunload"], True)
    editing.press("Save the draft").sees("The draft is saved.")
    editing.press("All revisions")
    assert (asked, editing.errors) == (["beforeunload"], [])


def test_the_answer_changed_from_edit_to_learner(open_browser, curator, learner, ask):
    question = Question.objects.get(key="what-is-concept-drift")
    answer_well(ask(learner, question.key, now=timezone.now()), now=timezone.now())
    editing = open_browser(curator)
    editing.go(reverse("admin:quiz_question_change", args=[question.pk]))
    editing.press("Edit in a draft")
    editing.page.locator("textarea[name=answer]").fill(
        "Concept drift is when the link from input to target changes."
    )
    editing.press("Publish revision 2")
    editing.page.get_by_label("meaning", exact=False).check()
    editing.page.get_by_label("Reason", exact=False).fill("Said as interviewers say it by now.")
    editing.sees("1 person who learned an answer will see what changed")
    editing.press("Publish revision 2")
    editing.sees("Know of it so far: 0")

    learning = open_browser(learner)
    learning.go("/today/").sees("An answer you learned has changed")
    learning.press("See what changed and why")
    learning.sees("The answer has changed since you learned it").sees("Said as interviewers say it by now.")
    struck = learning.page.locator("del").first
    assert struck.evaluate("each => getComputedStyle(each).textDecorationLine") == "line-through"
    learning.press("Got it")
    learning.page.get_by_text("The answer has changed since you learned it").wait_for(state="detached")
    editing.go(reverse("admin:quiz_question_change", args=[question.pk])).sees("Know of it so far: 1")
    assert editing.errors == learning.errors == []


def test_a_title_with_a_line_break_that_nobody_touched_asks_nothing(open_browser, curator):
    """A field of one line leaves the break out, which is no change of the curator's."""
    draft = open_draft(curator)
    draft.references = [{"title": "A\n\nB", "url": "https://example.org/", "checked": "2026-11-24"}]
    draft.save()
    editing = open_browser(curator)
    asked = []
    editing.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    editing.go(address("change")).page.locator("textarea[name=hint]").click()
    editing.go(address("history"))
    assert asked == []
