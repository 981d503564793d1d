from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class QuizConfig(AppConfig):
    name = "quiz"
    verbose_name = "Bank"

    def ready(self) -> None:
        from quiz.practice.log import guard  # noqa: PLC0415  (models are not loaded before)

        post_migrate.connect(guard.install_after_migrate, sender=self)
        register(guard.check_guards, Tags.database)
