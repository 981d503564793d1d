from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quiz", "0025_own_notes")]

    operations = [
        migrations.AddIndex(
            model_name="prompt",
            index=models.Index(fields=["learner", "question"], name="prompt_of_learner_and_question"),
        ),
        migrations.AddField(
            model_name="review",
            name="predicted",
            field=models.FloatField(blank=True, null=True),
        ),
    ]
