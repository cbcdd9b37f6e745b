import django.db.models.deletion
from django.db import migrations, models


def let_go_of_open_drafts(apps, schema_editor):
    """They lie there in clear, and only the codes their writers have could seal them."""
    apps.get_model('casework', 'Draft').objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0003_reply_texts'),
    ]

    operations = [
        migrations.RunPython(let_go_of_open_drafts, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='draft',
            name='data',
        ),
        migrations.AddField(
            model_name='draft',
            name='sealed',
            field=models.BinaryField(default=b''),
            preserve_default=False,
        ),
        migrations.RemoveField(
            model_name='caseaccess',
            name='failures',
        ),
        migrations.RemoveField(
            model_name='caseaccess',
            name='locked_until',
        ),
        migrations.CreateModel(
            name='WrongTries',
            fields=[
                ('name', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('tries', models.PositiveIntegerField()),
                ('last_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='SignInLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(blank=True, max_length=254)),
                ('address_key', models.CharField(max_length=64)),
                ('shown', models.CharField(max_length=254)),
                ('secret_hash', models.CharField(blank=True, db_index=True, max_length=64)),
                ('wrong', models.PositiveSmallIntegerField(default=0)),
                ('until', models.DateTimeField(db_index=True)),
                ('used_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='AccountVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('address_key', models.CharField(max_length=64)),
                ('shown', models.CharField(max_length=254)),
                ('begun_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='AccountCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address_key', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case')),
            ],
        ),
        migrations.AddConstraint(
            model_name='accountcase',
            constraint=models.UniqueConstraint(fields=('address_key', 'case'), name='account_case_once'),
        ),
    ]
