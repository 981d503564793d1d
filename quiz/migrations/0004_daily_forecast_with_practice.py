from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("quiz", "0003_plan_days_weights_session_kind"),
    ]

    operations = [
        migrations.AddField(
            model_name="dailyforecast",
            name="total",
            field=models.PositiveSmallIntegerField(default=100),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="dailyforecast",
            name="minutes",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="dailyforecast",
            name="forecast",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="dailyforecast",
            name="forecast_low",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="dailyforecast",
            name="forecast_high",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="dailyforecast",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("forecast", None), ("forecast_high", None), ("forecast_low", None), ("minutes", None)
                )
                | models.Q(
                    ("forecast__isnull", False),
                    ("forecast__lte", models.F("forecast_high")),
                    ("forecast_high__isnull", False),
                    ("forecast_high__lte", models.F("total")),
                    ("forecast_low__isnull", False),
                    ("forecast_low__lte", models.F("forecast")),
                    ("minutes__isnull", False),
                ),
                name="forecast_with_practice_is_whole",
            ),
        ),
    ]
