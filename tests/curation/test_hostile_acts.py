"""Ways round what curators may do, and figures that would say two things of one."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from quiz.bank.drills.models import Drill
from quiz.bank.editing.relating import NotRelatable, Side, relate
from quiz.bank.models import Question
from quiz.practice.flags.models import Flag
from tests.conftest import NOW, Person
from tests.curation.acts import (
    KEY,
    NEWER,
    address,
    another_curator,
    draft,
    open_draft,
    propose,
    publish,
    question,
    save,
    send_back,
)
from tests.practice.flag_acts import flag

pytestmark = pytest.mark.django_db

KEPT = {"trying": "It shifts.", "kept": "accepted"}
LATE = datetime(2026, 11, 24, 13, 47, 29, tzinfo=UTC)


def check_a_reference(person: Person) -> None:
    url = (draft().references or draft().currency_notes)[0]["url"]
    assert person.post(address("references"), {"url": url}).status_code == 302


def keep_an_example(person: Person) -> None:
    assert person.post(address("keep"), KEPT).status_code == 302


@pytest.mark.parametrize("aside", [check_a_reference, keep_an_example])
def test_who_only_added_something_beside_the_words_has_not_read_them(
    aside, curator: Person, settings: object
) -> None:
    settings.SECOND_PAIR_OF_EYES = True  # type: ignore[attr-defined]
    open_draft(curator)
    save(curator, text=NEWER)
    aside(another_curator(curator))
    assert publish(curator).status_code == 422
    assert question().live_revision.text != NEWER


def test_a_question_that_is_gone_is_not_related(curator: Person) -> None:
    new = Question.objects.create(key="gone", section=question().section, position=999, kind="concept")
    Question.objects.filter(pk=new.pk).delete()
    for one, other in ((question(), new), (new, question())):
        with pytest.raises((NotRelatable, Question.DoesNotExist)):
            relate(question=one, side=Side.FIRST, other=other, by=curator.user, why="", now=NOW)


def test_no_page_tells_a_curator_when_in_a_day_a_learner_flagged(
    curator: Person, learner: Person, prompt: object
) -> None:
    flag(learner, prompt)  # type: ignore[arg-type]
    Flag.objects.update(made=LATE)
    pages = ["admin:index", "admin:flags", "admin:quality", "admin:audit"]
    urls = [*map(reverse, pages), reverse("admin:work_kind", args=["flags"])]
    urls += [address(name) for name in ("flags", "change", "history")]
    for url in urls:
        page = curator.get(url).text
        assert not re.search("13:47|1:47|T13", page), url
        assert "Learner 1" not in page and "learner1@" not in page, url


def test_what_is_all_of_a_kind_is_as_many_as_the_start_page_says(curator: Person) -> None:
    colleague = another_curator(curator)
    keys = list(Question.objects.in_order().values_list("key", flat=True)[:9])
    for key in keys:
        propose(curator, key, text=NEWER)
    for key in keys[:4]:
        send_back(colleague, key, comment="No.")
    open_draft(colleague, "canary-deployment")
    type(draft(keys[4])).objects.filter(pk=draft(keys[4]).pk).update(conflicts=["text"])
    for listed in curator.get(reverse("admin:index")).context["page"].kinds:
        if listed.all_address:
            shown = curator.get(listed.all_address)
            assert len(re.findall(r"<li>\s*<div>\s*<p class=\"serif\"", shown.text)) == listed.kind.count, (
                listed.kind.title
            )


def test_the_counts_beside_the_work_are_those_of_the_lists(curator: Person) -> None:
    propose(curator, KEY, text=NEWER)
    send_back(another_curator(curator), KEY, comment="No.")
    open_draft(curator, "what-is-mlops")
    Question.objects.filter(key="canary-deployment").update(retired_at=NOW)
    Drill.objects.filter(pk=Drill.objects.all()[0].pk).update(retired_at=NOW)
    aside = curator.get(reverse("admin:index")).text.split("work-aside")[1]
    found = re.findall(r'<a href="([^"]+)">[^<]+</a> (\d+)', aside)
    assert len(found) == 4
    for url, count in found:
        assert str(curator.get(url).context["cl"].result_count) == count, url


def test_drills_are_found_by_many_words_or_not(curator: Person) -> None:
    words = " ".join(f"w{number}" for number in range(2000))
    assert curator.get(reverse("admin:quiz_drill_changelist"), {"q": words}).status_code == 200


def test_a_reference_found_right_leads_to_what_publishes_it(curator: Person) -> None:
    open_draft(curator)
    check_a_reference(curator)
    assert address("review") in curator.get(address("references")).text
