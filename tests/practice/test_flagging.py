"""A learner says in one line what is wrong, after the answer; it is sent once, and changes nothing in practice."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.limits.charging import spend_all
from mlopsprep.forgetting import forget
from quiz.bank.editing.publishing import retire_question, state_of
from quiz.bank.models import Question
from quiz.bank.published import published_bank
from quiz.practice.flags.flagging import OF_A_NETWORK, OF_A_PERSON, charges
from quiz.practice.flags.models import Flag
from quiz.practice.models import Card, Learner
from quiz.practice.people.merging import adopt
from quiz.practice.remembering.rebuilding import rebuild
from tests.conftest import NOW, PASSWORD, Person
from tests.practice.acts import answer, answer_well, wrong_slug
from tests.practice.flag_acts import KEY, REPLY, WORDS, flag, flag_address, page_of, reply, text, the_flag

pytestmark = pytest.mark.django_db
LIBRARY = f"/questions/{KEY}/"
THANKS = "Thank you. A curator will look at it."
TOLD = "A curator answered your flag"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False) as traveller:
        yield traveller


def test_a_flag_is_sent_after_the_answer_and_names_what_was_seen(learner, prompt):
    back = flag(learner, prompt, "  Option 3 is\u202e true\tas well. ")
    assert back.url == prompt.get_absolute_url()
    assert THANKS in text(learner, back.url)
    made = the_flag()
    assert (made.words, made.prompt, made.revision) == (WORDS, prompt, prompt.revision)
    assert (made.learner, made.question.key, made.is_open) == (learner.learner, KEY, True)


def test_before_the_answer_there_is_nothing_to_flag_and_nothing_to_read(learner, prompt):
    for send in (learner.get, learner.post):
        assert send(flag_address(prompt), {"words": WORDS}).url == prompt.get_absolute_url()
        assert send(f"{LIBRARY}flag/", {"words": WORDS}).url == LIBRARY
    asked, listed = text(learner, prompt.get_absolute_url()), text(learner, LIBRARY)
    assert "flag/" not in asked and "flag/" not in listed
    assert not Flag.objects.exists()


def test_the_flags_page_never_says_the_answer(learner, prompt):
    answer_well(prompt)
    live = prompt.revision
    said = [live.answer, live.explanation, *(each.text for each in live.options.all())]
    feedback = text(learner, prompt.get_absolute_url())
    assert live.options.get(is_right=True).text in feedback
    body = text(learner, flag_address(prompt))
    assert [words for words in said if words in body] == []


def test_in_the_library_once_its_answer_was_read(visitor):
    visitor.post(f"{LIBRARY}read/")
    assert f'href="{LIBRARY}flag/"' in text(visitor, LIBRARY)
    assert visitor.post(f"{LIBRARY}flag/", {"words": WORDS}).url == LIBRARY
    assert (the_flag().learner, the_flag().prompt) == (visitor.learner, None)


def test_words_that_say_nothing_or_too_much_are_refused_and_kept(learner, prompt):
    for words, why in (
        (" \u200b ", "Write in one line"),
        ("x" * 301, "300 characters at most. You wrote 301"),
    ):
        refused = flag(learner, prompt, words)
        assert (refused.status_code, why in refused.text) == (422, True)
    assert 'value="' + "x" * 301 in refused.text
    assert not Flag.objects.exists()


def test_sent_twice_it_is_one_flag(learner, prompt):
    for _twice in range(2):
        assert flag(learner, prompt).status_code == 302
    assert the_flag().words == WORDS


def test_until_it_is_answered_its_words_can_be_changed_where_they_are_shown(learner, prompt):
    flag(learner, prompt)
    page = text(learner, flag_address(prompt))
    assert f'value="{WORDS}"' in page and "You flagged this on Tuesday 24 November." in page
    elsewhere = flag(learner, prompt, "The hint says it all.")
    assert (elsewhere.status_code, the_flag().words) == (409, WORDS)
    assert WORDS in elsewhere.text and "The hint says it all." in elsewhere.text
    assert flag(learner, prompt, "The hint says it all.", replaces=the_flag().pk).status_code == 302
    assert the_flag().words == "The hint says it all."


def test_nobody_changes_anothers_flag(learner, classmate, prompt, ask):
    flag(learner, prompt)
    flag(classmate, ask(classmate, KEY), "Mine.", replaces=the_flag().pk)
    assert set(Flag.objects.values_list("learner", "words")) == {
        (learner.learner.pk, WORDS),
        (classmate.learner.pk, "Mine."),
    }
    assert classmate.get(flag_address(prompt)).status_code == 404


def test_it_changes_nothing_in_practice(learner, prompt):
    answer(prompt, response=wrong_slug(prompt))
    before = (learner.learner.version, learner.learner.profile, list(Card.objects.values()))
    flag(learner, prompt)
    assert (learner.learner.version, learner.learner.profile, list(Card.objects.values())) == before
    rebuild(learner.learner, published_bank(), at=NOW + timedelta(minutes=1))
    assert the_flag().words == WORDS


def test_a_person_who_flags_much_is_asked_to_wait_and_keeps_the_words(learner, ask):
    most = OF_A_PERSON[0].times
    keys = Question.objects.in_order().values_list("key", flat=True)[: most + 1]
    *taken, refused = [flag(learner, ask(learner, key)) for key in keys]
    assert ({each.status_code for each in taken}, refused.status_code) == ({302}, 429)
    assert "Send it again in" in refused.text and f'value="{WORDS}"' in refused.text
    assert int(refused["Retry-After"]) > 0
    assert Flag.objects.count() == most


def test_visitors_of_one_network_are_counted_together_and_others_are_not():
    most = OF_A_NETWORK[0].times
    for _time in range(most - 1):
        spend_all(charges(Learner(), "192.0.2.1"))
    statuses = {}
    for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2"):
        person = Person(REMOTE_ADDR=address)
        person.post(f"{LIBRARY}read/")
        sent = person.post(f"{LIBRARY}flag/", {"words": WORDS})
        statuses.setdefault(address, []).append((sent.status_code, "from your network" in sent.text))
    assert statuses == {"192.0.2.1": [(302, False), (429, True)], "192.0.2.2": [(302, False)]}


def test_htmx_gets_the_form_and_the_thanks_in_place(learner, prompt):
    answer_well(prompt)
    headers = {"HX-Request": "true"}
    form = learner.get(flag_address(prompt), headers=headers)
    assert "<html" not in form.text and 'name="words"' in form.text
    refused = learner.post(flag_address(prompt), {"words": ""}, headers=headers)
    sent = learner.post(flag_address(prompt), {"words": WORDS}, headers=headers)
    assert [refused.status_code, sent.status_code] == [422, 200]
    assert THANKS in sent.text and "<html" not in sent.text


def test_signed_out_meanwhile_the_words_come_along(learner, prompt):
    answer_well(prompt)
    learner.post(f"{LIBRARY}read/")
    owner = learner.get(f"{LIBRARY}flag/").context["request"].owners[0]
    learner.logout()
    for address in (flag_address(prompt), f"{LIBRARY}flag/"):
        asked = learner.post(address, {"words": WORDS, "owner": owner})
        assert (asked.status_code, f'name="sent-words" value="{WORDS}"' in asked.text) == (401, True)
        sent = {"login": learner.user.email, "password": PASSWORD, "next": address, "sent-words": WORDS}
        learner.post(reverse("account_login"), sent | {"sent-owner": owner})
        assert f'value="{WORDS}"' in text(learner, address)
        learner.logout()
    assert not Flag.objects.exists()


def test_the_answer_is_on_today_and_at_the_question_until_got_it(learner, curator, prompt):
    flag(learner, prompt)
    assert reply(curator).status_code == 302
    today, page = text(learner, "/today/"), text(learner, LIBRARY)
    assert TOLD in today and f'href="{LIBRARY}"' in today and REPLY not in today
    assert TOLD in page and REPLY in page and WORDS in page and "It is right as it is." in page
    assert learner.post(f"{LIBRARY}flag/read/").url == LIBRARY
    assert TOLD not in text(learner, "/today/") + text(learner, LIBRARY)
    assert REPLY in text(learner, "/flags/")


def test_a_visitor_reads_it_too_when_they_come_back(visitor, curator):
    visitor.post(f"{LIBRARY}read/")
    visitor.post(f"{LIBRARY}flag/", {"words": WORDS})
    reply(curator)
    assert TOLD in text(visitor, "/today/") and REPLY in text(visitor, LIBRARY)


def test_nobody_else_reads_it(learner, classmate, instructor, curator, prompt):
    flag(learner, prompt)
    reply(curator)
    assert REPLY in text(learner, "/flags/")
    for other in (classmate, instructor):
        other.post(f"{LIBRARY}flag/read/")
        pages = "".join(text(other, page) for page in ("/today/", LIBRARY, "/flags/"))
        assert TOLD not in pages and REPLY not in pages and WORDS not in pages
    assert the_flag().read_at is None


def test_the_answer_to_a_retired_question_is_read_in_the_list(learner, curator, prompt):
    flag(learner, prompt)
    question = prompt.question
    retire_question(question=question, seen=state_of(question), by=curator.user, why="old", now=NOW)
    reply(curator, outcome="changed")
    forget()
    assert 'href="/flags/"' in text(learner, "/today/")
    page = text(learner, "/flags/")
    assert REPLY in page and "This question is no longer asked." in page
    assert learner.post(f"{LIBRARY}flag/read/").url == "/flags/"
    assert the_flag().read_at is not None


def test_answered_it_can_be_flagged_again(learner, curator, prompt):
    flag(learner, prompt)
    reply(curator)
    assert flag(learner, prompt, "Still true.").status_code == 302
    assert [each.words for each in Flag.objects.open()] == ["Still true."]


def test_what_a_visitor_flagged_comes_along(visitor, curator, learner, prompt, ask):
    visitor.post(f"{LIBRARY}read/")
    visitor.post(f"{LIBRARY}flag/", {"words": "As a visitor."})
    flag(learner, prompt, "With an account.")
    adopt(visitor=visitor.learner, user=learner.user, now=NOW + timedelta(minutes=2))
    forget()
    assert "a learner, since" in text(curator, page_of())
    reply(curator)
    page = text(learner, LIBRARY)
    assert "As a visitor." in page and "With an account." in page
    learner.post(f"{LIBRARY}flag/read/")
    assert Flag.objects.unread().count() == 0
    assert Learner.objects.filter(merged_into=learner.learner).count() == 1
