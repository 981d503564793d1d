"""A curator publishes a change, and the learner sees it; what was answered before keeps its words."""

from django.urls import reverse
from django.utils import timezone

from quiz.bank.models import Question
from tests.curation.acts import address, another_curator, open_draft, propose
from tests.practice.acts import answer_well


def test_publish_a_change_that_learners_see(open_browser, curator, learner, ask):
    question = Question.objects.get(key="what-is-concept-drift")
    before = answer_well(ask(learner, question.key, now=timezone.now()), now=timezone.now()).prompt
    editing = open_browser(curator)
    editing.go(reverse("admin:quiz_question_changelist") + "?q=concept drift")
    editing.press('What is "concept drift"?')
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
    editing.sees("So far 0 of them know")

    learning = open_browser(learner)
    learning.go("/today/").sees("An answer you learned has changed")
    learning.press("See what changed and why")
    learning.sees("The answer has changed since you learned it").sees("Said as interviewers say it by now.")
    struck = learning.page.locator("del").first
    assert struck.evaluate("each => getComputedStyle(each).textDecorationLine") == "line-through"
    learning.press("Got it")
    learning.page.get_by_text("The answer has changed since you learned it").wait_for(state="detached")
    editing.go(reverse("admin:quiz_question_change", args=[question.pk])).sees("So far 1 of them know")
    assert editing.errors == learning.errors == []


COVERED = """() => {
  const dock = document.querySelector(".dock"), covered = [];
  const box = (element) => element.getBoundingClientRect();
  const fields = "#content-main :is(a, input, textarea, select):not([type=hidden])";
  for (const field of document.querySelectorAll(fields)) {
    if (dock.contains(field) || !field.checkVisibility()) continue;
    field.focus();
    const isInReach = box(dock).bottom <= innerHeight + 1 && box(dock).top > innerHeight / 2;
    if (!isInReach || box(field).top >= box(dock).top) covered.push(field.name || field.textContent);
  }
  return covered;
}"""
"""The fields that cannot be seen above the dock while one is in them, or where the dock is out of reach."""


def test_the_dock_stays_in_reach_and_covers_no_field(open_browser, curator):
    propose(curator, text="How would you explain concept drift?")
    for size in ({"width": 1280, "height": 800}, {"width": 390, "height": 844}):
        walk = open_browser(curator, viewport=size)
        for page in ("change", "review"):
            walk.go(address(page))
            assert walk.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (page, size)
            assert walk.page.evaluate(COVERED) == [], (page, size)
        assert walk.errors == []


def test_a_proposal_goes_back_and_forth_until_it_is_published(open_browser, curator):
    colleague = another_curator(curator)
    writing, reading = open_browser(curator), open_browser(colleague)
    writing.go(address("change")).press("Edit in a draft")
    writing.page.locator("textarea[name=hint]").fill("Think of the target.")
    writing.page.get_by_label("For whoever reviews it").fill("The hint was too long.")
    writing.press("Propose for review").sees("The draft is proposed.")
    reading.go(address("review")).sees("The hint was too long.")
    reading.page.get_by_text("Show them").click()
    reading.sees("Model answer")
    reading.page.get_by_label("Comment").fill("Say more.")
    reading.press("Send back").sees("Sent back. Curator 1 gets your comment by mail")
    writing.go(address("change")).sees("Say more.")
    writing.page.locator("textarea[name=hint]").fill("Think of the target, not of the inputs.")
    writing.press("Propose for review")
    reading.go(address("review")).page.get_by_label("wording", exact=False).check()
    reading.page.get_by_label("Reason", exact=False).fill("A shorter hint")
    reading.press("Publish revision 2").sees("Published.")
    assert writing.errors == reading.errors == []


def test_a_hundred_questions_have_three_screens_and_a_phone_has_the_filters(open_browser, curator):
    address = reverse("admin:quiz_question_changelist")
    desk = open_browser(curator, viewport={"width": 1280, "height": 800}).go(address)
    assert desk.page.locator("#result_list tbody tr").count() == 100
    assert desk.page.evaluate("document.documentElement.scrollHeight") <= 3 * 800
    phone = open_browser(curator, viewport={"width": 390, "height": 844}, java_script_enabled=False).go(
        address
    )
    phone.page.get_by_label("Section").select_option("version-control")
    phone.page.get_by_label("Kind").select_option("command")
    phone.press("Find").sees("2 of 100 questions").sees("2.")
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390


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
