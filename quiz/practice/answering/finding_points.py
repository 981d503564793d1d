"""Key points found in what a learner wrote."""

from quiz.bank.published import PublishedRevision


def found_points(revision: PublishedRevision, words: str) -> frozenset[str]:
    """Slugs of the key points that stand in these words."""
    return frozenset()
