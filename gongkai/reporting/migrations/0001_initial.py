import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from gongkai.foundation.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('files', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        Tables(
            operations=[
                migrations.CreateModel(
                    name='ReportingYear',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                        ('form', models.CharField(max_length=12, verbose_name='统计表')),
                        ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('tree_day', models.DateField(verbose_name='机构截至')),
                        ('asked_for', models.DateField(null=True, verbose_name='要求报送日期')),
                        ('opened_at', models.DateTimeField()),
                        ('opened_by', models.CharField(max_length=80)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('root', 'year'), name='reporting_year_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Return',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reporting_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='reporting.reportingyear')),
                        ('year', models.PositiveSmallIntegerField()),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='reporting.return')),
                        ('ancestors', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list)),
                        ('order', models.PositiveIntegerField(default=0)),
                        ('state', models.CharField(choices=[('opened', '待填报'), ('filling', '填报中'), ('in_review', '审核中'), ('returned', '审核退回'), ('reviewed', '已审核'), ('submitted', '已报送'), ('sent_back', '上级退回'), ('accepted', '已接收'), ('frozen', '已定稿'), ('published', '已公布')], default='opened', max_length=12, verbose_name='状态')),
                        ('state_since', models.DateTimeField()),
                        ('version', models.PositiveSmallIntegerField(default=1)),
                        ('version_reason', models.TextField(blank=True, verbose_name='更正理由')),
                        ('revision', models.PositiveIntegerField(default=0)),
                        ('filled_by', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list)),
                        ('reviewed_by', models.CharField(blank=True, max_length=80)),
                        ('submitted_by', models.CharField(blank=True, max_length=80)),
                        ('latest', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.submission')),
                        ('accepted', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.submission')),
                        ('errors', models.PositiveSmallIntegerField(default=0)),
                        ('warnings', models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['parent', 'accepted'], name='reporting_r_parent__8905a2_idx'), models.Index(fields=['year', 'state'], name='reporting_r_year_9019c7_idx'), django.contrib.postgres.indexes.GinIndex(fields=['ancestors'], name='return_ancestors')],
                        'constraints': [models.UniqueConstraint(fields=('body', 'year'), name='return_once_a_year'), models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='return_version_from_one'), models.CheckConstraint(condition=models.Q(('state__in', ['opened', 'filling', 'in_review', 'returned', 'reviewed', 'submitted', 'sent_back', 'accepted', 'frozen', 'published'])), name='return_known_state')],
                    },
                ),
                migrations.CreateModel(
                    name='ReturnCell',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cells', to='reporting.return')),
                        ('code', models.CharField(max_length=24)),
                        ('counted', models.BigIntegerField(null=True, verbose_name='系统统计')),
                        ('counted_as_of', models.DateField(null=True)),
                        ('counted_position', models.BigIntegerField(null=True)),
                        ('entry_state', models.CharField(choices=[('number', '数字'), ('blank', '空白'), ('struck', '不适用')], default='blank', max_length=8)),
                        ('entry_value', models.BigIntegerField(null=True, verbose_name='本单位填报')),
                        ('reason', models.TextField(blank=True, verbose_name='理由')),
                        ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='依据材料')),
                        ('entered_by', models.CharField(blank=True, max_length=80)),
                        ('entered_at', models.DateTimeField(null=True)),
                        ('revision', models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('of', 'code'), name='return_cell_once'), models.CheckConstraint(condition=models.Q(models.Q(('entry_state', 'number'), ('entry_value__isnull', False)), models.Q(models.Q(('entry_state', 'number'), _negated=True), ('entry_value__isnull', True)), _connector='OR'), name='return_cell_number_has_value'), models.CheckConstraint(condition=models.Q(models.Q(('counted__isnull', True), ('counted_position__isnull', True)), models.Q(('counted__isnull', False), ('counted_position__isnull', False)), _connector='OR'), name='return_cell_count_has_position'), models.CheckConstraint(condition=models.Q(('counted__isnull', True), ('entry_value__isnull', True), ('counted__gte', django.db.models.expressions.CombinedExpression(models.F('entry_value'), '*', models.Value(-1))), _connector='OR'), name='return_cell_not_below_zero')],
                    },
                ),
                migrations.CreateModel(
                    name='CellComment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='reporting.return')),
                        ('code', models.CharField(blank=True, max_length=24)),
                        ('text', models.TextField()),
                        ('place', models.CharField(choices=[('own', '本单位审核人'), ('superior', '上级')], max_length=8)),
                        ('by', models.CharField(max_length=80)),
                        ('at', models.DateTimeField()),
                        ('closed_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'ordering': ['at', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='RuleExplanation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='explanations', to='reporting.return')),
                        ('rule_key', models.CharField(max_length=60)),
                        ('fingerprint', models.CharField(max_length=64)),
                        ('text', models.TextField()),
                        ('by', models.CharField(max_length=80)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('of', 'rule_key', 'fingerprint'), name='explanation_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Reminder',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='reporting.return')),
                        ('at', models.DateTimeField()),
                        ('by', models.CharField(max_length=80)),
                        ('due', models.DateField()),
                        ('text', models.TextField(blank=True)),
                    ],
                    options={
                        'ordering': ['-at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='Submission',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='reporting.return')),
                        ('number', models.PositiveIntegerField()),
                        ('version', models.PositiveSmallIntegerField()),
                        ('at', models.DateTimeField()),
                        ('by', models.CharField(max_length=80)),
                        ('rule_version', models.CharField(max_length=64)),
                        ('ledger_position', models.BigIntegerField()),
                        ('own', models.JSONField()),
                        ('children', models.JSONField(default=list)),
                        ('missing', models.JSONField(default=list)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('of', 'number'), name='submission_numbered')],
                    },
                ),
                migrations.CreateModel(
                    name='Figure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='reporting.submission')),
                        ('code', models.CharField(max_length=24)),
                        ('state', models.CharField(choices=[('number', '数字'), ('blank', '空白'), ('struck', '不适用')], max_length=8)),
                        ('value', models.BigIntegerField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('submission', 'code'), name='figure_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'number'), ('value__isnull', False)), models.Q(models.Q(('state', 'number'), _negated=True), ('value__isnull', True)), _connector='OR'), name='figure_number_has_value')],
                    },
                ),
                migrations.CreateModel(
                    name='FrozenReturn',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='frozen', to='reporting.return')),
                        ('version', models.PositiveSmallIntegerField()),
                        ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reporting.submission')),
                        ('figures', models.JSONField()),
                        ('texts', models.JSONField(default=dict)),
                        ('rule_version', models.CharField(max_length=64)),
                        ('ledger_position', models.BigIntegerField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('frozen_at', models.DateTimeField()),
                        ('frozen_by', models.CharField(max_length=80)),
                        ('reason', models.TextField(blank=True)),
                        ('published_at', models.DateTimeField(null=True)),
                        ('published_by', models.CharField(blank=True, max_length=80)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['published_at'], name='reporting_f_publish_075a04_idx')],
                        'constraints': [models.UniqueConstraint(fields=('of', 'version'), name='frozen_version_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ReportText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='reporting.return')),
                        ('slot', models.CharField(max_length=24)),
                        ('text', models.TextField(blank=True)),
                        ('by', models.CharField(max_length=80)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ['id'],
                        'indexes': [models.Index(fields=['of', 'slot', '-id'], name='reporting_r_of_id_ac7afb_idx')],
                    },
                ),
            ],
        ),
    ]
