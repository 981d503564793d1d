"""An instructor invites, a learner joins and practises, the instructor sees it."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect


def test_invite_join_practise_see(open_browser, instructor, learner):
    teaching = open_browser(instructor)
    teaching.go("/cohorts/new/").fill("Name", "Autumn cohort").press("Make the cohort")
    teaching.press("Invite").press("Make a link")
    link = teaching.page.get_by_label(re.compile("^Link, used 0")).input_value()
    teaching.press("Go to the cohort")

    learning = open_browser(learner)
    learning.go(link).sees("Join “Autumn cohort”?").press("Join and show this")

    teaching.page.reload()
    teaching.sees("Learner 1").press("New assignment")
    teaching.page.get_by_label(re.compile("^Version control")).check()
    due = timezone.now().date() + timedelta(days=7)
    teaching.fill(re.compile("^Due"), due.isoformat()).sees("20 questions to Familiar in 8 days")
    teaching.press("Assign to 1 member")
    teaching.sees(re.compile("Version control"))

    learning.go("/today/").sees("Assignments").sees(re.compile("Version control: reach Familiar"))
    learning.press(re.compile("^(Practise$|Practise P|Start the warm-up)"))
    asked = learning.practise(3)
    learning.press("Stop")

    teaching.press("Overview")
    row = teaching.page.locator("tr", has_text="Learner 1")
    expect(row).to_contain_text(re.compile(r"\d+ of 20|\d+ %?"))
    assert asked and teaching.errors == learning.errors == []


def test_leaving_ends_what_the_instructor_sees(open_browser, instructor, learner):
    teaching, learning = open_browser(instructor), open_browser(learner)
    teaching.go("/cohorts/new/").fill("Name", "Autumn cohort").press("Make the cohort")
    teaching.press("Invite").press("Make a link")
    learning.go(teaching.page.get_by_label(re.compile("^Link, used 0")).input_value()).press(
        "Join and show this"
    )
    teaching.press("Copy the link").sees("Copied")
    teaching.press("Go to the cohort")
    teaching.sees("Learner 1")
    learning.go("/cohorts/").press(re.compile("Autumn cohort"))
    learning.page.locator("summary", has_text=re.compile("[Ll]eav")).click()
    learning.press(re.compile("^Leave"))
    teaching.page.reload()
    assert teaching.page.get_by_text("Learner 1").count() == 0
