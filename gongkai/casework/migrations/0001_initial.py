import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0002_sealed_and_erased"),
        ("ledger", "0002_append_only"),
        ("organisations", "0002_roles_of_casework"),
        ("organisations", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("data", models.JSONField()),
                ("at", models.DateTimeField()),
                ("expires_on", models.DateField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("request", "政府信息公开申请"),
                            ("data_correction", "个人信息更正申请"),
                            ("suggestion", "主动公开建议"),
                            ("reconsideration", "行政复议"),
                            ("lawsuit", "行政诉讼"),
                            ("complaint", "举报投诉"),
                        ],
                        max_length=20,
                        verbose_name="类型",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("serial", models.PositiveIntegerField()),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="编号")),
                ("regime", models.CharField(max_length=8, verbose_name="适用规定")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("counter", "当面"),
                            ("signed_post", "邮寄（签收）"),
                            ("ordinary_post", "平常信函"),
                            ("fax", "传真"),
                            ("email", "电子邮件"),
                            ("internet", "互联网平台"),
                            ("other", "其他"),
                        ],
                        max_length=16,
                        verbose_name="收到方式",
                    ),
                ),
                ("applicant_type", models.CharField(blank=True, max_length=20, verbose_name="申请人类别")),
                ("submitted_on", models.DateField(verbose_name="提交日期")),
                ("signed_for", models.DateField(null=True, verbose_name="签收日期")),
                ("reached_system", models.DateField(null=True, verbose_name="到达系统日期")),
                ("confirmed_on", models.DateField(null=True, verbose_name="双方确认日期")),
                ("misdirected", models.BooleanField(default=False, verbose_name="未寄给公开工作机构")),
                ("received_on", models.DateField(null=True, verbose_name="收到日期")),
                ("state", models.CharField(max_length=16, verbose_name="状态")),
                ("outcome", models.CharField(blank=True, max_length=30, verbose_name="结果")),
                ("closed_on", models.DateField(null=True, verbose_name="办结日期")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                ("unit", models.CharField(blank=True, max_length=60, verbose_name="承办机构")),
                ("referred_to", models.CharField(blank=True, max_length=120, verbose_name="转往")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("is_sample", models.BooleanField(default=False)),
                ("escalated_for", models.DateField(null=True)),
                ("created_at", models.DateTimeField()),
                ("touched_at", models.DateTimeField()),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "about",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerning",
                        to="casework.case",
                    ),
                ),
                (
                    "assigned_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
                (
                    "repeats",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repeated_by",
                        to="casework.case",
                    ),
                ),
                (
                    "split_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="casework.case",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["body", "state", "id"], name="casework_ca_body_id_1b51ca_idx"),
                    models.Index(fields=["kind", "body", "received_on"], name="casework_ca_kind_0b912f_idx"),
                    models.Index(fields=["assigned_to", "state"], name="casework_ca_assigne_03574d_idx"),
                    models.Index(fields=["about"], name="casework_ca_about_i_68d745_idx"),
                    models.Index(
                        condition=models.Q(("closed_on__isnull", True)),
                        fields=["body", "kind"],
                        name="case_open_by_body",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "body", "year", "serial"), name="case_serial_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", True), ("outcome", "")),
                            models.Q(models.Q(("outcome", ""), _negated=True), ("closed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="case_outcome_has_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True),
                            ("closed_on__gte", models.F("received_on")),
                            _connector="OR",
                        ),
                        name="case_closed_after_receipt",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("split_of", models.F("id")), _negated=True),
                        name="case_not_part_of_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("wanted", models.TextField(blank=True, verbose_name="所需政府信息内容描述")),
                (
                    "feature",
                    models.CharField(blank=True, max_length=200, verbose_name="名称、文号或者其他特征"),
                ),
                ("purpose", models.CharField(blank=True, max_length=200, verbose_name="所需信息的用途")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("paper", "纸面"),
                            ("electronic", "电子文件"),
                            ("disc", "光盘、磁盘等载体"),
                            ("inspect", "现场查阅、抄录"),
                        ],
                        default="paper",
                        max_length=12,
                        verbose_name="获取信息的形式",
                    ),
                ),
                (
                    "delivery",
                    models.CharField(
                        choices=[
                            ("post", "邮寄"),
                            ("email", "电子邮件"),
                            ("fax", "传真"),
                            ("pick_up", "自行领取"),
                            ("online", "网上查收"),
                        ],
                        default="post",
                        max_length=10,
                        verbose_name="获取信息的途径",
                    ),
                ),
                ("corrected", models.TextField(blank=True, verbose_name="补正内容")),
                ("as_sent", models.TextField(blank=True)),
                (
                    "grams",
                    django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list),
                ),
                ("text_key", models.CharField(blank=True, db_index=True, max_length=64)),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="application",
                        to="casework.case",
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["grams"], name="application_grams")
                ],
            },
        ),
        migrations.CreateModel(
            name="Applicant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="姓名或者名称")),
                ("id_kind", models.CharField(blank=True, max_length=30, verbose_name="证件类型")),
                ("id_number", models.CharField(blank=True, max_length=40, verbose_name="证件号码")),
                ("contact", models.CharField(blank=True, max_length=60, verbose_name="联系人")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="联系电话")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="电子邮箱")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="通信地址")),
                ("postcode", models.CharField(blank=True, max_length=10, verbose_name="邮政编码")),
                ("person_key", models.CharField(blank=True, db_index=True, max_length=64)),
                ("helped", models.BooleanField(default=False, verbose_name="由工作人员代为填写")),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applicant",
                        to="casework.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Advice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(max_length=16)),
                ("to_unit", models.CharField(blank=True, max_length=60)),
                ("text", models.TextField()),
                ("drafted_by", models.CharField(max_length=80)),
                ("given_on", models.DateField(null=True)),
                ("due_on", models.DateField()),
                ("reminded_on", models.DateField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("answered_on", models.DateField(null=True)),
                ("answered_by", models.CharField(blank=True, max_length=80)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
                (
                    "to_body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.case",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseAccess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code_hash", models.CharField(max_length=64)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("locked_until", models.DateTimeField(null=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="access", to="casework.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("correction_asked", "correction_asked"),
                            ("corrected", "corrected"),
                            ("consulted", "consulted"),
                            ("consult_ended", "consult_ended"),
                            ("served", "served"),
                            ("extended", "extended"),
                            ("reasons_asked", "reasons_asked"),
                            ("reasons_given", "reasons_given"),
                            ("fee_asked", "fee_asked"),
                            ("fee_paid", "fee_paid"),
                            ("delayed", "delayed"),
                            ("replied", "replied"),
                            ("closed", "closed"),
                            ("reopened", "reopened"),
                        ],
                        max_length=20,
                    ),
                ),
                ("on", models.DateField()),
                ("days", models.PositiveSmallIntegerField(null=True)),
                ("until", models.DateField(null=True)),
                ("ref", models.CharField(blank=True, max_length=40)),
                (
                    "party",
                    models.CharField(
                        blank=True,
                        choices=[("third_party", "third_party"), ("co_author", "co_author")],
                        max_length=16,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=80)),
                ("struck_at", models.DateTimeField(null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="casework.case"
                    ),
                ),
            ],
            options={
                "ordering": ["on", "id"],
                "indexes": [models.Index(fields=["case", "on"], name="casework_ca_case_id_d8e52c_idx")],
            },
        ),
        migrations.CreateModel(
            name="CaseFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("identity", "身份证明"),
                            ("application", "申请材料"),
                            ("correction", "补正材料"),
                            ("opinion", "第三方或协办单位意见"),
                            ("record", "办理记录"),
                            ("notice", "告知书"),
                            ("enclosure", "拟公开材料"),
                            ("redacted", "区分处理件"),
                            ("reply", "答复书"),
                            ("proof", "送达凭证"),
                            ("archive", "案卷"),
                        ],
                        max_length=12,
                    ),
                ),
                ("shown", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="casework.case"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "file"), name="case_file_once")],
            },
        ),
        migrations.CreateModel(
            name="CaseStanding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_from", models.BigIntegerField()),
                ("recorded_to", models.BigIntegerField(null=True)),
                ("kind", models.CharField(max_length=20)),
                ("group", models.CharField(blank=True, max_length=20)),
                ("regime", models.CharField(max_length=8)),
                ("channel", models.CharField(max_length=16)),
                ("applicant_type", models.CharField(blank=True, max_length=20)),
                ("received_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
                ("result", models.CharField(blank=True, max_length=30)),
                ("extended", models.BooleanField(default=False)),
                ("late", models.BooleanField(default=False)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("fee_fen", models.PositiveBigIntegerField(default=0)),
                ("fee_paid_on", models.DateField(null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standings",
                        to="casework.case",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["kind", "body", "received_on"], name="casework_ca_kind_3c838e_idx"),
                    models.Index(fields=["kind", "body", "closed_on"], name="casework_ca_kind_7a6324_idx"),
                    models.Index(fields=["case", "recorded_to"], name="casework_ca_case_id_084190_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recorded_to__isnull", True),
                            ("recorded_to__gt", models.F("recorded_from")),
                            _connector="OR",
                        ),
                        name="casestanding_recorded_period",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("recorded_to__isnull", True)),
                        fields=("entry",),
                        name="casestanding_one_standing_row",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "request"), _negated=True),
                            models.Q(("applicant_type", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="standing_request_has_applicant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", True), ("result", "")),
                            models.Q(("closed_on__gte", models.F("received_on")), ("result__gt", "")),
                            _connector="OR",
                        ),
                        name="standing_closed_has_result",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Challenge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("reconsideration", "行政复议"),
                            ("lawsuit_direct", "未经复议直接起诉"),
                            ("lawsuit_after_review", "复议后起诉"),
                            ("complaint", "举报投诉"),
                        ],
                        max_length=20,
                    ),
                ),
                ("organ", models.CharField(max_length=120, verbose_name="复议机关、法院或者受理机关")),
                ("organ_number", models.CharField(blank=True, max_length=80, verbose_name="案号")),
                (
                    "stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("first_instance", "一审"),
                            ("second_instance", "二审"),
                            ("retrial", "再审"),
                        ],
                        max_length=20,
                        verbose_name="审级",
                    ),
                ),
                ("simplified", models.BooleanField(default=False, verbose_name="适用简易程序")),
                ("filed_on", models.DateField()),
                ("accepted_on", models.DateField(null=True)),
                ("notified_on", models.DateField(null=True)),
                ("answer_due_on", models.DateField(null=True)),
                ("answered_on", models.DateField(null=True)),
                ("extended_until", models.DateField(null=True)),
                ("hearing_on", models.DateField(null=True)),
                ("judged_on", models.DateField(null=True)),
                ("judgment", models.CharField(blank=True, max_length=30, verbose_name="一审结果")),
                ("decided_on", models.DateField(null=True)),
                (
                    "document",
                    models.CharField(blank=True, max_length=80, verbose_name="决定书、裁判文书文号"),
                ),
                ("decision", models.CharField(blank=True, max_length=30, verbose_name="结案方式")),
                ("result", models.CharField(blank=True, max_length=30, verbose_name="结果")),
                ("corrected_what", models.TextField(blank=True, verbose_name="纠正内容")),
                ("ordered_days", models.PositiveSmallIntegerField(null=True)),
                ("concluded_by", models.CharField(blank=True, max_length=80)),
                ("performed_on", models.DateField(null=True)),
                ("explanation", models.TextField(blank=True, verbose_name="情况说明")),
                ("note", models.TextField(blank=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenge",
                        to="casework.case",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lawsuits",
                        to="casework.challenge",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_on__isnull", True), ("decision", ""), ("result", "")),
                            models.Q(
                                models.Q(("result", ""), _negated=True),
                                models.Q(("decision", ""), _negated=True),
                                ("decided_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="challenge_decided_has_result",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("group", "lawsuit_after_review"), _negated=True),
                            ("review__isnull", False),
                            _connector="OR",
                        ),
                        name="challenge_after_review_names_it",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        choices=[("third_party", "third_party"), ("co_author", "co_author")], max_length=16
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="被征求方")),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("information", models.TextField(blank=True, verbose_name="征求意见的信息")),
                ("sent_on", models.DateField()),
                ("served_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                (
                    "opinion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agrees", "同意公开"),
                            ("refuses_with_grounds", "不同意公开且有合理理由"),
                            ("refuses_without_grounds", "不同意公开但无合理理由"),
                            ("silent", "逾期未提出意见"),
                        ],
                        max_length=24,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("left_out", models.BooleanField(default=False)),
                ("overridden_on", models.DateField(null=True)),
                ("override_reason", models.TextField(blank=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.case",
                    ),
                ),
                (
                    "to_body",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.body",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("opinion", "")),
                            models.Q(models.Q(("opinion", ""), _negated=True), ("ended_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="consultation_ended_has_opinion",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("days", models.PositiveSmallIntegerField()),
                ("reason", models.TextField()),
                ("asked_by", models.CharField(max_length=80)),
                ("asked_on", models.DateField()),
                ("granted", models.BooleanField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=80)),
                ("decided_on", models.DateField(null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("granted", True)), fields=("case",), name="extension_granted_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("granted__isnull", True)),
                        fields=("case",),
                        name="extension_one_pending",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeeNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "basis",
                    models.CharField(choices=[("item", "按件计收"), ("page", "按量计收")], max_length=4),
                ),
                ("quantity", models.PositiveIntegerField()),
                ("fen", models.PositiveBigIntegerField()),
                ("told_on", models.DateField()),
                ("served_on", models.DateField(null=True)),
                ("paid_on", models.DateField(null=True)),
                ("voucher", models.CharField(blank=True, max_length=60, verbose_name="缴款凭证号")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.case",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case",), name="fee_notice_once")],
            },
        ),
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to_unit", models.CharField(blank=True, max_length=60, verbose_name="被询问机构")),
                ("question", models.TextField()),
                ("asked_on", models.DateField()),
                ("due_on", models.DateField()),
                ("answered_on", models.DateField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("answered_by", models.CharField(blank=True, max_length=80)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.case",
                    ),
                ),
                (
                    "to_body",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.body",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IntakeKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, unique=True)),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("template", models.CharField(max_length=40)),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                ("text", models.TextField()),
                ("on", models.DateField()),
                ("until", models.DateField(null=True)),
                ("way", models.CharField(blank=True, max_length=12)),
                ("to_name", models.CharField(blank=True, max_length=120)),
                ("to_email", models.EmailField(blank=True, max_length=254)),
                ("shown", models.BooleanField(default=True)),
                ("letter", models.BigIntegerField(null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.case",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PhoneLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="电话")),
                ("reached", models.BooleanField(verbose_name="是否联系上")),
                ("note", models.TextField(blank=True)),
                ("by", models.CharField(max_length=80)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.case",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProactiveTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(max_length=16)),
                ("subject", models.CharField(max_length=200, verbose_name="事项")),
                ("case_ids", models.JSONField(default=list)),
                ("unit", models.CharField(blank=True, max_length=60, verbose_name="承办机构")),
                ("proposed_by", models.CharField(max_length=80)),
                ("submitted_by", models.CharField(blank=True, max_length=80)),
                ("opened_on", models.DateField()),
                ("due_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
                ("address", models.CharField(blank=True, max_length=400, verbose_name="公开网址")),
                ("reason", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PublishedReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("question", models.TextField()),
                ("answer", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("kept", models.JSONField(default=list)),
                ("outcome", models.CharField(max_length=30)),
                ("replied_on", models.DateField()),
                ("published_at", models.DateTimeField()),
                ("published_by", models.CharField(max_length=80)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=200)),
                ("flat", models.TextField()),
                (
                    "grams",
                    django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.case",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=["-published_at", "-id"],
                        name="published_reply_newest",
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["grams"], name="published_reply_grams"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("case",),
                        name="published_reply_one_standing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Redaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("boxes", models.JSONField()),
                ("reason", models.CharField(max_length=200)),
                ("by", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.case",
                    ),
                ),
                (
                    "copy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RemedyAddresses",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_from", models.BigIntegerField()),
                ("recorded_to", models.BigIntegerField(null=True)),
                ("valid_from", models.DateField()),
                ("line", models.CharField(max_length=16, verbose_name="领导体制")),
                (
                    "government_name",
                    models.CharField(blank=True, max_length=120, verbose_name="本级人民政府（复议机关）"),
                ),
                ("government_address", models.CharField(blank=True, max_length=200)),
                (
                    "superior_name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="上一级主管部门或者人民政府（复议机关）"
                    ),
                ),
                ("superior_address", models.CharField(blank=True, max_length=200)),
                (
                    "court_name",
                    models.CharField(blank=True, max_length=120, verbose_name="有管辖权的人民法院"),
                ),
                ("court_address", models.CharField(blank=True, max_length=200)),
                ("online_review", models.URLField(blank=True, verbose_name="网上行政复议渠道")),
                ("reply_prefix", models.CharField(blank=True, max_length=40, verbose_name="答复文号代字")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recorded_to__isnull", True),
                            ("recorded_to__gt", models.F("recorded_from")),
                            _connector="OR",
                        ),
                        name="remedyaddresses_recorded_period",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("recorded_to__isnull", True)),
                        fields=("entry",),
                        name="remedyaddresses_one_standing_row",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(max_length=16)),
                ("outcome", models.CharField(max_length=30)),
                ("grounds", models.TextField(blank=True)),
                ("ground_codes", models.JSONField(default=list)),
                ("articles", models.JSONField(default=list)),
                ("facts", models.JSONField(default=dict)),
                ("title", models.CharField(blank=True, max_length=80)),
                ("text", models.TextField()),
                ("own_text", models.BooleanField(default=False)),
                ("remedy", models.TextField(blank=True)),
                ("remedy_on", models.DateField()),
                ("enclosures", models.JSONField(default=list)),
                ("drafted_by", models.CharField(max_length=80)),
                ("writers", models.JSONField(default=list)),
                ("drafted_at", models.DateTimeField()),
                ("text_digest", models.CharField(max_length=64)),
                ("approved_by", models.JSONField(default=dict)),
                ("returned", models.TextField(blank=True)),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="发文字号")),
                ("signed_by", models.CharField(blank=True, max_length=80)),
                ("signed_on", models.DateField(null=True)),
                ("sent_on", models.DateField(null=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.case",
                    ),
                ),
                (
                    "docx",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "pdf",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("number",),
                        name="reply_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("sent_on__isnull", True)),
                        fields=("case",),
                        name="reply_one_in_the_chain",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_on__isnull", True),
                            models.Q(models.Q(("number", ""), _negated=True), ("signed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="reply_sent_is_signed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReplyTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("regime", models.CharField(max_length=8)),
                ("code", models.CharField(max_length=40)),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=80)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("body", "regime", "code"), name="reply_template_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("body", "code", "year"), name="series_once")],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("ems", "邮政特快专递"),
                            ("registered", "挂号信"),
                            ("handed", "当面签收"),
                            ("email", "电子邮件"),
                            ("fax", "传真"),
                            ("online", "网上查收"),
                        ],
                        max_length=12,
                    ),
                ),
                ("sent_on", models.DateField()),
                ("tracking", models.CharField(blank=True, max_length=40, verbose_name="邮件号码")),
                ("letter", models.BigIntegerField(null=True)),
                ("served_on", models.DateField(null=True)),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.body"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.case",
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="casework.reply",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
