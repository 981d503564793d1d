"""What the members of a course do in each of its weeks. Of the sixth there is nothing to tell."""

from collections.abc import Sequence
from datetime import timedelta

from tests.cohorts.course_acts import DAY, MIXED_UP, START, Course, keys_in_order

FIRST, SECOND = "version-control", "experiment-tracking"
STEADY, SLOW, SILENT, STOPPED, EARLY = [*range(1, 7), 16], range(7, 10), range(10, 13), (13, 14), [15]
MIXING, MISSING, EXCUSED, LATER = range(17, 22), 22, 23, 24
LEAVES, REMOVED = 6, 12


def first_week(course: Course) -> None:
    tuesday, wednesday, saturday = START + DAY, START + 2 * DAY, START + 5 * DAY
    course.answers(EARLY, FIRST, 20, at=tuesday)
    course.answers(STOPPED, FIRST, 5, at=wednesday)
    for number in MIXING:
        course.mixes_up(number, MIXED_UP, saturday)
    course.answers([*STEADY, *MIXING, MISSING], FIRST, 6, at=saturday)
    course.answers([*SLOW, LATER], FIRST, 5, at=saturday)
    for number in EARLY:
        course.again(number, FIRST, saturday)
    for hour in range(4):
        for place, key in enumerate(stuck()):
            course.misses(MISSING, key, saturday + timedelta(hours=3 + hour, minutes=20 * place))


def stuck() -> Sequence[str]:
    return keys_in_order(FIRST)[1:3]


def second_week(course: Course) -> None:
    thursday, saturday = START + 10 * DAY, START + 12 * DAY
    for day in (thursday, saturday):
        for place, key in enumerate(stuck()):
            course.right(MISSING, key, day + timedelta(minutes=20 * place))
    course.answers([*STEADY, *MIXING, STOPPED[0], MISSING], FIRST, 13, at=saturday + timedelta(hours=1))
    course.answers(SLOW, FIRST, 12, at=saturday)
    course.answers([LATER], FIRST, 10, at=saturday)
    for number in EARLY:
        course.again(number, FIRST, saturday)


def third_week(course: Course) -> None:
    saturday = START + 19 * DAY
    course.answers([*course.here(STEADY), *MIXING, STOPPED[0], MISSING], FIRST, 20, at=saturday)
    course.answers(SLOW, FIRST, 18, at=saturday)
    course.answers([LATER], FIRST, 15, at=saturday)


def fourth_week(course: Course) -> None:
    wednesday, saturday = START + 23 * DAY, START + 26 * DAY
    course.answers(STOPPED[1:], FIRST, 9, at=wednesday)
    course.answers([LATER], FIRST, 20, at=saturday)
    course.answers([*course.here(STEADY), STOPPED[0], *EARLY, MISSING, EXCUSED], SECOND, 10, at=saturday)
    course.answers([LATER], SECOND, 10, at=saturday + timedelta(hours=1))
    course.answers(SLOW, SECOND, 9, at=saturday)
