"""Who may curate: staff in one group, with the permissions the admin asks for."""

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from accounts.models import User

NAME = "Curators"
PERMISSIONS = (
    "view_section",
    "view_question",
    "change_question",
    "view_revision",
    "change_revision",
    "view_relation",
    "view_drill",
    "change_drill",
)


def curators() -> Group:
    """The group, with what it may do; made where it is missing."""
    group, _ = Group.objects.get_or_create(name=NAME)
    wanted = Permission.objects.filter(content_type__app_label="quiz", codename__in=PERMISSIONS)
    if set(group.permissions.all()) != set(wanted):
        group.permissions.set(wanted)
    return group


def people_who_curate() -> "QuerySet[User]":
    """Everybody who may change questions now; one query."""
    may = Permission.objects.filter(content_type__app_label="quiz", codename="change_question")
    granted = Q(groups__permissions__in=may) | Q(user_permissions__in=may)
    people = get_user_model().objects.filter(Q(is_superuser=True) | granted, is_active=True, is_staff=True)
    return people.distinct()
