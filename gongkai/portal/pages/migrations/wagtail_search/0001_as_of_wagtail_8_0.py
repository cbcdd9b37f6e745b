"""The tables of `wagtailsearch` as its own migrations of Wagtail 8.0 leave them, in one step: `replaces` records them all
as applied, so that Wagtail's folder can be taken up again (docs/decisions/0023)."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

from gongkai.foundation.tables import Tables


class Migration(migrations.Migration):

    initial = True
    replaces = [
        ('wagtailsearch', '0001_initial'),
        ('wagtailsearch', '0002_add_verbose_names'),
        ('wagtailsearch', '0003_remove_editors_pick'),
        ('wagtailsearch', '0004_querydailyhits_verbose_name_plural'),
        ('wagtailsearch', '0005_create_indexentry'),
        ('wagtailsearch', '0006_customise_indexentry'),
        ('wagtailsearch', '0007_delete_editorspick'),
        ('wagtailsearch', '0008_remove_query_and_querydailyhits_models'),
        ('wagtailsearch', '0009_remove_ngram_autocomplete'),
        ('wagtailsearch', '0010_add_text_fields'),
    ]

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        Tables(
            operations=[
                migrations.CreateModel(
                    name='IndexEntry',
                    fields=[
                        ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                        ('object_id', models.CharField(max_length=50)),
                        ('title_norm', models.FloatField(default=1.0)),
                        ('autocomplete', django.contrib.postgres.search.SearchVectorField()),
                        ('title', django.contrib.postgres.search.SearchVectorField()),
                        ('body', django.contrib.postgres.search.SearchVectorField()),
                        ('title_text', models.TextField(default='')),
                        ('body_text', models.TextField(default='')),
                    ],
                    options={
                        'verbose_name': 'index entry',
                        'verbose_name_plural': 'index entries',
                        'unique_together': {('content_type', 'object_id')},
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['autocomplete'], name='wagtailsear_autocom_476c89_gin'), django.contrib.postgres.indexes.GinIndex(fields=['title'], name='wagtailsear_title_9caae0_gin'), django.contrib.postgres.indexes.GinIndex(fields=['body'], name='wagtailsear_body_90c85d_gin')],
                    },
                ),
            ],
        ),
    ]
