import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quiz', '0027_interviews'),
    ]

    operations = [
        migrations.AddField(
            model_name='card',
            name='sheet_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='plan',
            name='interviewed_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name='AskedLately',
            fields=[
                ('question', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='asked_lately', serialize=False, to='quiz.question')),
                ('asked', models.PositiveIntegerField()),
                ('of', models.PositiveIntegerField()),
                ('day', models.DateField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('asked__gt', 0), ('asked__lte', models.F('of'))), name='asked_in_some_of_the_interviews')],
            },
        ),
        migrations.CreateModel(
            name='AskedReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('line', models.CharField(blank=True, default='', max_length=200)),
                ('set_aside', models.BooleanField(default=False)),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked_reports', to='quiz.learner')),
            ],
        ),
        migrations.CreateModel(
            name='AskedQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('could', models.CharField(blank=True, choices=[('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No')], default='', max_length=6)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quiz.question')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked', to='quiz.askedreport')),
            ],
        ),
        migrations.AddConstraint(
            model_name='askedreport',
            constraint=models.UniqueConstraint(fields=('learner', 'day'), name='one_report_a_learner_and_interview'),
        ),
        migrations.AddConstraint(
            model_name='askedquestion',
            constraint=models.UniqueConstraint(fields=('report', 'question'), name='a_report_names_a_question_once'),
        ),
        migrations.AddConstraint(
            model_name='askedquestion',
            constraint=models.CheckConstraint(condition=models.Q(('could__in', ['', 'yes', 'partly', 'no'])), name='could_answer_is_known'),
        ),
    ]
