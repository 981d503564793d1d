"""People with an account, for superusers."""

from typing import Any

from allauth.account import admin as allauth
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts.fields import AddressField, LineField
from accounts.models import User


def go_on(request: HttpRequest, extra_context: Any = None) -> HttpResponse:
    """To the admin, for staff who are signed in. Django's form here would take any number of passwords."""
    return redirect("admin:index")


admin.site.login = secure_admin_login(go_on)  # type: ignore[method-assign]
"""Staff sign in where everybody does, and are counted as everybody is."""


class NewUserForm(AdminUserCreationForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ("email", "name")
        field_classes = {"email": AddressField, "name": LineField}


class ChangeUserForm(UserChangeForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = "__all__"
        field_classes = {"name": LineField}


@admin.register(User)
class UserAdmin(DjangoUserAdmin):  # type: ignore[type-arg]
    form = ChangeUserForm
    add_form = NewUserForm
    list_display = ("email", "name", "is_staff", "is_active", "date_joined")
    list_filter = ("is_staff", "is_superuser", "is_active", "groups")
    search_fields = ("email", "name")
    ordering = ("email",)
    readonly_fields = ("date_joined", "last_login")
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        (
            _("What they may do"),
            {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")},
        ),
        (_("Dates"), {"fields": ("date_joined", "last_login")}),
    )
    add_fieldsets = (
        (
            None,
            {"classes": ("wide",), "fields": ("email", "name", "usable_password", "password1", "password2")},
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...] | list[str]:
        """An address is proved by its owner, so nobody else changes it."""
        return ["email", *self.readonly_fields] if obj else [*self.readonly_fields]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A person's answers are erased with them, which deleting the row here would not do."""
        return False


admin.site.unregister(EmailAddress)


@admin.register(EmailAddress)
class EmailAddressAdmin(allauth.EmailAddressAdmin):  # type: ignore[misc]
    formfield_overrides = {models.EmailField: {"form_class": AddressField}}
