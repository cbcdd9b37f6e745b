"""The tables of `wagtailadmin` as its own migrations of Wagtail 8.0 leave them, in one step: `replaces` records them all
as applied, so that Wagtail's folder can be taken up again (docs/decisions/0023)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from gongkai.foundation.tables import Tables


class Migration(migrations.Migration):

    replaces = [('wagtailadmin', '0001_create_admin_access_permissions'), ('wagtailadmin', '0002_admin'), ('wagtailadmin', '0003_admin_managed'), ('wagtailadmin', '0004_editingsession'), ('wagtailadmin', '0005_editingsession_is_editing'), ('wagtailadmin', '0006_formstate')]

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('organisations', '__first__'),
    ]

    operations = [
        Tables(
            operations=[
                migrations.CreateModel(
                    name='Admin',
                    fields=[
                        ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ],
                    options={
                        'permissions': [('access_admin', 'Can access Wagtail admin')],
                        'default_permissions': [],
                    },
                ),
                migrations.CreateModel(
                    name='EditingSession',
                    fields=[
                        ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editing_sessions', to=settings.AUTH_USER_MODEL)),
                        ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                        ('object_id', models.CharField(max_length=255)),
                        ('last_seen_at', models.DateTimeField()),
                        ('is_editing', models.BooleanField(default=False)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['content_type', 'object_id'], name='wagtailadmi_content_717955_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='FormState',
                    fields=[
                        ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('data', models.TextField()),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wagtail_form_states', to=settings.AUTH_USER_MODEL)),
                        ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                        ('object_id', models.CharField(max_length=255)),
                        ('parent_object_id', models.CharField(max_length=255)),
                        ('last_updated_at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ['-last_updated_at'],
                        'indexes': [models.Index(fields=['user', 'content_type', 'object_id', 'parent_object_id'], name='formstate_user_object')],
                    },
                ),
            ],
        ),
    ]
