"""A day of two curators: from what a learner flags to what that learner reads, with every figure as it was done."""

import re

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.walking import Walk
from tests.curation.acts import address, another_curator
from tests.practice.acts import answer_well

KEY = "dvc-add-dataset"
FLAGGED = "The small file has to be committed, too."
ANSWER = "`dvc add data/raw_data.csv`, and commit the small file to Git"
TYPED = "dvc add data/raw.csv --quiet"
WHY = "The file that Git tracks is named."
REPLY = "You are right: it names the file now."


def test_from_a_flag_to_what_the_learner_reads(open_browser, curator, learner, ask):
    now = timezone.now()
    prompt = answer_well(ask(learner, KEY, now=now), now=now).prompt
    learning, writing = open_browser(learner), open_browser(curator)
    reading = open_browser(another_curator(curator))
    learning.go(prompt.get_absolute_url()).page.keyboard.press("f")
    learning.fill("What is wrong here?", FLAGGED).press("Send the flag").sees("Thank you.")

    assert work_of(writing) == ("1 thing to look at", ["Flags from learners 1"])
    shown = writing.page.locator(".work-rows").inner_text()
    assert f"a learner, since {now:%a} {now.day} {now:%b}" in " ".join(shown.split())
    propose(writing)
    assert work_of(reading) == ("2 things to look at", ["Proposals 1", "Flags from learners 1"])
    publish(reading)
    writing.go(address("flags", KEY)).sees("New words were published since these flags.")
    writing.page.get_by_label("Changed").check()
    writing.fill("Your answer", REPLY).press("Send the answer").sees("Answered.")
    assert work_of(writing) == ("Nothing to look at.", [])

    read_both(learning)
    reading.go(address("change", KEY)).sees(
        re.compile(r"1 person had learned another answer\.\s+So far 1 of them")
    )
    assert acts_of(writing) == [
        "Curator 1 opened a draft",
        "Curator 1 saved the draft: answer, 1 example",
        "Curator 1 proposed the draft",
        "Curator 2 published: answer, 1 example",
        "Curator 1 answered a flag: Changed",
    ]
    assert writing.errors == reading.errors == learning.errors == []


def work_of(walk: Walk) -> tuple[str, list[str]]:
    """The start page: how much there is to do, and each kind with its number."""
    page = walk.go(reverse("admin:index")).page
    return page.locator("h1").inner_text(), page.locator(".work-title h2").all_inner_texts()


def propose(writing: Walk) -> None:
    """From the start page: new words, an answer tried and kept, a line for whoever reviews."""
    writing.press("Start with the oldest").sees(f"“{FLAGGED}”").press("Edit the question")
    writing.page.locator("textarea[name=answer]").fill(ANSWER)
    writing.page.get_by_label("An answer").fill(TYPED)
    writing.press("Try it")
    writing.page.frame_locator("iframe[name=tried]").get_by_role("heading", name="Accepted").wait_for()
    writing.press("Keep as accepted").sees("is an example of the draft now, kept as accepted.")
    writing.fill("For whoever reviews it", "After a flag.").press("Propose for review")
    writing.sees("The draft is proposed.")


def publish(reading: Walk) -> None:
    """From the start page, as a change of meaning. The preview shows where the new words stand."""
    reading.press(re.compile("^Review")).sees("Curator 1 proposed this on").sees("After a flag.")
    learners = reading.page.frame_locator("iframe").first
    expect(learners.get_by_text("and commit the small file to Git").first).to_be_visible()
    assert reading.page.locator(".dock .facts li").all_inner_texts() == [
        "1 learner will be shown a change of meaning",
        "0 assignments running",
        "0 examples graded differently",
        "3 checks passed",
    ]
    reading.page.get_by_label("meaning", exact=False).check()
    reading.fill(re.compile("Reason"), WHY).press("Publish revision 2")
    reading.sees("Published.").sees(re.compile(r"1 person had learned another answer\.\s+So far 0 of them"))


def read_both(learning: Walk) -> None:
    """The answer to the flag, and what changed word by word; then Today says nothing of either."""
    notes = ("A curator answered your flag", "An answer you learned has changed")
    for note in notes:
        learning.go("/today/").sees(note)
    learning.press("See what changed and why").sees(WHY).sees(REPLY)
    added = learning.page.locator("ins").filter(has_text="and commit the small file to Git")
    expect(added.first).to_be_visible()
    for note in (notes[0], "The answer has changed since you learned it"):
        learning.press("Got it").page.get_by_text(note).wait_for(state="detached")
    learning.go("/today/")
    assert [note for note in notes if learning.page.get_by_text(note).count()] == []


def acts_of(walk: Walk) -> list[str]:
    """Who did what to the question, oldest first, without the time."""
    lines = walk.go(reverse("admin:audit")).page.locator("ul.audit li").all_inner_texts()
    said = [" ".join(line.split()).split(" · ") for line in reversed(lines)]
    assert {about for _act, about, _time in said} == {KEY}
    return [act for act, _about, _time in said]
