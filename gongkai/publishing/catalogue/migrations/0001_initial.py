import django.db.models.deletion
from django.db import migrations, models

from gongkai.foundation.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        Tables(
            operations=[
                migrations.CreateModel(
                    name='Catalogue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('field', models.CharField(max_length=40, verbose_name='领域')),
                        ('not_covered', models.TextField(blank=True, verbose_name='未涉及的说明')),
                        ('reviewed_on', models.DateField(verbose_name='复核日期')),
                        ('serial', models.PositiveIntegerField(default=0)),
                        ('is_sample', models.BooleanField(default=False)),
                        ('revision', models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('body', 'field'), name='catalogue_once')],
                    },
                ),
                migrations.CreateModel(
                    name='CatalogueChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('catalogue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='catalogue.catalogue')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('kind', models.CharField(choices=[('rows', '增改事项'), ('not_covered', '声明未涉及领域')], max_length=12)),
                        ('rows', models.JSONField(default=list)),
                        ('reason', models.TextField(verbose_name='理由')),
                        ('request_task', models.PositiveBigIntegerField(null=True, verbose_name='主动公开任务编号')),
                        ('proposed_by', models.CharField(max_length=80)),
                        ('proposed_at', models.DateTimeField()),
                        ('agreed', models.BooleanField(null=True)),
                        ('answer', models.TextField(blank=True)),
                        ('decided_by', models.CharField(blank=True, max_length=80)),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('withdrawn', models.BooleanField(default=False)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('agreed__isnull', True), ('withdrawn', False)), fields=('catalogue',), name='catalogue_change_one_open'), models.CheckConstraint(condition=models.Q(('agreed__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='catalogue_change_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('agreed__isnull', True), ('decided_by', '')), models.Q(('agreed__isnull', False), models.Q(('decided_by', ''), _negated=True)), _connector='OR'), name='catalogue_change_decided_is_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='CatalogueItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('catalogue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='catalogue.catalogue')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('code', models.CharField(max_length=40, unique=True)),
                        ('since', models.DateField()),
                    ],
                ),
                migrations.CreateModel(
                    name='CatalogueVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='catalogue.catalogueitem')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('change', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='catalogue.cataloguechange')),
                        ('order', models.PositiveIntegerField()),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(null=True)),
                        ('number', models.CharField(blank=True, max_length=20)),
                        ('first', models.CharField(max_length=200)),
                        ('second', models.CharField(max_length=200)),
                        ('third', models.CharField(blank=True, max_length=200)),
                        ('elements', models.JSONField(default=list)),
                        ('basis', models.JSONField(default=list)),
                        ('limit', models.TextField()),
                        ('maker', models.CharField(max_length=300)),
                        ('must', models.JSONField(default=list)),
                        ('may', models.JSONField(default=list)),
                        ('others', models.JSONField(default=list)),
                        ('everybody', models.BooleanField()),
                        ('group', models.CharField(blank=True, max_length=200)),
                        ('proactive', models.BooleanField()),
                        ('on_request', models.BooleanField()),
                        ('county', models.BooleanField()),
                        ('township', models.BooleanField()),
                        ('kind', models.CharField(blank=True, max_length=20)),
                        ('subject', models.CharField(blank=True, max_length=40)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['body', 'valid_to'], name='catalogue_c_body_id_43e750_idx')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('item',), name='catalogue_version_one_standing'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='catalogue_version_period'), models.CheckConstraint(condition=models.Q(models.Q(('everybody', True), ('group', '')), models.Q(('everybody', False), models.Q(('group', ''), _negated=True)), _connector='OR'), name='catalogue_version_audience'), models.CheckConstraint(condition=models.Q(models.Q(('on_request', False), ('proactive', True)), models.Q(('on_request', True), ('proactive', False)), _connector='OR'), name='catalogue_version_way')],
                    },
                ),
                migrations.CreateModel(
                    name='CatalogueTable',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('catalogue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tables', to='catalogue.catalogue')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('name', models.CharField(max_length=200)),
                        ('rows', models.JSONField(default=list)),
                        ('problems', models.JSONField(default=list)),
                        ('by', models.CharField(max_length=80)),
                        ('at', models.DateTimeField()),
                        ('proposed', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.cataloguechange')),
                    ],
                ),
                migrations.CreateModel(
                    name='GuideVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('kind', models.CharField(max_length=8)),
                        ('number', models.PositiveIntegerField()),
                        ('sections', models.JSONField(default=dict)),
                        ('written_by', models.CharField(max_length=80)),
                        ('written_at', models.DateTimeField()),
                        ('returned', models.BooleanField(default=False)),
                        ('answer', models.TextField(blank=True)),
                        ('decided_by', models.CharField(blank=True, max_length=80)),
                        ('published_at', models.DateTimeField(null=True)),
                        ('is_sample', models.BooleanField(default=False)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('body', 'kind', 'number'), name='guide_version_number_once'), models.UniqueConstraint(condition=models.Q(('published_at__isnull', True), ('returned', False)), fields=('body', 'kind'), name='guide_version_one_open'), models.CheckConstraint(condition=models.Q(('published_at__isnull', True), models.Q(models.Q(('decided_by', ''), _negated=True), models.Q(('decided_by', models.F('written_by')), _negated=True)), _connector='OR'), name='guide_version_by_another')],
                    },
                ),
            ],
        ),
    ]
