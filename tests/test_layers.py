"""Foreign keys point the way that imports do: string references escape the import linter."""

from django.apps import apps

LAYERS = [
    "quiz.engine",
    "accounts",
    "quiz.bank",
    "quiz.practice",
    "quiz.mastery",
    "quiz.interview",
    "quiz.cohorts",
    "quiz.curation",
]


def layer(model: type) -> int:
    return next(place for place, part in enumerate(LAYERS) if model.__module__.startswith(part))


def test_foreign_keys_point_to_the_same_layer_or_a_lower_one():
    ours = [model for label in ("accounts", "quiz") for model in apps.get_app_config(label).get_models()]
    upward = [
        str(field)
        for model in ours
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.related_model in ours and layer(field.related_model) > layer(model)
    ]
    assert upward == []
