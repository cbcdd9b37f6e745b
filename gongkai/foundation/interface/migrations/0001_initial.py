from django.db import migrations, models

from gongkai.foundation.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        Tables(
            operations=[
                migrations.CreateModel(
                    name='KeptAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key_hash', models.CharField(max_length=64, unique=True)),
                        ('digest', models.CharField(max_length=64)),
                        ('status', models.PositiveSmallIntegerField(null=True)),
                        ('sealed', models.BinaryField(default=b'')),
                        ('at', models.DateTimeField(db_index=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='Rate',
                    fields=[
                        ('caller', models.CharField(max_length=80, primary_key=True, serialize=False)),
                        ('since', models.DateTimeField(db_index=True)),
                        ('calls', models.PositiveIntegerField()),
                    ],
                ),
            ],
        ),
    ]
