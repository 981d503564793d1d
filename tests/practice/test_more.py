"""What belongs to an answer beyond its explanation is fetched when somebody wants it."""

import pytest
from django.utils import timezone

from quiz.bank.published import PublishedRevision, published_bank
from quiz.bank.text.markdown import inline, prose
from tests.practice.acts import answer_well, right_slug, wrong_slug

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
KEY, HTMX = "what-is-concept-drift", {"HX-Request": "true"}


@pytest.fixture
def revision() -> PublishedRevision:
    return published_bank().questions[KEY].revision


@pytest.fixture
def asked(learner, ask):
    return ask(learner, KEY, now=timezone.now())


def extras(revision: PublishedRevision) -> list[str]:
    links = [f'href="{each["url"]}"' for each in revision.references]
    return [str(prose(revision.common_wrong)), str(prose(revision.follow_ups[0].reply)), *links]


@pytest.mark.parametrize("pick", [right_slug, wrong_slug])
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["whole page", "fragment"])
def test_feedback_links_to_it(learner, asked, revision, pick, headers):
    page = learner.post(asked.get_absolute_url(), {"response": pick(asked)}, headers=headers, follow=True)
    assert str(prose(revision.explanation)) in page.text
    assert str(inline(revision.follow_ups[0].question)) in page.text
    assert revision.common_wrong and revision.references
    assert [words in page.text for words in extras(revision)[:2]] == [False, False]
    assert f'href="{asked.get_absolute_url()}?more#more"' in page.text


def test_htmx_gets_it_alone(learner, asked, revision):
    answer_well(asked)
    part = learner.get(f"{asked.get_absolute_url()}?more", headers=HTMX).text
    assert part.strip().startswith('<div id="more"') and "<h1" not in part
    assert all(words in part for words in extras(revision))


def test_without_javascript_the_page_has_it(learner, asked, revision):
    answer_well(asked)
    page = learner.get(f"{asked.get_absolute_url()}?more").text
    assert all(words in page for words in extras(revision))
    assert "?more#more" not in page


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["whole page", "fragment"])
def test_before_the_answer_there_is_none(learner, asked, revision, headers):
    page = learner.get(f"{asked.get_absolute_url()}?more", headers=headers)
    assert page.status_code == 200
    assert not any(words in page.text for words in extras(revision))


def test_the_librarys_page_has_it_once_read(learner, revision):
    learner.post(f"/questions/{KEY}/read/")
    page = learner.get(f"/questions/{KEY}/").text
    assert all(words in page for words in extras(revision))
