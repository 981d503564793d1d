import django.db.models.deletion
from datetime import timedelta

from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def since_when(apps, schema_editor):
    """When a session was written last, which mostly is when somebody signed in."""
    held = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    sessions = apps.get_model("accounts", "SignInSession").objects.filter(made_at=None)
    sessions.exclude(user=None).update(made_at=F("expire_date") - held)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_motion'),
    ]

    operations = [
        migrations.AddField(
            model_name='signinsession',
            name='device',
            field=models.CharField(blank=True, db_default='', default='', max_length=60),
        ),
        migrations.AddField(
            model_name='signinsession',
            name='made_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='signinsession',
            name='seen_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='user',
            name='leaving_since',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.CreateModel(
            name='SecurityEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('at', models.DateTimeField()),
                ('device', models.CharField(blank=True, default='', max_length=60)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='security_events', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['user', '-at'], name='security_events_of_a_user')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind', ''), _negated=True), name='a_security_event_says_what')],
            },
        ),
        migrations.RunPython(since_when, migrations.RunPython.noop),
    ]
