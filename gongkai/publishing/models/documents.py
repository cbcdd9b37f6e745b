"""Documents: the one thing that keeps its address and 索引号 through all its editions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.recorded import Recorded
from gongkai.foundation.ledger.rows import project


@project("document", body="body_id", private=frozenset({"attribute_reason"}))
class Document(models.Model):
    """A document or other item of one (lead) maker; what it says stands in its editions.

    `address` and `index_number` (索引号) are given at the first release, never change and are never given
    again. `attribute` is empty until somebody sets it; `reassess_on` is when what is withheld is to be looked
    at again (《条例》第十八条). `standing` is its state (rules/lifecycles/document.toml). `interpretation`
    says whether an interpretation must appear: "" no, "together" in the same transaction, "later" by
    `interpretation_by`. `effective_on` and `expires_on` are those of the newest edition, or of the renewal.
    `external`: the number the body's office system knows it by; a second arrival of it changes nothing.
    """

    kind = models.CharField(_("类型"), max_length=20)  # rules/publishing/kinds.toml
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    address = models.CharField(_("地址"), max_length=60, blank=True)
    index_number = models.CharField(_("索引号"), max_length=40, blank=True)
    number = models.CharField(_("发文字号"), max_length=60, blank=True)
    catalogue = models.CharField(_("公开目录"), max_length=40, blank=True)  # row it stands under
    registration_number = models.CharField(_("登记号"), max_length=40, blank=True)
    attribute = models.CharField(_("公开属性"), max_length=12, blank=True)
    ground = models.CharField(_("依据"), max_length=40, blank=True)
    articles = models.JSONField(default=list)
    attribute_reason = models.TextField(_("理由"), blank=True)
    attribute_by = models.CharField(max_length=80, blank=True)
    attribute_on = models.DateField(null=True)
    reassess_on = models.DateField(_("评估日期"), null=True)
    interpretation = models.CharField(max_length=8, blank=True)
    interpretation_ground = models.CharField(max_length=200, blank=True)
    interpretation_by = models.DateField(null=True)
    standing = models.CharField(_("有效性"), max_length=12)
    standing_on = models.DateField(null=True)
    effective_on = models.DateField(_("施行日期"), null=True)
    expires_on = models.DateField(_("有效期至"), null=True)
    urgent_because = models.CharField(max_length=200, blank=True)  # takes effect earlier than the rule allows
    told_of_expiry = models.DateField(null=True)  # the `expires_on` of which its maker has been warned
    told_of_reassessment = models.DateField(null=True)  # the same of `reassess_on`
    first_released_at = models.DateTimeField(null=True)
    last_released_at = models.DateTimeField(null=True)
    external = models.CharField(max_length=80, blank=True)
    is_sample = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    created_by = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["body", "standing", "id"]),
            models.Index(
                fields=["-first_released_at", "-id"], name="document_newest",
                condition=Q(first_released_at__isnull=False),
            ),
            models.Index(
                fields=["body", "kind", "-first_released_at", "-id"], name="document_newest_of_body",
                condition=Q(first_released_at__isnull=False),
            ),
            models.Index(
                fields=["expires_on"], condition=Q(standing__in=("in_force", "amended")),
                name="document_expiring"
            ),
            models.Index(
                fields=["reassess_on"], condition=Q(reassess_on__isnull=False), name="document_reassess"
            ),
            models.Index(
                fields=["body", "touched_at", "id"], name="document_told_later",
                condition=Q(interpretation="later"),
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["address"], condition=~Q(address=""),
            name="document_address_once"),
            models.UniqueConstraint(
                fields=["index_number"], condition=~Q(index_number=""), name="document_index_number_once"
            ),
            models.UniqueConstraint(
                fields=["body", "number"], condition=~Q(number=""), name="document_number_once"
            ),
            models.UniqueConstraint(
                fields=["registration_number"], condition=~Q(registration_number=""),
                name="document_registration_once",
            ),
            models.UniqueConstraint(
                fields=["body", "external"], condition=~Q(external=""), name="document_external_once"
            ),
            models.CheckConstraint(
                condition=Q(first_released_at__isnull=True, standing__in=("prepared", "kept"))
                | (
                    Q(first_released_at__isnull=False)
                    & (Q(attribute="open") | Q(standing="withdrawn"))
                    & ~Q(standing__in=("prepared", "kept")) & ~Q(address="") & ~Q(index_number="")
                ),
                name="document_released_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(attribute="") | ~Q(ground=""), name="document_attribute_has_ground"
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gt=F("effective_on")),
                name="document_expires_after_effect",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.address or f"draft {self.pk}"


class OfDocument(models.Model):
    """What belongs to one document, and to its body."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="%(class)ss")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


