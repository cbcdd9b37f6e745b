"""The tables of `taggit` as its own migrations of Wagtail 8.0 leave them, in one step: `replaces` records them all
as applied, so that Wagtail's folder can be taken up again (docs/decisions/0023)."""

import django.db.models.deletion
from django.db import migrations, models

from gongkai.foundation.tables import Tables


class Migration(migrations.Migration):

    initial = True
    replaces = [
        ('taggit', '0001_initial'),
        ('taggit', '0002_auto_20150616_2121'),
        ('taggit', '0003_taggeditem_add_unique_index'),
        ('taggit', '0004_alter_taggeditem_content_type_alter_taggeditem_tag'),
        ('taggit', '0005_auto_20220424_2025'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
    ]

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        Tables(
            operations=[
                migrations.CreateModel(
                    name='Tag',
                    fields=[
                        ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                        ('slug', models.SlugField(allow_unicode=True, max_length=100, unique=True, verbose_name='slug')),
                    ],
                    options={
                        'verbose_name': 'tag',
                        'verbose_name_plural': 'tags',
                    },
                ),
                migrations.CreateModel(
                    name='TaggedItem',
                    fields=[
                        ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(app_label)s_%(class)s_items', to='taggit.tag')),
                        ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(app_label)s_%(class)s_tagged_items', to='contenttypes.contenttype', verbose_name='content type')),
                        ('object_id', models.IntegerField(db_index=True, verbose_name='object ID')),
                    ],
                    options={
                        'verbose_name': 'tagged item',
                        'verbose_name_plural': 'tagged items',
                        'indexes': [models.Index(fields=['content_type', 'object_id'], name='taggit_tagg_content_8fc721_idx')],
                        'constraints': [models.UniqueConstraint(fields=('content_type', 'object_id', 'tag'), name='taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uniq')],
                    },
                ),
            ],
        ),
    ]
