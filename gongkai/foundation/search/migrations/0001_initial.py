import django.contrib.postgres.fields
from django.db import migrations, models

from gongkai.foundation.tables import Tables


class Migration(migrations.Migration):

    initial = True

    # These steps led here before the first release.
    replaces = [("search", "0002_proposals")]

    dependencies = []

    operations = [
        Tables(
            operations=[
                migrations.CreateModel(
                    name='Change',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=40)),
                        ('item', models.BigIntegerField()),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Synonyms',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), verbose_name='词')),
                        ('in_use', models.BooleanField(default=True)),
                        ('set_at', models.DateTimeField()),
                        ('set_by', models.CharField(max_length=80)),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='BestBet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('queries', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), verbose_name='搜索词')),
                        ('title', models.CharField(max_length=100, verbose_name='标题')),
                        ('address', models.CharField(max_length=300, verbose_name='网址')),
                        ('summary', models.CharField(blank=True, max_length=200, verbose_name='说明')),
                        ('in_use', models.BooleanField(default=True)),
                        ('set_at', models.DateTimeField()),
                        ('set_by', models.CharField(max_length=80)),
                    ],
                    options={
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Unsuggested',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('word', models.CharField(max_length=40, verbose_name='词')),
                        ('in_use', models.BooleanField(default=True)),
                        ('set_at', models.DateTimeField()),
                        ('set_by', models.CharField(max_length=80)),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('in_use', True)), fields=('word',), name='search_unsuggested_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Proposal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('what', models.CharField(choices=[('synonyms', '同义词'), ('best_bet', '推荐结果'), ('unsuggested', '不作提示的词')], max_length=12)),
                        ('target', models.BigIntegerField(null=True)),
                        ('drops', models.BooleanField(default=False)),
                        ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list)),
                        ('title', models.CharField(blank=True, max_length=100)),
                        ('address', models.CharField(blank=True, max_length=300)),
                        ('summary', models.CharField(blank=True, max_length=200)),
                        ('reason', models.CharField(max_length=200)),
                        ('proposed_by', models.CharField(max_length=80)),
                        ('proposed_at', models.DateTimeField()),
                        ('agreed', models.BooleanField(null=True)),
                        ('answer', models.CharField(blank=True, max_length=200)),
                        ('decided_by', models.CharField(blank=True, max_length=80)),
                        ('decided_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('agreed', True), _negated=True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), ('decided_by', 'system'), _connector='OR'), name='search_proposal_agreed_by_another'), models.UniqueConstraint(condition=models.Q(('agreed__isnull', True), ('target__isnull', False)), fields=('what', 'target'), name='search_proposal_one_open')],
                    },
                ),
                migrations.CreateModel(
                    name='Missed',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('typed', models.CharField(max_length=60, unique=True)),
                        ('times', models.PositiveIntegerField(default=1)),
                        ('first_on', models.DateField()),
                        ('last_on', models.DateField()),
                    ],
                    options={
                        'ordering': ['-times', '-last_on'],
                    },
                ),
            ],
        ),
    ]
