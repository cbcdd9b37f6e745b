import django.db.models.deletion
import gongkai.portal.pages.filling
import gongkai.portal.pages.models.pictures
import gongkai.portal.pages.models.types
import modelsearch.index
import taggit.managers
import wagtail.fields
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models

from gongkai.foundation.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('organisations', '0001_initial'),
        ('publishing', '0002_guards'),
        ('reporting', '0002_submissions_stand'),
        ('taggit', '0001_as_of_wagtail_8_0'),
        ('wagtailcore', '0001_as_of_wagtail_8_0'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Tables(
            operations=[
                migrations.CreateModel(
                    name='Fault',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='faults', to='pages.publicsite')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('kind', models.CharField(max_length=12, verbose_name='类型')),
                        ('page', models.CharField(max_length=300, verbose_name='出错的网页')),
                        ('words', models.TextField(max_length=500, verbose_name='错在哪里')),
                        ('contact', models.CharField(blank=True, max_length=100, verbose_name='联系方式')),
                        ('code', models.CharField(max_length=12, unique=True)),
                        ('at', models.DateTimeField()),
                        ('state', models.CharField(choices=[('open', '待办理'), ('closed', '已办结')], default='open', max_length=8)),
                        ('result', models.CharField(blank=True, choices=[('mended', '已改正'), ('no_fault', '没有错误'), ('elsewhere', '不属于本网站')], max_length=12)),
                        ('answer', models.TextField(blank=True, max_length=500)),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['at', 'pk'],
                        'indexes': [models.Index(fields=['site', 'state', 'at'], name='fault_by_site')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('result', ''), ('state', 'open')), models.Q(('answered_at__isnull', False), ('state', 'closed'), models.Q(('result', ''), _negated=True), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='fault_closed_with_answer')],
                    },
                ),
                migrations.CreateModel(
                    name='Picture',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                        ('title', models.CharField(max_length=255, verbose_name='title')),
                        ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                        ('width', models.IntegerField(editable=False, verbose_name='width')),
                        ('height', models.IntegerField(editable=False, verbose_name='height')),
                        ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                        ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
                        ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                        ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                        ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                        ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                        ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                        ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                        ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=gongkai.portal.pages.models.pictures.shelf, upload_to=wagtail.images.models.get_upload_to, verbose_name='文件', width_field='width')),
                        ('released_at', models.DateTimeField(editable=False, null=True)),
                        ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                    ],
                    options={
                        'abstract': False,
                    },
                    bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
                ),
                migrations.CreateModel(
                    name='Drawn',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('filter_spec', models.CharField(db_index=True, max_length=255)),
                        ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                        ('width', models.IntegerField(editable=False)),
                        ('height', models.IntegerField(editable=False)),
                        ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                        ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='pages.picture')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('image', 'filter_spec', 'focal_point_key'), name='drawn_once')],
                    },
                    bases=(wagtail.images.models.ImageFileMixin, models.Model),
                ),
                migrations.CreateModel(
                    name='AnotherPerson',
                    fields=[
                        ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                    ],
                    options={
                        'verbose_name': '他人审核',
                    },
                    bases=('wagtailcore.task',),
                ),
                migrations.CreateModel(
                    name='Judgement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('finding', models.CharField(max_length=24)),
                        ('kind', models.CharField(max_length=20)),
                        ('reason', models.CharField(max_length=200)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('page', 'finding'), name='judgement_once')],
                    },
                ),
                migrations.CreateModel(
                    name='PublicSite',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('body', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('home', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='site', to='pages.homepage')),
                        ('collection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.collection')),
                        ('group', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='auth.group')),
                        ('name', models.CharField(max_length=60, verbose_name='网站名称')),
                        ('domain', models.CharField(blank=True, max_length=120, verbose_name='域名')),
                        ('code', models.CharField(blank=True, max_length=10, verbose_name='网站标识码')),
                        ('icp', models.CharField(blank=True, max_length=40, verbose_name='ICP备案号')),
                        ('police', models.CharField(blank=True, max_length=60, verbose_name='公安机关备案号')),
                        ('host', models.CharField(blank=True, max_length=80, verbose_name='主办单位')),
                        ('builder', models.CharField(blank=True, max_length=80, verbose_name='承办单位')),
                        ('contact', models.CharField(blank=True, max_length=120, verbose_name='联系方式')),
                        ('is_sample', models.BooleanField(default=False)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('domain', ''), _negated=True), fields=('domain',), name='site_domain_once'), models.CheckConstraint(condition=models.Q(('code', ''), ('code__regex', '^([0-9]{10}|bm[0-9]{8})$'), _connector='OR'), name='site_code_form')],
                    },
                ),
                migrations.CreateModel(
                    name='HomePage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('keywords', models.CharField(blank=True, help_text='用顿号分开', max_length=120, verbose_name='关键词')),
                        ('blocks', wagtail.fields.StreamField([('lead', 0), ('newest', 4), ('fitting', 10), ('links', 17), ('picture', 21)], blank=True, block_lookup={0: ('gongkai.portal.pages.blocks.Lead', (), {'max_length': 200}), 1: ('wagtail.blocks.PageChooserBlock', (), {'label': '栏目', 'page_type': ['pages.ColumnPage']}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': '不填就用栏目名称', 'label': '标题', 'max_length': 40, 'required': False}), 3: ('wagtail.blocks.IntegerBlock', (), {'default': 6, 'label': '条数', 'max_value': 20, 'min_value': 1}), 4: ('wagtail.blocks.StructBlock', [[('column', 1), ('title', 2), ('number', 3)]], {}), 5: ('wagtail.blocks.CharBlock', (), {'label': '标题', 'max_length': 40}), 6: ('wagtail.blocks.ChoiceBlock', [], {'choices': gongkai.portal.pages.filling.kind_choices, 'label': '类别', 'required': False}), 7: ('wagtail.blocks.ChoiceBlock', [], {'choices': gongkai.portal.pages.filling.subject_choices, 'label': '主题', 'required': False}), 8: ('wagtail.blocks.CharBlock', (), {'label': '关键词', 'max_length': 40, 'required': False}), 9: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('own', '本单位'), ('below', '本单位和下级单位'), ('all', '全部单位')], 'label': '范围'}), 10: ('wagtail.blocks.StructBlock', [[('title', 5), ('kind', 6), ('subject', 7), ('keyword', 8), ('scope', 9), ('number', 3)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'label': '名称', 'max_length': 60}), 12: ('wagtail.blocks.PageChooserBlock', (), {'label': '本站页面', 'required': False}), 13: ('wagtail.blocks.CharBlock', (), {'help_text': '以 / 开头的本站地址，或以 https:// 开头的完整地址', 'label': '地址', 'max_length': 300, 'required': False}), 14: ('wagtail.blocks.CharBlock', (), {'label': '说明', 'max_length': 80, 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('title', 11), ('page', 12), ('address', 13), ('note', 14)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'label': '链接', 'max_num': 24}), 17: ('wagtail.blocks.StructBlock', [[('title', 5), ('links', 16)]], {}), 18: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': '图片'}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': '看不到图片的人读到的文字', 'label': '替代文字', 'max_length': 120}), 20: ('wagtail.blocks.CharBlock', (), {'label': '图片说明', 'max_length': 120, 'required': False}), 21: ('wagtail.blocks.StructBlock', [[('image', 18), ('alternative', 19), ('caption', 20)]], {})}, verbose_name='内容')),
                    ],
                    options={
                        'verbose_name': '首页',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='ColumnPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('keywords', models.CharField(blank=True, help_text='用顿号分开', max_length=120, verbose_name='关键词')),
                        ('kinds', gongkai.portal.pages.models.types.Codes(blank=True, default=list, help_text='不选就是全部类别', verbose_name='类别')),
                        ('subject', models.CharField(blank=True, choices=gongkai.portal.pages.filling.subject_choices, max_length=40, verbose_name='主题')),
                        ('genre', models.CharField(blank=True, choices=gongkai.portal.pages.filling.genre_choices, max_length=40, verbose_name='体裁')),
                        ('item_keyword', models.CharField(blank=True, max_length=40, verbose_name='信息的关键词')),
                        ('scope', models.CharField(choices=[('own', '本单位'), ('below', '本单位和下级单位'), ('all', '全部单位')], default='below', max_length=8, verbose_name='范围')),
                        ('kind_of_column', models.CharField(blank=True, choices=gongkai.portal.pages.filling.column_type_choices, help_text='网页标签 ColumnType 的值', max_length=12, verbose_name='栏目类型')),
                    ],
                    options={
                        'verbose_name': '栏目',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='TopicPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('keywords', models.CharField(blank=True, help_text='用顿号分开', max_length=120, verbose_name='关键词')),
                        ('ended_on', models.DateField(blank=True, help_text='填写后页面标明“历史专题”', null=True, verbose_name='专题结束日期')),
                        ('blocks', wagtail.fields.StreamField([('lead', 0), ('section', 2), ('text', 3), ('picture', 7), ('chosen', 11), ('newest', 15), ('fitting', 20), ('questions', 26), ('columns', 36), ('links', 33)], blank=True, block_lookup={0: ('gongkai.portal.pages.blocks.Lead', (), {'max_length': 400}), 1: ('wagtail.blocks.CharBlock', (), {'label': '小标题', 'max_length': 40}), 2: ('wagtail.blocks.StructBlock', [[('title', 1)]], {}), 3: ('gongkai.portal.pages.blocks.PlainText', (), {}), 4: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': '图片'}), 5: ('wagtail.blocks.CharBlock', (), {'help_text': '看不到图片的人读到的文字', 'label': '替代文字', 'max_length': 120}), 6: ('wagtail.blocks.CharBlock', (), {'label': '图片说明', 'max_length': 120, 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('image', 4), ('alternative', 5), ('caption', 6)]], {}), 8: ('wagtail.blocks.CharBlock', (), {'label': '标题', 'max_length': 40}), 9: ('gongkai.portal.pages.blocks.ItemAddress', (), {'label': '信息的网址', 'max_length': 300}), 10: ('wagtail.blocks.ListBlock', (9,), {'label': '信息', 'max_num': 20}), 11: ('wagtail.blocks.StructBlock', [[('title', 8), ('items', 10)]], {}), 12: ('wagtail.blocks.PageChooserBlock', (), {'label': '栏目', 'page_type': ['pages.ColumnPage']}), 13: ('wagtail.blocks.CharBlock', (), {'help_text': '不填就用栏目名称', 'label': '标题', 'max_length': 40, 'required': False}), 14: ('wagtail.blocks.IntegerBlock', (), {'default': 6, 'label': '条数', 'max_value': 20, 'min_value': 1}), 15: ('wagtail.blocks.StructBlock', [[('column', 12), ('title', 13), ('number', 14)]], {}), 16: ('wagtail.blocks.ChoiceBlock', [], {'choices': gongkai.portal.pages.filling.kind_choices, 'label': '类别', 'required': False}), 17: ('wagtail.blocks.ChoiceBlock', [], {'choices': gongkai.portal.pages.filling.subject_choices, 'label': '主题', 'required': False}), 18: ('wagtail.blocks.CharBlock', (), {'label': '关键词', 'max_length': 40, 'required': False}), 19: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('own', '本单位'), ('below', '本单位和下级单位'), ('all', '全部单位')], 'label': '范围'}), 20: ('wagtail.blocks.StructBlock', [[('title', 8), ('kind', 16), ('subject', 17), ('keyword', 18), ('scope', 19), ('number', 14)]], {}), 21: ('wagtail.blocks.CharBlock', (), {'default': '问答', 'label': '标题', 'max_length': 40}), 22: ('wagtail.blocks.CharBlock', (), {'label': '问', 'max_length': 120}), 23: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'h4', 'bold', 'ol', 'ul', 'link'], 'label': '答'}), 24: ('wagtail.blocks.StructBlock', [[('question', 22), ('answer', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {'label': '问题', 'max_num': 40}), 26: ('wagtail.blocks.StructBlock', [[('title', 21), ('questions', 25)]], {}), 27: ('wagtail.blocks.CharBlock', (), {'label': '名称', 'max_length': 60}), 28: ('wagtail.blocks.PageChooserBlock', (), {'label': '本站页面', 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'help_text': '以 / 开头的本站地址，或以 https:// 开头的完整地址', 'label': '地址', 'max_length': 300, 'required': False}), 30: ('wagtail.blocks.CharBlock', (), {'label': '说明', 'max_length': 80, 'required': False}), 31: ('wagtail.blocks.StructBlock', [[('title', 27), ('page', 28), ('address', 29), ('note', 30)]], {}), 32: ('wagtail.blocks.ListBlock', (31,), {'label': '链接', 'max_num': 24}), 33: ('wagtail.blocks.StructBlock', [[('title', 8), ('links', 32)]], {}), 34: ('wagtail.blocks.StreamBlock', [[('text', 3), ('picture', 7), ('links', 33)]], {}), 35: ('wagtail.blocks.ListBlock', (34,), {'label': '栏', 'max_num': 3, 'min_num': 2}), 36: ('wagtail.blocks.StructBlock', [[('columns', 35)]], {})}, verbose_name='内容')),
                    ],
                    options={
                        'verbose_name': '专题',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='LeadersPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('keywords', models.CharField(blank=True, help_text='用顿号分开', max_length=120, verbose_name='关键词')),
                        ('leaders', wagtail.fields.StreamField([('leader', 5)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': '姓名', 'max_length': 40}), 1: ('wagtail.blocks.CharBlock', (), {'label': '职务', 'max_length': 80}), 2: ('wagtail.blocks.TextBlock', (), {'label': '工作分工', 'max_length': 800}), 3: ('wagtail.blocks.TextBlock', (), {'label': '简历', 'max_length': 2000, 'required': False}), 4: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': '照片', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('name', 0), ('post', 1), ('duties', 2), ('life', 3), ('picture', 4)]], {})}, verbose_name='负责人')),
                    ],
                    options={
                        'verbose_name': '负责人信息',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='BodiesPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('keywords', models.CharField(blank=True, help_text='用顿号分开', max_length=120, verbose_name='关键词')),
                        ('duties', wagtail.fields.StreamField([('duty', 2)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': '与机构登记的全称一致', 'label': '单位名称', 'max_length': 80}), 1: ('wagtail.blocks.TextBlock', (), {'label': '职能', 'max_length': 2000}), 2: ('wagtail.blocks.StructBlock', [[('body', 0), ('duties', 1)]], {})}, help_text='名称、办公地址、时间和电话取自机构登记，这里只写职能。', verbose_name='职能')),
                    ],
                    options={
                        'verbose_name': '机构职能',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='PlatformPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('keywords', models.CharField(blank=True, help_text='用顿号分开', max_length=120, verbose_name='关键词')),
                        ('guide', wagtail.fields.StreamField([('section', 1), ('text', 2), ('picture', 6), ('questions', 12), ('links', 20)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': '小标题', 'max_length': 40}), 1: ('wagtail.blocks.StructBlock', [[('title', 0)]], {}), 2: ('gongkai.portal.pages.blocks.PlainText', (), {}), 3: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': '图片'}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': '看不到图片的人读到的文字', 'label': '替代文字', 'max_length': 120}), 5: ('wagtail.blocks.CharBlock', (), {'label': '图片说明', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('image', 3), ('alternative', 4), ('caption', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'default': '问答', 'label': '标题', 'max_length': 40}), 8: ('wagtail.blocks.CharBlock', (), {'label': '问', 'max_length': 120}), 9: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'h4', 'bold', 'ol', 'ul', 'link'], 'label': '答'}), 10: ('wagtail.blocks.StructBlock', [[('question', 8), ('answer', 9)]], {}), 11: ('wagtail.blocks.ListBlock', (10,), {'label': '问题', 'max_num': 40}), 12: ('wagtail.blocks.StructBlock', [[('title', 7), ('questions', 11)]], {}), 13: ('wagtail.blocks.CharBlock', (), {'label': '标题', 'max_length': 40}), 14: ('wagtail.blocks.CharBlock', (), {'label': '名称', 'max_length': 60}), 15: ('wagtail.blocks.PageChooserBlock', (), {'label': '本站页面', 'required': False}), 16: ('wagtail.blocks.CharBlock', (), {'help_text': '以 / 开头的本站地址，或以 https:// 开头的完整地址', 'label': '地址', 'max_length': 300, 'required': False}), 17: ('wagtail.blocks.CharBlock', (), {'label': '说明', 'max_length': 80, 'required': False}), 18: ('wagtail.blocks.StructBlock', [[('title', 14), ('page', 15), ('address', 16), ('note', 17)]], {}), 19: ('wagtail.blocks.ListBlock', (18,), {'label': '链接', 'max_num': 24}), 20: ('wagtail.blocks.StructBlock', [[('title', 13), ('links', 19)]], {})}, verbose_name='政府信息公开指南')),
                        ('rules', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='pages.columnpage', verbose_name='政府信息公开制度栏目')),
                    ],
                    options={
                        'verbose_name': '政府信息公开平台',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='StaticPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('keywords', models.CharField(blank=True, help_text='用顿号分开', max_length=120, verbose_name='关键词')),
                        ('kind_of_column', models.CharField(blank=True, choices=gongkai.portal.pages.filling.column_type_choices, max_length=12, verbose_name='栏目类型')),
                        ('blocks', wagtail.fields.StreamField([('section', 1), ('text', 2), ('picture', 6), ('questions', 12), ('links', 20)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': '小标题', 'max_length': 40}), 1: ('wagtail.blocks.StructBlock', [[('title', 0)]], {}), 2: ('gongkai.portal.pages.blocks.PlainText', (), {}), 3: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': '图片'}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': '看不到图片的人读到的文字', 'label': '替代文字', 'max_length': 120}), 5: ('wagtail.blocks.CharBlock', (), {'label': '图片说明', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('image', 3), ('alternative', 4), ('caption', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'default': '问答', 'label': '标题', 'max_length': 40}), 8: ('wagtail.blocks.CharBlock', (), {'label': '问', 'max_length': 120}), 9: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'h4', 'bold', 'ol', 'ul', 'link'], 'label': '答'}), 10: ('wagtail.blocks.StructBlock', [[('question', 8), ('answer', 9)]], {}), 11: ('wagtail.blocks.ListBlock', (10,), {'label': '问题', 'max_num': 40}), 12: ('wagtail.blocks.StructBlock', [[('title', 7), ('questions', 11)]], {}), 13: ('wagtail.blocks.CharBlock', (), {'label': '标题', 'max_length': 40}), 14: ('wagtail.blocks.CharBlock', (), {'label': '名称', 'max_length': 60}), 15: ('wagtail.blocks.PageChooserBlock', (), {'label': '本站页面', 'required': False}), 16: ('wagtail.blocks.CharBlock', (), {'help_text': '以 / 开头的本站地址，或以 https:// 开头的完整地址', 'label': '地址', 'max_length': 300, 'required': False}), 17: ('wagtail.blocks.CharBlock', (), {'label': '说明', 'max_length': 80, 'required': False}), 18: ('wagtail.blocks.StructBlock', [[('title', 14), ('page', 15), ('address', 16), ('note', 17)]], {}), 19: ('wagtail.blocks.ListBlock', (18,), {'label': '链接', 'max_num': 24}), 20: ('wagtail.blocks.StructBlock', [[('title', 13), ('links', 19)]], {})}, verbose_name='内容')),
                    ],
                    options={
                        'verbose_name': '文字页面',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='SiteMapPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('keywords', models.CharField(blank=True, help_text='用顿号分开', max_length=120, verbose_name='关键词')),
                    ],
                    options={
                        'verbose_name': '网站地图',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='FaultPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('keywords', models.CharField(blank=True, help_text='用顿号分开', max_length=120, verbose_name='关键词')),
                    ],
                    options={
                        'verbose_name': '我为政府网站找错',
                    },
                    bases=('wagtailcore.page',),
                ),
            ],
        ),
    ]
