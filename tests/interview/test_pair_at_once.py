"""Two friends with one link, and two clicks of one friend, at the same moment."""

from tests.conftest import Person, make_user
from tests.interview.pairs import bound, current, interview_in_pairs, link_for
from tests.practice.at_once import twice_at_once


def people(count: int) -> list[Person]:
    return [Person().sign_in(make_user(f"candidate{n}@example.org", f"Candidate {n}")) for n in range(count)]


def test_of_two_friends_at_once_one_gets_the_sheet(fresh_db: None) -> None:
    links = [link_for(person, interview_in_pairs(person)) for person in people(3)]
    got = twice_at_once([(Person(), link, {}) for link in links])
    for place, link in enumerate(links):
        assert sorted(answer.status_code for _, answer in got[2 * place : 2 * place + 2]) == [302, 410]
        sheets = [tab.get(link).status_code for tab, _ in got[2 * place : 2 * place + 2]]
        assert sorted(sheets) == [200, 410]


def test_two_clicks_at_once_ask_one_question_further(fresh_db: None) -> None:
    sent, interviews = [], []
    for person in people(3):
        interviews.append(interview := interview_in_pairs(person))
        friend, link = bound(person, interview)
        sent.append((friend, f"{link}next/", {"prompt": str(current(interview).prompt.pk), "skip": ""}))
    assert {answer.status_code for _, answer in twice_at_once(sent)} == {302}
    assert [current(interview).prompt.sequence for interview in interviews] == [2, 2, 2]
