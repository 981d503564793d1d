"""What a friend heard: key points ticked while the learner spoke. Saved as they are ticked, and read at the end."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from quiz.interview.holding.held import Put
from quiz.interview.models import Heard, Interview

Ticked = tuple[frozenset[str], frozenset[int]]
"""Slugs of key points, and places of the follow-up's points, from 0."""


def hear(*, interview: Interview, put: Put, points: Iterable[str], reply_points: Iterable[str]) -> None:
    """Save the ticks of this question in the place of those before; what is no point of it is left out. One statement
    where it has ticks already.
    """
    there = [str(place) for place in range(len(put.follow_up.points if put.follow_up else ()))]
    ticked = {
        "points": [each.slug for each in put.revision.points if each.slug in set(points)],
        "reply_points": [int(place) for place in there if place in set(reply_points)],
    }
    if not Heard.objects.filter(prompt=put.prompt).update(**ticked):
        Heard.objects.get_or_create(prompt=put.prompt, defaults={"interview": interview, **ticked})


def heard_points(interview: Interview) -> Mapping[UUID, Ticked]:
    """By prompt, for those that have ticks or were asked by a friend."""
    return {
        each.prompt_id: (frozenset(each.points), frozenset(each.reply_points))
        for each in Heard.objects.filter(interview=interview)
    }
