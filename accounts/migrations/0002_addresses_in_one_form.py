"""E-mail addresses in one form (docs/decisions/0020), where no other account has that already."""

import logging

from django.db import migrations
from django.db.models import F

from accounts.addresses import one_form

logger = logging.getLogger(__name__)


def to_one_form(apps, schema_editor):
    """Of two accounts with one mailbox, the one used last gets the form that is found however it is typed."""
    User = apps.get_model("accounts", "User")
    rows = User.objects.order_by(F("last_login").desc(nulls_last=True), "pk").values_list("pk", "email")
    for pk, email in list(rows):
        address = one_form(email)
        if address == email:
            continue
        if User.objects.filter(email__iexact=address).exclude(pk=pk).exists():
            logger.warning("Account %s keeps its address as it is: another account has that mailbox too.", pk)
            continue
        User.objects.filter(pk=pk).update(email=address)
        move_proof(apps.get_model("account", "EmailAddress"), pk, email, address)


def move_proof(EmailAddress, user, email, address):
    """That the address is theirs stays proved."""
    if not EmailAddress.objects.filter(email__iexact=address).exists():
        EmailAddress.objects.filter(user=user, email__iexact=email).update(email=address)


class Migration(migrations.Migration):

    dependencies = [
        ('account', '0009_emailaddress_unique_primary_email'),
        ('accounts', '0001_initial'),
    ]

    operations = [
        # Undone, the addresses stay: they are right in either version.
        migrations.RunPython(to_one_form, migrations.RunPython.noop, elidable=True),
    ]
