import django.db.models.deletion
from django.db import migrations, models

from gongkai.foundation.tables import Tables


class Migration(migrations.Migration):

    initial = True

    # These steps led here before the first release.
    replaces = [
        ("mail", "0002_incoming_mail"),
        ("mail", "0003_answer_of_the_server"),
        ("mail", "0004_secret_text_messages"),
    ]

    dependencies = [
        ('files', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        Tables(
            operations=[
                migrations.CreateModel(
                    name='Mailbox',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('address', models.EmailField(max_length=254, unique=True)),
                        ('url', models.CharField(max_length=300, unique=True)),
                        ('since', models.DateField()),
                        ('done_folder', models.CharField(blank=True, max_length=100)),
                        ('is_enabled', models.BooleanField(default=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='Poll',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('mailbox', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='poll', to='mail.mailbox')),
                        ('at', models.DateTimeField()),
                        ('error', models.TextField(blank=True)),
                        ('new', models.PositiveIntegerField(default=0)),
                        ('failed', models.PositiveIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name='IncomingMail',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('mailbox', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mail.mailbox')),
                        ('fingerprint', models.CharField(max_length=64)),
                        ('size', models.PositiveBigIntegerField()),
                        ('is_whole', models.BooleanField(default=True)),
                        ('kind', models.CharField(choices=[('person', '来信'), ('out_of_office', '自动回复'), ('bounce', '退信'), ('list', '群发或系统邮件'), ('ourselves', '本系统发出的邮件')], max_length=20)),
                        ('message_id', models.CharField(blank=True, max_length=410)),
                        ('sender_name', models.CharField(blank=True, max_length=200)),
                        ('sender_address', models.CharField(blank=True, max_length=254)),
                        ('subject', models.CharField(blank=True, max_length=300)),
                        ('excerpt', models.CharField(blank=True, max_length=300)),
                        ('sent_at', models.DateTimeField(null=True)),
                        ('arrived_at', models.DateTimeField()),
                        ('taken_in_at', models.DateTimeField()),
                        ('files', models.PositiveIntegerField(default=0)),
                        ('answers', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='answers', to='mail.letter')),
                        ('state', models.CharField(choices=[('arrived', '待处理'), ('noted', '仅留存'), ('taken', '已转为办件'), ('set_aside', '不作为办件')], max_length=10)),
                        ('subject_type', models.CharField(blank=True, max_length=60)),
                        ('subject_id', models.CharField(blank=True, max_length=60)),
                        ('erased_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['body', 'state', 'arrived_at'], name='mail_incomi_body_id_3bff37_idx'), models.Index(fields=['subject_type', 'subject_id'], name='mail_incomi_subject_7a79d4_idx')],
                        'constraints': [models.UniqueConstraint(fields=('body', 'fingerprint'), name='incoming_mail_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'taken'), models.Q(('subject_type', ''), _negated=True), models.Q(('subject_id', ''), _negated=True)), models.Q(models.Q(('state', 'taken'), _negated=True), ('subject_id', ''), ('subject_type', '')), _connector='OR'), name='incoming_mail_taken_as_something')],
                    },
                ),
                migrations.CreateModel(
                    name='RawMail',
                    fields=[
                        ('mail', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='raw', serialize=False, to='mail.incomingmail')),
                        ('content', models.BinaryField()),
                        ('place', models.CharField(blank=True, max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name='Fetched',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('mailbox', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mail.mailbox')),
                        ('uidvalidity', models.BigIntegerField()),
                        ('uid', models.BigIntegerField()),
                        ('mail', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mail.incomingmail')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('mailbox', 'uidvalidity', 'uid'), name='fetched_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Letter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('to', models.EmailField(blank=True, max_length=254)),
                        ('subject', models.CharField(max_length=200)),
                        ('text', models.TextField()),
                        ('reply_to', models.EmailField(blank=True, max_length=254)),
                        ('message_id', models.CharField(blank=True, max_length=255)),
                        ('about_type', models.CharField(max_length=60)),
                        ('about_id', models.CharField(max_length=60)),
                        ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('is_proof', models.BooleanField(default=False)),
                        ('is_secret', models.BooleanField(default=False)),
                        ('at', models.DateTimeField()),
                        ('state', models.CharField(choices=[('queued', '待发送'), ('sending', '正在发送'), ('sent', '已发送'), ('refused', '对方拒收'), ('unsure', '是否发出不明')], default='queued', max_length=10)),
                        ('attempts', models.PositiveIntegerField(default=0)),
                        ('sending_at', models.DateTimeField(null=True)),
                        ('sent_at', models.DateTimeField(null=True)),
                        ('returned_at', models.DateTimeField(null=True)),
                        ('error', models.TextField(blank=True)),
                        ('answered', models.CharField(blank=True, max_length=500)),
                        ('erased_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['about_type', 'about_id'], name='mail_letter_about_t_9939bc_idx'), models.Index(fields=['state', 'at'], name='mail_letter_state_33e77d_idx')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('message_id', ''), _negated=True), fields=('message_id',), name='letter_message_id_once'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(('sent_at__isnull', True), ('state__in', ['queued', 'sending', 'unsure'])), ('state', 'refused'), _connector='OR'), name='letter_sent_has_time'), models.CheckConstraint(condition=models.Q(('returned_at__isnull', True), ('state', 'refused'), _connector='OR'), name='letter_returned_is_refused')],
                    },
                ),
                migrations.CreateModel(
                    name='LetterAttachment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('letter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='mail.letter')),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                        ('name', models.CharField(max_length=200)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('letter', 'name'), name='letter_attachment_names')],
                    },
                ),
                migrations.CreateModel(
                    name='TextMessage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('phone', models.CharField(blank=True, max_length=20)),
                        ('text', models.CharField(max_length=500)),
                        ('about_type', models.CharField(max_length=60)),
                        ('about_id', models.CharField(max_length=60)),
                        ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                        ('is_secret', models.BooleanField(default=False)),
                        ('at', models.DateTimeField()),
                        ('state', models.CharField(choices=[('queued', '待发送'), ('sending', '正在发送'), ('sent', '已发送'), ('refused', '对方拒收'), ('unsure', '是否发出不明')], default='queued', max_length=10)),
                        ('attempts', models.PositiveIntegerField(default=0)),
                        ('sending_at', models.DateTimeField(null=True)),
                        ('sent_at', models.DateTimeField(null=True)),
                        ('error', models.TextField(blank=True)),
                        ('erased_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['about_type', 'about_id'], name='mail_textme_about_t_ca1a77_idx'), models.Index(fields=['state', 'at'], name='mail_textme_state_8d1e1d_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='text_message_sent_has_time')],
                    },
                ),
            ],
        ),
    ]
