import django.db.models.deletion
from django.db import migrations, models

from gongkai.foundation.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledger', '0001_initial'),
        ('organisations', '0001_initial'),
        ('publishing', '0001_initial'),
    ]

    operations = [
        Tables(
            operations=[
                migrations.CreateModel(
                    name='Package',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                        ('state', models.CharField(choices=[('making', '正在打包'), ('ready', '已打包'), ('handed', '已移交'), ('dropped', '作废')], default='making', max_length=8)),
                        ('asked_by', models.CharField(max_length=80)),
                        ('asked_at', models.DateTimeField()),
                        ('sha256', models.CharField(blank=True, max_length=64)),
                        ('size', models.PositiveBigIntegerField(default=0)),
                        ('documents', models.JSONField(default=list)),
                        ('made_at', models.DateTimeField(null=True)),
                        ('point', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                        ('receipt', models.CharField(blank=True, max_length=200, verbose_name='回执')),
                        ('handed_on', models.DateField(null=True, verbose_name='移交日期')),
                        ('handed_by', models.CharField(blank=True, max_length=80)),
                        ('revision', models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'making')), fields=('body', 'year'), name='archive_package_one_in_making'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('ready', 'handed')), _negated=True), models.Q(models.Q(('sha256', ''), _negated=True), ('made_at__isnull', False)), _connector='OR'), name='archive_package_ready_has_file'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'handed'), _negated=True), models.Q(('handed_on__isnull', False), ('point__isnull', False), models.Q(('receipt', ''), _negated=True)), _connector='OR'), name='archive_package_handed_has_receipt')],
                    },
                ),
                migrations.CreateModel(
                    name='PackageProgress',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('package', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='progress', to='archives.package')),
                        ('done', models.PositiveIntegerField(default=0)),
                        ('of', models.PositiveIntegerField(default=0)),
                        ('problem', models.CharField(blank=True, max_length=300)),
                        ('at', models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name='ReadingPoint',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                        ('recorded_from', models.BigIntegerField()),
                        ('recorded_to', models.BigIntegerField(null=True)),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('level', models.CharField(max_length=12)),
                        ('name', models.CharField(max_length=120, verbose_name='名称')),
                        ('place', models.CharField(choices=[('archive', '国家档案馆'), ('library', '公共图书馆'), ('hall', '政务服务场所'), ('other', '其他场所')], max_length=8, verbose_name='场所')),
                        ('address', models.CharField(max_length=200, verbose_name='地址')),
                        ('hours', models.CharField(max_length=200, verbose_name='开放时间')),
                        ('phone', models.CharField(blank=True, max_length=60, verbose_name='联系电话')),
                        ('accessible', models.CharField(blank=True, max_length=200, verbose_name='无障碍设施')),
                        ('valid_from', models.DateField(verbose_name='设立日期')),
                        ('valid_to', models.DateField(null=True, verbose_name='撤销日期')),
                        ('is_sample', models.BooleanField(default=False)),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['body', 'recorded_from'], name='archives_re_body_id_f115fc_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('recorded_to__isnull', True), ('recorded_to__gt', models.F('recorded_from')), _connector='OR'), name='readingpoint_recorded_period'), models.UniqueConstraint(condition=models.Q(('recorded_to__isnull', True)), fields=('entry',), name='readingpoint_one_standing_row'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='reading_point_period')],
                    },
                ),
                migrations.CreateModel(
                    name='Deposit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                        ('recorded_from', models.BigIntegerField()),
                        ('recorded_to', models.BigIntegerField(null=True)),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('point', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publishing.document')),
                        ('form', models.CharField(choices=[('paper', '纸质文件'), ('electronic', '电子文件')], max_length=10)),
                        ('copies', models.PositiveIntegerField(default=1)),
                        ('on', models.DateField()),
                        ('package', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deposits', to='archives.package')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['body', 'on'], name='archives_de_body_id_efd7e8_idx'), models.Index(fields=['document', 'form'], name='archives_de_documen_279e31_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('recorded_to__isnull', True), ('recorded_to__gt', models.F('recorded_from')), _connector='OR'), name='deposit_recorded_period'), models.UniqueConstraint(condition=models.Q(('recorded_to__isnull', True)), fields=('entry',), name='deposit_one_standing_row'), models.CheckConstraint(condition=models.Q(('copies__gt', 0)), name='deposit_copies_some'), models.UniqueConstraint(condition=models.Q(('recorded_to__isnull', True)), fields=('point', 'document', 'form'), name='deposit_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Visits',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                        ('recorded_from', models.BigIntegerField()),
                        ('recorded_to', models.BigIntegerField(null=True)),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('level', models.CharField(max_length=12)),
                        ('point', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                        ('month', models.DateField(verbose_name='月份')),
                        ('visitors', models.PositiveIntegerField(verbose_name='接待人次')),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['body', 'month'], name='archives_vi_body_id_544c51_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('recorded_to__isnull', True), ('recorded_to__gt', models.F('recorded_from')), _connector='OR'), name='visits_recorded_period'), models.UniqueConstraint(condition=models.Q(('recorded_to__isnull', True)), fields=('entry',), name='visits_one_standing_row'), models.UniqueConstraint(condition=models.Q(('recorded_to__isnull', True)), fields=('point', 'month'), name='visits_once_a_month'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='visits_first_of_month')],
                    },
                ),
            ],
        ),
    ]