@project("joint_maker", body="body_id")
class JointMaker(OfDocument):
    """联合发文机关 beside the lead maker. `maker` is a body of this installation, `name` what stands in the
    document. `consented_on`: it agreed in writing to publication (保密审查: the lead maker asks the
    others)."""

    maker = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField()
    consented_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "order"], name="joint_maker_order"),
            models.UniqueConstraint(fields=["document", "name"], name="joint_maker_once"),
        ]

    def __str__(self) -> str:
        return self.name


@project("document_relation", body="body_id")
class Relation(OfDocument):
    """`document` does this to `to`: amends, repeals, replaces, consolidates, interprets, or is its notice.
    `body` is the body of `document`. Shown at both."""

    to = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="told_by")
    kind = models.CharField(max_length=12)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "to", "kind"], name="relation_once"),
            models.CheckConstraint(condition=~Q(document=F("to")), name="relation_to_another"),
        ]
        indexes = [models.Index(fields=["to", "kind"])]

    def __str__(self) -> str:
        return f"{self.document_id} {self.kind} {self.to_id}"


@project("standing_notice", body="body_id")
class StandingNotice(OfDocument):
    """What everybody reads at the document's address when its standing changes. `on` is the day from which it
    stands so, `by_document` what does it. Never changed."""

    standing = models.CharField(max_length=12)
    on = models.DateField()
    until = models.DateField(null=True)  # of a renewed or fixed validity
    reason = models.TextField()
    by_document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["document", "on"])]

    def __str__(self) -> str:
        return f"{self.document_id} {self.standing} {self.on}"


@project("attribute_change", body="body_id", private=frozenset({"reason", "answer"}))
class AttributeChange(OfDocument):
    """A proposed change of 公开属性, or the outcome of a re-assessment. `agreed` is None until another person
    has decided. `reassess_on`: when to look again, of what stays withheld."""

    before = models.CharField(max_length=12, blank=True)
    after = models.CharField(max_length=12)
    ground = models.CharField(max_length=40)
    articles = models.JSONField(default=list)
    reason = models.TextField()
    proposed_by = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    agreed = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    reassess_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=Q(agreed__isnull=True), name="attribute_change_one_open"
            ),
            models.CheckConstraint(
                condition=Q(agreed__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="attribute_change_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.before}→{self.after}"


@project("interpretation_plan", body="body_id", private=frozenset({"outline"}))
class InterpretationPlan(OfDocument):
    """解读方案: outline, forms, channels, time. Goes up for signature together with the document."""

    outline = models.TextField()
    forms = models.JSONField(default=list)
    channels = models.JSONField(default=list)
    on = models.DateField()
    interpreter = models.CharField(max_length=60)  # 谁起草、谁解读: the person, by office and name
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document"], name="interpretation_plan_once")]

    def __str__(self) -> str:
        return f"plan of {self.document_id}"


@project("publication", body="body_id")
class Publication(Recorded):
    """What the statistics need to know of a released document, with its past (named counts read nothing
    else).

    A new row replaces the old whenever one of these facts changes; the old stays readable by ledger position.
    `ended_on` is the day from which it no longer stands (`ended_as`: expired, repealed, consolidated,
    withdrawn).
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="publications")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    genre = models.CharField(max_length=20, blank=True)
    form = models.CharField(max_length=20, blank=True)  # of an interpretation
    formed_on = models.DateField()
    released_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_as = models.CharField(max_length=12, blank=True)
    registered = models.BooleanField(default=False)

    class Meta(Recorded.Meta):
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_as="")
                | (Q(ended_on__isnull=False) & ~Q(ended_as="")),
                name="publication_ended_as",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "body", "released_on"]),
            models.Index(fields=["document", "recorded_to"]),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.released_on}"
