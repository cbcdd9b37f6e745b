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
                    name='Subscription',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('url', models.CharField(max_length=400, verbose_name='接收地址')),
                        ('host', models.CharField(max_length=255)),
                        ('verbs', models.JSONField(default=list)),
                        ('below', models.BooleanField(default=False, verbose_name='包括下级单位')),
                        ('state', models.CharField(choices=[('on', '推送中'), ('off', '已停止'), ('given_up', '连续失败，系统已停止')], default='on', max_length=10)),
                        ('secret', models.TextField()),
                        ('previous_secret', models.TextField(blank=True)),
                        ('previous_until', models.DateTimeField(null=True)),
                        ('created_at', models.DateTimeField()),
                        ('created_by', models.CharField(max_length=80)),
                        ('failing_since', models.DateTimeField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['body'], name='webhooks_su_body_id_7b9119_idx'), models.Index(fields=['state'], name='webhooks_su_state_d063b8_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='Delivery',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subscription', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='webhooks.subscription')),
                        ('message', models.CharField(max_length=60)),
                        ('verb', models.CharField(max_length=80)),
                        ('payload', models.TextField()),
                        ('at', models.DateTimeField()),
                        ('state', models.CharField(choices=[('queued', '待推送'), ('arrived', '已送达'), ('failed', '未送达')], default='queued', max_length=8)),
                        ('attempts', models.PositiveIntegerField(default=0)),
                        ('last_at', models.DateTimeField(null=True)),
                        ('status', models.PositiveSmallIntegerField(null=True)),
                        ('error', models.CharField(blank=True, max_length=300)),
                        ('next_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['subscription', '-id'], name='webhooks_de_subscri_cfd8a9_idx'), models.Index(fields=['at'], name='webhooks_de_at_450edf_idx')],
                        'constraints': [models.UniqueConstraint(fields=('subscription', 'message'), name='delivery_message_once'), models.CheckConstraint(condition=models.Q(('next_at__isnull', True), ('state', 'queued'), _connector='OR'), name='delivery_waits_while_queued')],
                    },
                ),
            ],
        ),
    ]
