from django.db import migrations, models

from gongkai.foundation.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        Tables(
            operations=[
                migrations.CreateModel(
                    name='Failure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('job', models.BigIntegerField(db_index=True)),
                        ('task', models.CharField(max_length=128)),
                        ('at', models.DateTimeField(auto_now_add=True)),
                        ('attempt', models.PositiveIntegerField()),
                        ('error', models.TextField()),
                    ],
                    options={
                        'ordering': ['-at'],
                    },
                ),
            ],
        ),
    ]
