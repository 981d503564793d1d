from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class QuizConfig(AppConfig):
    name = "quiz"
    verbose_name = "Bank"

    def ready(self) -> None:
        from quiz.mastery.taking_over import take_over_days  # noqa: PLC0415  (models are not loaded before)
        from quiz.practice.log import guard  # noqa: PLC0415
        from quiz.practice.people.merging import taken_over  # noqa: PLC0415

        post_migrate.connect(guard.install_after_migrate, sender=self)
        register(guard.check_guards, Tags.database)
        taken_over.connect(take_over_days)
