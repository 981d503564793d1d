from django.apps import AppConfig
from django.core.checks import register


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from accounts.checks import check_mailed_links  # noqa: PLC0415  (models are not loaded before)

        register(check_mailed_links, deploy=True)
