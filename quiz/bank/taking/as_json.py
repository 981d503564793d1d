"""The bank as JSON. Its shape is described in docs/taking-the-bank.md and only ever gains fields."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from quiz.bank.published import PublishedBank, PublishedQuestion

SHAPE = 1
"""Another number when a field goes or means something else."""
WORDS = (
    *("text", "answer", "hint", "explanation", "common_wrong", "senior"),
    *("difficulty", "points_needed", "accepted", "references", "currency_notes"),
)


def bank_as_json(bank: PublishedBank) -> str:
    """What can be asked, in the bank's order."""
    said = {
        "bank": "mlopsprep",
        "shape": SHAPE,
        "sections": [{"slug": each.slug, "title": each.title} for each in bank.sections],
        "questions": [question_as_value(bank, question) for question in bank.questions.values()],
    }
    return json.dumps(said, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)


def question_as_value(bank: PublishedBank, question: PublishedQuestion) -> Mapping[str, Any]:
    said = question.revision
    return {
        "key": question.key,
        "number": question.number,
        "section": question.section.slug,
        "kind": said.kind,
        "digest": said.digest,
        **{name: getattr(said, name) for name in WORDS},
        "options": [asdict(option) for option in said.options],
        "key_points": [asdict(point) for point in said.points],
        "follow_ups": [asdict(asked) for asked in said.follow_ups],
        "related": [
            {"kind": kind, "key": key}
            for kind, key in bank.related.get(question.key, ())
            if key in bank.questions
        ],
    }
