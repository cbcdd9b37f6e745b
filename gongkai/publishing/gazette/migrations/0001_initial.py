import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models

from gongkai.foundation.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('files', '0001_initial'),
        ('ledger', '0001_initial'),
        ('organisations', '0001_initial'),
        ('publishing', '0001_initial'),
    ]

    operations = [
        Tables(
            operations=[
                migrations.CreateModel(
                    name='PublishedIssue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                        ('recorded_from', models.BigIntegerField()),
                        ('recorded_to', models.BigIntegerField(null=True)),
                        ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='gazette.issue')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('on', models.DateField()),
                        ('items', models.PositiveIntegerField()),
                        ('is_old', models.BooleanField(default=False)),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['body', 'on'], name='gazette_pub_body_id_a54c89_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('recorded_to__isnull', True), ('recorded_to__gt', models.F('recorded_from')), _connector='OR'), name='publishedissue_recorded_period'), models.UniqueConstraint(condition=models.Q(('recorded_to__isnull', True)), fields=('entry',), name='publishedissue_one_standing_row')],
                    },
                ),
                migrations.CreateModel(
                    name='PrintedItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                        ('recorded_from', models.BigIntegerField()),
                        ('recorded_to', models.BigIntegerField(null=True)),
                        ('gazette_entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='gazette.entry')),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publishing.document')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('on', models.DateField()),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['body', 'on'], name='gazette_pri_body_id_5af6ea_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('recorded_to__isnull', True), ('recorded_to__gt', models.F('recorded_from')), _connector='OR'), name='printeditem_recorded_period'), models.UniqueConstraint(condition=models.Q(('recorded_to__isnull', True)), fields=('entry',), name='printeditem_one_standing_row')],
                    },
                ),
                migrations.CreateModel(
                    name='Copies',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                        ('recorded_from', models.BigIntegerField()),
                        ('recorded_to', models.BigIntegerField(null=True)),
                        ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='gazette.issue')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('place', models.CharField(max_length=20)),
                        ('name', models.CharField(blank=True, max_length=100)),
                        ('copies', models.PositiveIntegerField()),
                        ('on', models.DateField()),
                    ],
                    options={
                        'abstract': False,
                        'indexes': [models.Index(fields=['body', 'on'], name='gazette_cop_body_id_1949ed_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('recorded_to__isnull', True), ('recorded_to__gt', models.F('recorded_from')), _connector='OR'), name='copies_recorded_period'), models.UniqueConstraint(condition=models.Q(('recorded_to__isnull', True)), fields=('entry',), name='copies_one_standing_row'), models.CheckConstraint(condition=models.Q(('copies__gt', 0)), name='gazette_copies_some')],
                    },
                ),
                migrations.CreateModel(
                    name='Gazette',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('body', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('title', models.CharField(max_length=100, verbose_name='刊名')),
                        ('issn', models.CharField(blank=True, max_length=9, verbose_name='ISSN')),
                        ('serial_number', models.CharField(blank=True, max_length=60, verbose_name='国内统一刊号或者准印证号')),
                        ('editor', models.CharField(max_length=100, verbose_name='编辑单位')),
                        ('contact', models.CharField(blank=True, max_length=200, verbose_name='地址和电话')),
                        ('since', models.DateField(verbose_name='起始日期')),
                        ('revision', models.PositiveIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name='Issue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('gazette', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='gazette.gazette')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='年份')),
                        ('number', models.PositiveSmallIntegerField(verbose_name='期号')),
                        ('total_number', models.PositiveIntegerField(null=True, verbose_name='总期号')),
                        ('starts', models.DateField()),
                        ('ends', models.DateField()),
                        ('dated', models.DateField(verbose_name='出版日期')),
                        ('is_old', models.BooleanField(default=False)),
                        ('state', models.CharField(max_length=12)),
                        ('writers', models.JSONField(default=list)),
                        ('digest', models.CharField(blank=True, max_length=64)),
                        ('approved_by', models.CharField(blank=True, max_length=80)),
                        ('approved_digest', models.CharField(blank=True, max_length=64)),
                        ('approved_at', models.DateTimeField(null=True)),
                        ('returned', models.TextField(blank=True)),
                        ('judged', models.TextField(blank=True)),
                        ('published_by', models.CharField(blank=True, max_length=80)),
                        ('published_at', models.DateTimeField(null=True)),
                        ('opened_by', models.CharField(max_length=80)),
                        ('opened_at', models.DateTimeField()),
                        ('touched_at', models.DateTimeField()),
                        ('is_sample', models.BooleanField(default=False)),
                        ('revision', models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['gazette', '-year', '-number'], name='gazette_iss_gazette_c37e56_idx'), models.Index(fields=['body', 'state'], name='gazette_iss_body_id_d5f1b2_idx')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'dropped'), _negated=True), fields=('gazette', 'year', 'number'), name='issue_number_once'), models.UniqueConstraint(condition=models.Q(models.Q(('state', 'dropped'), _negated=True), ('total_number__isnull', False)), fields=('gazette', 'total_number'), name='issue_total_once'), models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='issue_period'), models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('state__in', ('published', 'digitised'))), models.Q(('published_at__isnull', True), models.Q(('state__in', ('published', 'digitised')), _negated=True)), _connector='OR'), name='issue_out_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('approved', 'published')), _negated=True), models.Q(models.Q(('approved_by', ''), _negated=True), models.Q(('digest', ''), _negated=True), ('approved_digest', models.F('digest'))), _connector='OR'), name='issue_approved_as_it_is')],
                    },
                ),
                migrations.CreateModel(
                    name='Entry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='gazette.issue')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('order', models.PositiveSmallIntegerField()),
                        ('section', models.CharField(max_length=20)),
                        ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gazette_entries', to='publishing.document')),
                        ('edition', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gazette_entries', to='publishing.edition')),
                        ('corrects', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='gazette.entry')),
                        ('title', models.CharField(max_length=300)),
                        ('number', models.CharField(blank=True, max_length=60, verbose_name='文号')),
                        ('maker', models.CharField(blank=True, max_length=200, verbose_name='制作机关')),
                        ('text', models.TextField(blank=True)),
                        ('first_page', models.PositiveIntegerField(null=True)),
                        ('last_page', models.PositiveIntegerField(null=True)),
                        ('page', models.PositiveIntegerField(null=True)),
                        ('by', models.CharField(max_length=80)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'indexes': [models.Index(fields=['document'], name='gazette_ent_documen_456234_idx')],
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('issue', 'order'), name='gazette_entry_order'), models.UniqueConstraint(condition=models.Q(('document__isnull', False)), fields=('issue', 'document'), name='gazette_entry_once'), models.CheckConstraint(condition=models.Q(models.Q(('corrects__isnull', True), ('document__isnull', False), ('edition__isnull', False), ('first_page__isnull', True), ('last_page__isnull', True)), models.Q(('corrects__isnull', False), ('document__isnull', True), ('edition__isnull', True), ('first_page__isnull', True), ('last_page__isnull', True)), models.Q(('corrects__isnull', True), ('document__isnull', True), ('edition__isnull', True), ('first_page__isnull', False), ('last_page__gte', models.F('first_page'))), _connector='OR'), name='gazette_entry_is_one_thing')],
                    },
                ),
                migrations.CreateModel(
                    name='Omission',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='gazette.issue')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publishing.document')),
                        ('reason', models.TextField()),
                        ('by', models.CharField(max_length=80)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('issue', 'document'), name='gazette_omission_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Paper',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='gazette.issue')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('form', models.CharField(choices=[('pdf', 'PDF'), ('scan', '扫描件')], max_length=4)),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                        ('pages', models.PositiveIntegerField()),
                        ('digest', models.CharField(blank=True, max_length=64)),
                        ('without', models.JSONField(default=list)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'indexes': [models.Index(fields=['issue', 'form', 'digest'], name='gazette_pap_issue_i_59b4d4_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='ScanReading',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('issue', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reading', to='gazette.issue')),
                        ('pages', models.PositiveIntegerField(default=0)),
                        ('done', models.PositiveIntegerField(default=0)),
                        ('problem', models.CharField(blank=True, max_length=300)),
                        ('at', models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name='ScanPage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scanpages', to='gazette.issue')),
                        ('number', models.PositiveIntegerField()),
                        ('text', models.TextField(blank=True)),
                        ('seen', models.BooleanField(default=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('issue', 'number'), name='scan_page_once')],
                    },
                ),
            ],
        ),
    ]
