from django.apps import AppConfig
from django.core.checks import register


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from accounts import logged  # noqa: PLC0415  (models are not loaded before)
        from accounts.checks import check_mailed_links, check_shared_counters  # noqa: PLC0415
        from accounts.limits.under_allauth import put_under_allauth  # noqa: PLC0415  (models are not loaded before)

        put_under_allauth()
        logged.listen()
        register(check_shared_counters, deploy=True)
        register(check_mailed_links, deploy=True)
