"""A curator tries the grader while they write, and keeps what they typed."""

from django.urls import reverse

from quiz.bank.models import Question


def test_what_the_grader_says_follows_the_words(open_browser, curator):
    editing, asked = open_browser(curator), []
    question = Question.objects.get(key="dvc-add-dataset")
    editing.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    editing.go(reverse("admin:quiz_question_change", args=[question.pk])).press("Edit in a draft")
    answer, said = editing.page.get_by_label("An answer"), editing.page.frame_locator("iframe[name=tried]")
    answer.fill("dvc hold it")
    answer.press("Control+Enter")
    said.get_by_role("heading", name="Rejected").wait_for()
    said.get_by_role("heading", name="Wrong this time").wait_for()
    editing.press("All revisions")
    assert asked == [], "an answer to try is no unsaved word"
    editing.page.go_back()
    answer.fill("dvc hold it")
    editing.press("Try it")
    editing.page.locator("textarea[name=accepted]").fill("dvc hold it")
    said.get_by_role("heading", name="Accepted").wait_for()
    editing.press("Keep as accepted").sees("is an example of the draft now, kept as accepted.")
    assert editing.page.locator("textarea[name=accepted]").input_value() == "dvc hold it"
    assert (asked, editing.errors) == ([], [])
