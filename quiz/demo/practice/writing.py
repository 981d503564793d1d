"""What simulated people write down before they look at the answer, and which key points they own to afterwards."""

from quiz.bank.published import PublishedRevision
from quiz.practice.answering.finding_points import found_points

EVERY = 3
"""One in so many writes; the others say it aloud."""
DIFFER = 4
"""Of so many of these, one takes back a point that was found, and one ticks a point that was not."""


def written(revision: PublishedRevision, seed: int, *, knew: bool) -> str:
    """As many points as a good answer needs, in the bank's words."""
    if not knew or seed % EVERY:
        return ""
    return " ".join(f"{point.text}." for point in revision.points[: revision.points_needed])


def owned_to(revision: PublishedRevision, words: str, seed: int) -> list[str]:
    """The points that were found, as most do."""
    found = found_points(revision, words)
    had = [point.slug for point in revision.points if point.slug in found]
    others = [point.slug for point in revision.points if point.slug not in found]
    return {0: had[:-1], 1: [*had, *others[:1]]}.get(seed // EVERY % DIFFER, had)
