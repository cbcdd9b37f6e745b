from django.db import migrations, models

from gongkai.foundation.tables import Tables


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        Tables(
            operations=[
                migrations.CreateModel(
                    name='PublicEntry',
                    fields=[
                        ('position', models.BigIntegerField(primary_key=True, serialize=False)),
                        ('address', models.CharField(max_length=60)),
                        ('edition', models.PositiveIntegerField()),
                        ('act', models.CharField(max_length=12)),
                        ('at', models.CharField(max_length=40)),
                        ('content', models.CharField(max_length=80)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['address', 'position'], name='transparenc_address_112678_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='TreeNode',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('digest', models.CharField(max_length=8)),
                        ('level', models.PositiveSmallIntegerField()),
                        ('index', models.BigIntegerField()),
                        ('hash', models.BinaryField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('digest', 'level', 'index'), name='tree_node_once')],
                    },
                ),
                migrations.CreateModel(
                    name='TreeHead',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('issuer', models.CharField(max_length=80)),
                        ('size', models.BigIntegerField()),
                        ('root', models.CharField(max_length=64)),
                        ('at', models.CharField(max_length=40)),
                        ('digest', models.CharField(max_length=8)),
                        ('algorithm', models.CharField(max_length=8)),
                        ('key', models.CharField(max_length=16)),
                        ('public', models.CharField(max_length=128)),
                        ('signature', models.CharField(max_length=160)),
                    ],
                ),
            ],
        ),
    ]
