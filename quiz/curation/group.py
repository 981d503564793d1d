"""Who may curate: staff in one group, with the permissions the admin asks for."""

from django.contrib.auth.models import Group, Permission

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
