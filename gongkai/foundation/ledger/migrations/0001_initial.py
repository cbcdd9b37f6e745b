from django.db import migrations, models

from gongkai.foundation.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        Tables(
            operations=[
                migrations.CreateModel(
                    name='Event',
                    fields=[
                        ('sequence', models.BigIntegerField(primary_key=True, serialize=False)),
                        ('at', models.DateTimeField()),
                        ('actor', models.CharField(max_length=80)),
                        ('body', models.BigIntegerField(null=True)),
                        ('verb', models.CharField(max_length=80)),
                        ('subject_type', models.CharField(max_length=60)),
                        ('subject_id', models.CharField(max_length=60)),
                        ('before', models.JSONField(null=True)),
                        ('after', models.JSONField(null=True)),
                        ('reason', models.TextField(blank=True)),
                        ('rule_version', models.CharField(blank=True, max_length=64)),
                        ('previous_hash', models.CharField(max_length=64)),
                        ('hash', models.CharField(max_length=64, unique=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['subject_type', 'subject_id', 'sequence'], name='ledger_even_subject_99fbec_idx'), models.Index(fields=['body', 'sequence'], name='ledger_even_body_6ee14e_idx'), models.Index(fields=['verb', 'at'], name='ledger_even_verb_0520a2_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='Entry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject', models.CharField(max_length=60)),
                    ],
                ),
            ],
        ),
    ]
