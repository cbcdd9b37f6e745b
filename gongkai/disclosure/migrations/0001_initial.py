import django.db.models.deletion
from django.db import migrations, models

from gongkai.foundation.tables import Tables


ROWS = """
-- One partition a data set, made when it first appears (disclosure_begin_partition). No foreign keys: the bulk load
-- would ask them for every row; the triggers ask once a statement.
CREATE TABLE disclosure_row (
    data_set varchar(60) NOT NULL,
    number bigint NOT NULL,
    version integer NOT NULL,
    body_id bigint NOT NULL,
    key text NOT NULL,
    content jsonb NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz,
    release_in bigint NOT NULL,
    release_out bigint,
    reason text NOT NULL DEFAULT '',
    is_sample boolean NOT NULL DEFAULT false,
    erased_at timestamptz,
    PRIMARY KEY (data_set, number, version),
    CONSTRAINT row_period CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CONSTRAINT row_closed_by_a_release CHECK ((valid_to IS NULL) = (release_out IS NULL))
) PARTITION BY LIST (data_set);
CREATE UNIQUE INDEX disclosure_row_one_current ON disclosure_row (data_set, key) WHERE valid_to IS NULL;
CREATE INDEX disclosure_row_past_keys ON disclosure_row (data_set, key) WHERE valid_to IS NOT NULL;
CREATE INDEX disclosure_row_releases ON disclosure_row USING brin (release_in);  -- they come in order
CREATE INDEX disclosure_row_past_releases ON disclosure_row (release_out) WHERE release_out IS NOT NULL;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledger', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        Tables(
            operations=[
                migrations.CreateModel(
                    name='Statement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('data_set', models.CharField(max_length=60)),
                        ('period', models.CharField(blank=True, max_length=10)),
                        ('kind', models.CharField(choices=[('nothing', '本期无'), ('not_applicable', '不适用')], max_length=16)),
                        ('reason', models.TextField()),
                        ('by', models.CharField(max_length=80)),
                        ('at', models.DateTimeField()),
                        ('taken_back_at', models.DateTimeField(null=True)),
                        ('is_sample', models.BooleanField(default=False)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('taken_back_at__isnull', True)), fields=('body', 'data_set', 'period'), name='statement_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Objection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('data_set', models.CharField(max_length=60)),
                        ('row', models.BigIntegerField()),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('state', models.CharField(choices=[('received', '已收到'), ('upheld', '异议成立'), ('rejected', '异议不成立'), ('withdrawn', '已撤回')], max_length=12)),
                        ('name', models.CharField(max_length=60, verbose_name='姓名')),
                        ('contact', models.CharField(max_length=120, verbose_name='联系方式')),
                        ('text', models.TextField(verbose_name='异议内容')),
                        ('received_at', models.DateTimeField()),
                        ('due_on', models.DateField()),
                        ('answer', models.TextField(blank=True, verbose_name='答复')),
                        ('answered_by', models.CharField(blank=True, max_length=80)),
                        ('answered_at', models.DateTimeField(null=True)),
                        ('is_sample', models.BooleanField(default=False)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['body', 'state'], name='disclosure__body_id_ab9cb4_idx'), models.Index(fields=['data_set', 'row'], name='disclosure__data_se_2954a6_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='Release',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('data_set', models.CharField(max_length=60)),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('period', models.CharField(blank=True, max_length=10, verbose_name='所属期')),
                        ('periods', models.JSONField(default=list)),
                        ('way', models.CharField(choices=[('form', '逐条填写'), ('paste', '粘贴表格'), ('upload', '上传文件'), ('api', '接口推送'), ('pull', '定时抓取'), ('stream', '实时读数'), ('rollback', '撤销发布'), ('correction', '更正'), ('withdrawal', '撤回'), ('expiry', '到期撤下')], max_length=12)),
                        ('mode', models.CharField(max_length=8)),
                        ('state', models.CharField(max_length=12)),
                        ('declared', models.DateField()),
                        ('declaration', models.CharField(max_length=64)),
                        ('file_place', models.CharField(blank=True, max_length=64)),
                        ('file_name', models.CharField(blank=True, max_length=200)),
                        ('file_size', models.BigIntegerField(default=0)),
                        ('staged_place', models.CharField(blank=True, max_length=64)),
                        ('digest', models.CharField(blank=True, max_length=64)),
                        ('report', models.JSONField(default=dict)),
                        ('findings', models.JSONField(default=list)),
                        ('added', models.PositiveIntegerField(default=0)),
                        ('changed', models.PositiveIntegerField(default=0)),
                        ('removed', models.PositiveIntegerField(default=0)),
                        ('same', models.PositiveIntegerField(default=0)),
                        ('refused', models.PositiveIntegerField(default=0)),
                        ('checked_at', models.DateTimeField(null=True)),
                        ('checked_against', models.BigIntegerField(default=0)),
                        ('progress', models.JSONField(default=dict)),
                        ('writers', models.JSONField(default=list)),
                        ('created_by', models.CharField(max_length=80)),
                        ('created_at', models.DateTimeField()),
                        ('returned', models.TextField(blank=True)),
                        ('approved_by', models.CharField(blank=True, max_length=80)),
                        ('approved_at', models.DateTimeField(null=True)),
                        ('approved_digest', models.CharField(blank=True, max_length=64)),
                        ('scheduled_for', models.DateTimeField(null=True)),
                        ('released_at', models.DateTimeField(null=True)),
                        ('released_by', models.CharField(blank=True, max_length=80)),
                        ('number', models.PositiveIntegerField(null=True)),
                        ('rolls_back', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rolled_back_by', to='disclosure.release')),
                        ('reason', models.TextField(blank=True)),
                        ('source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='disclosure.source')),
                        ('is_sample', models.BooleanField(default=False)),
                        ('touched_at', models.DateTimeField()),
                        ('revision', models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['body', 'state'], name='disclosure__body_id_e75f29_idx'), models.Index(fields=['data_set', 'body', 'released_at'], name='disclosure__data_se_225005_idx'), models.Index(fields=['data_set', 'digest'], name='disclosure__data_se_da9ac9_idx'), models.Index(condition=models.Q(('released_at__isnull', True), ('scheduled_for__isnull', False)), fields=['scheduled_for'], name='release_scheduled')],
                        'constraints': [models.UniqueConstraint(fields=('data_set', 'number'), name='release_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('number__isnull', False), ('released_at__isnull', False), ('state', 'released')), models.Q(('number__isnull', True), ('released_at__isnull', True), models.Q(('state', 'released'), _negated=True)), _connector='OR'), name='release_out_has_time'), models.UniqueConstraint(condition=models.Q(('released_at__isnull', False), ('rolls_back__isnull', False)), fields=('rolls_back',), name='release_rolled_back_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ReleaseFigure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                        ('recorded_from', models.BigIntegerField()),
                        ('recorded_to', models.BigIntegerField(null=True)),
                        ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='disclosure.release')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('data_set', models.CharField(max_length=60)),
                        ('field', models.CharField(max_length=60)),
                        ('period', models.CharField(blank=True, max_length=10)),
                        ('way', models.CharField(choices=[('form', '逐条填写'), ('paste', '粘贴表格'), ('upload', '上传文件'), ('api', '接口推送'), ('pull', '定时抓取'), ('stream', '实时读数'), ('rollback', '撤销发布'), ('correction', '更正'), ('withdrawal', '撤回'), ('expiry', '到期撤下')], max_length=12)),
                        ('released_on', models.DateField()),
                        ('added', models.PositiveIntegerField(default=0)),
                        ('changed', models.PositiveIntegerField(default=0)),
                        ('removed', models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['body', 'released_on'], name='disclosure__body_id_145a6a_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('recorded_to__isnull', True), ('recorded_to__gt', models.F('recorded_from')), _connector='OR'), name='releasefigure_recorded_period'), models.UniqueConstraint(condition=models.Q(('recorded_to__isnull', True)), fields=('entry',), name='releasefigure_one_standing_row')],
                    },
                ),
                migrations.CreateModel(
                    name='YearFigure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                        ('recorded_from', models.BigIntegerField()),
                        ('recorded_to', models.BigIntegerField(null=True)),
                        ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='years', to='disclosure.release')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('data_set', models.CharField(max_length=60)),
                        ('year', models.PositiveSmallIntegerField()),
                        ('rows', models.IntegerField()),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['body', 'data_set', 'year'], name='disclosure__body_id_413591_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('recorded_to__isnull', True), ('recorded_to__gt', models.F('recorded_from')), _connector='OR'), name='yearfigure_recorded_period'), models.UniqueConstraint(condition=models.Q(('recorded_to__isnull', True)), fields=('entry',), name='yearfigure_one_standing_row')],
                    },
                ),
                migrations.SeparateDatabaseAndState(
                    database_operations=[migrations.RunSQL(ROWS, reverse_sql="DROP TABLE disclosure_row")],
                    state_operations=[
                        migrations.CreateModel(
                            name='Row',
                            fields=[
                                ('pk', models.CompositePrimaryKey('data_set', 'number', 'version', blank=True, editable=False, primary_key=True, serialize=False)),
                                ('data_set', models.CharField(max_length=60)),
                                ('number', models.BigIntegerField()),
                                ('version', models.IntegerField()),
                                ('body', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisations.body')),
                                ('key', models.TextField()),
                                ('content', models.JSONField()),
                                ('valid_from', models.DateTimeField()),
                                ('valid_to', models.DateTimeField(null=True)),
                                ('release_in', models.BigIntegerField()),
                                ('release_out', models.BigIntegerField(null=True)),
                                ('reason', models.TextField(default='')),
                                ('is_sample', models.BooleanField(default=False)),
                                ('erased_at', models.DateTimeField(null=True)),
                            ],
                            options={
                                'db_table': 'disclosure_row',
                            },
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name='Source',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('data_set', models.CharField(max_length=60)),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('kind', models.CharField(choices=[('http', 'HTTP 抓取'), ('sftp', 'SFTP 抓取'), ('stream', '实时读数')], max_length=8)),
                        ('name', models.CharField(max_length=80, verbose_name='名称')),
                        ('state', models.CharField(choices=[('proposed', '待批准'), ('on', '使用中'), ('stopped', '已停用')], max_length=10)),
                        ('url', models.CharField(blank=True, max_length=400, verbose_name='地址')),
                        ('username', models.CharField(blank=True, max_length=80, verbose_name='用户名')),
                        ('secret', models.TextField(blank=True)),
                        ('host_key', models.TextField(blank=True, verbose_name='主机公钥')),
                        ('mode', models.CharField(max_length=8)),
                        ('every_minutes', models.PositiveIntegerField(default=1440)),
                        ('proposed_by', models.CharField(max_length=80)),
                        ('proposed_at', models.DateTimeField()),
                        ('approved_by', models.CharField(blank=True, max_length=80)),
                        ('approved_at', models.DateTimeField(null=True)),
                        ('next_at', models.DateTimeField(null=True)),
                        ('last_at', models.DateTimeField(null=True)),
                        ('last_digest', models.CharField(blank=True, max_length=64)),
                        ('last_error', models.TextField(blank=True)),
                        ('last_note', models.TextField(blank=True)),
                        ('failures', models.PositiveIntegerField(default=0)),
                        ('is_sample', models.BooleanField(default=False)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['state', 'next_at'], name='disclosure__state_c3aafe_idx')],
                    },
                ),
            ],
        ),
    ]
