import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from gongkai.foundation.tables import Tables


class Migration(migrations.Migration):

    initial = True

    # These steps led here before the first release.
    replaces = [("tokens", "0002_data_sets")]

    dependencies = [
        ('organisations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Tables(
            operations=[
                migrations.CreateModel(
                    name='ApiToken',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('name', models.CharField(max_length=60, verbose_name='用途')),
                        ('scopes', models.JSONField(default=list)),
                        ('data_sets', models.JSONField(blank=True, default=list)),
                        ('beginning', models.CharField(max_length=12)),
                        ('digest', models.CharField(max_length=64, unique=True)),
                        ('issued_at', models.DateTimeField()),
                        ('expires_on', models.DateField()),
                        ('revoked_at', models.DateTimeField(null=True)),
                        ('revoked_by', models.CharField(blank=True, max_length=80)),
                        ('last_used_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['body', '-issued_at'], name='tokens_apit_body_id_4f7f73_idx')],
                    },
                ),
            ],
        ),
    ]
