import django.contrib.postgres.constraints
import django.db.models.deletion
import gongkai.foundation.organisations.models.bodies
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations, models

from gongkai.foundation.tables import Tables


class Migration(migrations.Migration):

    initial = True

    # These steps led here before the first release.
    replaces = [("organisations", "0002_roles_of_casework"), ("organisations", "0003_site_editor")]

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('ledger', '0001_initial'),
    ]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        Tables(
            operations=[
                migrations.CreateModel(
                    name='Body',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(max_length=40, unique=True)),
                        ('founded', models.DateField()),
                        ('closed', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('closed__isnull', True), ('closed__gt', models.F('founded')), _connector='OR'), name='body_closed_after_founded')],
                    },
                ),
                migrations.CreateModel(
                    name='BodyVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='organisations.body')),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('name', models.CharField(max_length=120, verbose_name='名称')),
                        ('short_name', models.CharField(blank=True, max_length=40, verbose_name='简称')),
                        ('level', models.CharField(choices=[('province', '省级'), ('city', '设区的市级'), ('county', '县级'), ('township', '乡级'), ('village', '村级')], max_length=12, verbose_name='层级')),
                        ('kind', models.CharField(choices=[('government', '人民政府'), ('department', '部门及直属机构'), ('zone_committee', '开发区（功能区）管委会'), ('institution', '事业单位')], max_length=20, verbose_name='类型')),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='child_versions', to='organisations.body')),
                        ('reports_to_parent', models.BooleanField(default=True, verbose_name='向上级报送年度报告')),
                        ('credit_code', models.CharField(blank=True, max_length=18, verbose_name='统一社会信用代码')),
                        ('division_code', models.CharField(blank=True, max_length=12, verbose_name='行政区划代码')),
                        ('order', models.PositiveIntegerField(default=0, verbose_name='排序')),
                    ],
                    options={
                        'ordering': ['order', 'id'],
                        'indexes': [models.Index(fields=['parent', 'valid_from'], name='organisatio_parent__3daa15_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='body_version_period'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('body', '='), (gongkai.foundation.organisations.models.bodies._DateRange('valid_from', 'valid_to'), '&&')], name='body_version_no_overlap'), models.CheckConstraint(condition=models.Q(('parent', models.F('body')), _negated=True), name='body_not_its_own_parent')],
                    },
                ),
                migrations.CreateModel(
                    name='Succession',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='organisations.body')),
                        ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inheritances', to='organisations.body')),
                        ('on', models.DateField()),
                        ('kind', models.CharField(choices=[('merged', '合并'), ('split', '拆分'), ('transferred', '职能划转')], max_length=12)),
                        ('carries_history', models.BooleanField(default=False)),
                        ('note', models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('carries_history', True)), fields=('predecessor',), name='succession_one_heir'), models.UniqueConstraint(fields=('predecessor', 'successor', 'on'), name='succession_once'), models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='succession_to_another')],
                    },
                ),
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('username', models.CharField(max_length=60, unique=True, verbose_name='用户名')),
                        ('name', models.CharField(max_length=60, verbose_name='姓名')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='电子邮箱')),
                        ('phone', models.CharField(blank=True, max_length=30, verbose_name='电话')),
                        ('is_active', models.BooleanField(default=True)),
                        ('is_sample', models.BooleanField(default=False, verbose_name='示例数据')),
                        ('created', models.DateTimeField()),
                        ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                        ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Appointment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to=settings.AUTH_USER_MODEL)),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='organisations.body')),
                        ('role', models.CharField(choices=[('drafter', '拟稿人'), ('reviewer', '审核人'), ('confidentiality_reviewer', '保密审查员'), ('legal_reviewer', '合法性审查员'), ('signer', '签发人'), ('office_head', '公开机构负责人'), ('request_clerk', '依申请公开经办人'), ('statistics_clerk', '统计填报人'), ('site_editor', '网站编辑'), ('body_administrator', '单位管理员'), ('city_office', '政务公开主管部门'), ('province_observer', '省级观察员'), ('auditor', '审计员')], max_length=30, verbose_name='角色')),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='appointment_period'), models.UniqueConstraint(condition=models.Q(('valid_to__isnull', True)), fields=('person', 'body', 'role'), name='appointment_once_at_a_time')],
                    },
                ),
                migrations.CreateModel(
                    name='DisclosureOffice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                        ('recorded_from', models.BigIntegerField()),
                        ('recorded_to', models.BigIntegerField(null=True)),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body', verbose_name='单位')),
                        ('name', models.CharField(max_length=120, verbose_name='机构名称')),
                        ('address', models.CharField(blank=True, max_length=200, verbose_name='办公地址')),
                        ('postcode', models.CharField(blank=True, max_length=6, verbose_name='邮政编码')),
                        ('phone', models.CharField(blank=True, max_length=60, verbose_name='联系电话')),
                        ('fax', models.CharField(blank=True, max_length=60, verbose_name='传真')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='电子邮箱')),
                        ('office_hours', models.CharField(blank=True, max_length=200, verbose_name='办公时间')),
                        ('valid_from', models.DateField(verbose_name='设立日期')),
                        ('valid_to', models.DateField(blank=True, null=True, verbose_name='撤销日期')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['body', 'recorded_from'], name='organisatio_body_id_f2b971_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('recorded_to__isnull', True), ('recorded_to__gt', models.F('recorded_from')), _connector='OR'), name='disclosureoffice_recorded_period'), models.UniqueConstraint(condition=models.Q(('recorded_to__isnull', True)), fields=('entry',), name='disclosureoffice_one_standing_row'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='office_period')],
                    },
                ),
                migrations.CreateModel(
                    name='Staffing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                        ('recorded_from', models.BigIntegerField()),
                        ('recorded_to', models.BigIntegerField(null=True)),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body', verbose_name='单位')),
                        ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                        ('valid_from', models.DateField(verbose_name='起始日期')),
                        ('full_time', models.PositiveIntegerField(verbose_name='专职人员数')),
                        ('part_time', models.PositiveIntegerField(verbose_name='兼职人员数')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['body', 'recorded_from'], name='organisatio_body_id_378bac_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('recorded_to__isnull', True), ('recorded_to__gt', models.F('recorded_from')), _connector='OR'), name='staffing_recorded_period'), models.UniqueConstraint(condition=models.Q(('recorded_to__isnull', True)), fields=('entry',), name='staffing_one_standing_row'), models.UniqueConstraint(condition=models.Q(('recorded_to__isnull', True)), fields=('office', 'valid_from'), name='staffing_once_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='Fund',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                        ('recorded_from', models.BigIntegerField()),
                        ('recorded_to', models.BigIntegerField(null=True)),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body', verbose_name='单位')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                        ('fen', models.BigIntegerField(verbose_name='金额（分）')),
                        ('purpose', models.CharField(max_length=200, verbose_name='用途')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['body', 'recorded_from'], name='organisatio_body_id_016ba5_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('recorded_to__isnull', True), ('recorded_to__gt', models.F('recorded_from')), _connector='OR'), name='fund_recorded_period'), models.UniqueConstraint(condition=models.Q(('recorded_to__isnull', True)), fields=('entry',), name='fund_one_standing_row'), models.CheckConstraint(condition=models.Q(('fen__gte', 0)), name='fund_not_negative')],
                    },
                ),
                migrations.CreateModel(
                    name='Meeting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                        ('recorded_from', models.BigIntegerField()),
                        ('recorded_to', models.BigIntegerField(null=True)),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body', verbose_name='单位')),
                        ('on', models.DateField(verbose_name='日期')),
                        ('title', models.CharField(max_length=200, verbose_name='会议名称')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['body', 'recorded_from'], name='organisatio_body_id_20d06b_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('recorded_to__isnull', True), ('recorded_to__gt', models.F('recorded_from')), _connector='OR'), name='meeting_recorded_period'), models.UniqueConstraint(condition=models.Q(('recorded_to__isnull', True)), fields=('entry',), name='meeting_one_standing_row')],
                    },
                ),
                migrations.CreateModel(
                    name='Course',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                        ('recorded_from', models.BigIntegerField()),
                        ('recorded_to', models.BigIntegerField(null=True)),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body', verbose_name='单位')),
                        ('on', models.DateField(verbose_name='日期')),
                        ('title', models.CharField(max_length=200, verbose_name='培训名称')),
                        ('trainees', models.PositiveIntegerField(verbose_name='受训人次')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['body', 'recorded_from'], name='organisatio_body_id_273e36_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('recorded_to__isnull', True), ('recorded_to__gt', models.F('recorded_from')), _connector='OR'), name='course_recorded_period'), models.UniqueConstraint(condition=models.Q(('recorded_to__isnull', True)), fields=('entry',), name='course_one_standing_row')],
                    },
                ),
            ],
        ),
    ]
