"""What simulated people write down before they look at the answer, and which key points they own to afterwards."""

from quiz.bank.published import PublishedRevision
from quiz.practice.answering.finding_points import found_points

EVERY = 3
"""One in so many writes; the others say it aloud."""
STRICT = 4
"""One in so many of these takes back a point that was found."""


def written(revision: PublishedRevision, seed: int, *, knew: bool) -> str:
    """As many points as a good answer needs, in the bank's words."""
    if not knew or seed % EVERY:
        return ""
    return " ".join(f"{point.text}." for point in revision.points[: revision.points_needed])


def owned_to(revision: PublishedRevision, words: str, seed: int) -> list[str]:
    """The points that were found; the strict take back the last."""
    found = found_points(revision, words)
    slugs = [point.slug for point in revision.points if point.slug in found]
    return slugs if (seed // EVERY) % STRICT else slugs[:-1]
