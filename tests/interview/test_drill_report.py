"""The end of a drill: what was said beside the points of its rubric, to tick."""

from typing import Any

import pytest
from django.utils import timezone

from quiz.bank.drills.models import live_drills
from quiz.interview.holding.drilling import say_drill, start_drill
from quiz.interview.models import DrillAnswer, Interview
from quiz.practice.models import Event, Prompt, Review
from tests.conftest import Person
from tests.interview.acts import MINUTE

pytestmark = pytest.mark.django_db


def begun(person: Person) -> Interview:
    key = live_drills()[0].drill.key
    chosen: dict[str, Any] = {"manner": Interview.Manner.WRITTEN, "timing": Interview.Timing.NORMAL}
    return start_drill(learner=person.learner, key=key, now=timezone.now() - 9 * MINUTE, **chosen)


def ended(person: Person) -> Interview:
    return say_drill(
        interview=begun(person), sent={"part": "drill", "text": "the fallback first"}, now=timezone.now()
    )


def page(person: Person, interview: Interview) -> str:
    return str(person.get(interview.get_absolute_url()).content.decode())


def tick(person: Person, interview: Interview, *places: str) -> Any:
    return person.post(f"{interview.get_absolute_url()}points/", {"points": list(places)})


def test_it_shows_what_was_said_the_points_and_the_questions_behind_them(learner: Person) -> None:
    interview = ended(learner)
    shown, drill = page(learner, interview), interview.drill
    assert drill and "the fallback first" in shown and "Tick what you said." in shown
    assert shown.count('name="points"') == len(drill.points)
    assert f'href="/questions/{drill.points[0]["questions"][0]}/"' in shown


def test_the_ticks_are_saved_and_can_be_changed(learner: Person) -> None:
    interview = ended(learner)
    assert tick(learner, interview, "0", "2").status_code == 302
    assert "2 of" in page(learner, interview) and "Saved." in page(learner, interview)
    assert "Done for now" in page(learner, interview)
    tick(learner, interview, "1")
    assert DrillAnswer.objects.get().points == [1]
    assert "1 of" in learner.get("/interview/").content.decode()


def test_it_moves_no_questions_memory_and_says_so(learner: Person) -> None:
    interview = ended(learner)
    tick(learner, interview, "0")
    assert "A drill does not count for any question." in page(learner, interview)
    assert not (Review.objects.exists() or Event.objects.exists() or Prompt.objects.exists())


def test_what_is_no_point_of_it_is_not_saved(learner: Person) -> None:
    interview = ended(learner)
    for wrong in ("99", "-1", "one", "٣"):
        assert tick(learner, interview, "0", wrong).status_code == 404
    assert DrillAnswer.objects.get().points is None


def test_one_that_was_stopped_has_nothing_to_tick(learner: Person) -> None:
    interview = begun(learner)
    learner.post(f"{interview.get_absolute_url()}end/")
    shown = page(learner, interview)
    assert "Nothing was answered." in shown and 'name="points"' not in shown
    assert tick(learner, interview, "0").status_code == 404
    assert interview.get_absolute_url() not in learner.get("/interview/").content.decode()


def test_its_points_are_not_shown_while_it_runs(learner: Person) -> None:
    interview = begun(learner)
    assert interview.drill and interview.drill.points[0]["text"][:30] not in page(learner, interview)


def test_another_person_ticks_nothing(learner: Person, classmate: Person) -> None:
    interview = ended(learner)
    assert tick(classmate, interview, "0").status_code == 404
    assert DrillAnswer.objects.get().points is None
