"""The digest of a revision's content, by which a revision is known wherever the bank goes."""

import hashlib
import json

from quiz.bank.revisions.content import Content

LENGTH = 16


def digest_of(content: Content) -> str:
    """Sixteen hex digits over what the content says; empty fields don't count, so a field added later changes none."""
    said = json.dumps(content.said(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()[:LENGTH]
