from django.db import migrations, models

from gongkai.foundation.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        Tables(
            operations=[
                migrations.CreateModel(
                    name='OldAddress',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('host', models.CharField(blank=True, max_length=120)),
                        ('path', models.CharField(max_length=500)),
                        ('to', models.CharField(max_length=300)),
                        ('added_by', models.CharField(max_length=80)),
                        ('added_at', models.DateTimeField()),
                        ('closed_by', models.CharField(blank=True, max_length=80)),
                        ('closed_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('path', 'host'), name='old_address_leads_once'), models.CheckConstraint(condition=models.Q(('path__startswith', '/'), ('to__startswith', '/'), models.Q(('to__startswith', '//'), _negated=True)), name='old_address_paths')],
                    },
                ),
            ],
        ),
    ]
