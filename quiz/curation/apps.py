from django.contrib import admin
from django.contrib.admin.apps import AdminConfig


class CurationConfig(AdminConfig):
    """In the place of `django.contrib.admin`."""

    default_site = "quiz.curation.site.CurationSite"

    def ready(self) -> None:
        from allauth.account.models import EmailAddress  # noqa: PLC0415  (models are not loaded before)
        from allauth.mfa.models import Authenticator  # noqa: PLC0415
        from django.contrib.auth.models import Group  # noqa: PLC0415

        super().ready()
        admin.site.unregister(Group)  # what people may do are the tick boxes on their page
        admin.site.unregister(EmailAddress)  # an address is proved by its owner, and by nobody for them
        admin.site.unregister(Authenticator)  # its secrets are nobody's to read
