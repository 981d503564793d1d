"""Two at the same moment: a learner's two tabs flag once, and of two curators one answers."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections
from django.utils import timezone

from quiz.practice.flags.models import Flag
from tests.conftest import Person, make_user
from tests.practice.acts import answer_well
from tests.practice.at_once import twice_at_once
from tests.practice.flag_acts import KEY, WORDS, chosen, flag, flag_address, page_of, reply


def test_two_tabs_flag_once(fresh_db, learner, ask):
    prompt = ask(learner, KEY, now=timezone.now())
    answer_well(prompt, now=timezone.now())
    answers = twice_at_once([(learner, flag_address(prompt), {"words": WORDS})])
    assert [answer.status_code for _tab, answer in answers] == [302, 302]
    assert Flag.objects.get().words == WORDS


def test_of_two_curators_one_answers(fresh_db, learner, curator, ask):
    prompt = ask(learner, KEY, now=timezone.now())
    answer_well(prompt, now=timezone.now())
    flag(learner, prompt)
    user = make_user("curator2@example.org", "Curator 2", is_staff=True)
    user.groups.set(curator.user.groups.all())
    both, flags, gate = (curator, Person().sign_in(user)), chosen(curator), Barrier(2)

    def answer(person: Person) -> tuple[int, str]:
        words = f"By {person.user}."
        gate.wait()
        try:
            return reply(person, flags, answer=words).status_code, words
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answered = dict(pool.map(answer, both))
    assert sorted(answered) == [302, 409]
    assert Flag.objects.get().answer == answered[302] in curator.get(page_of()).text
