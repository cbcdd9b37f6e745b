"""Who asks and what he asks for: personal data, apart from the case and kept out of the ledger."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.casework.models.cases import Case
from gongkai.foundation.ledger.rows import project


class ApplicantType(models.TextChoices):
    """The columns of the form (国办公开办函〔2021〕30号, 表三)."""

    NATURAL = "natural", _("自然人")
    BUSINESS = "business", _("商业企业")
    RESEARCH = "research", _("科研机构")
    SOCIAL = "social", _("社会公益组织")
    LEGAL_SERVICE = "legal_service", _("法律服务机构")
    OTHER = "other_organisation", _("其他")


_PERSONAL = frozenset(
    {"name", "id_kind", "id_number", "contact", "phone", "email", "address", "postcode", "person_key"}
)


@project("applicant", body=None, private=_PERSONAL)
class Applicant(models.Model):
    """The person or organisation behind a case. `person_key` is a keyed hash of the proof's number, or of
    name and phone, by which repeats of the same person are found without reading the data."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="applicant")
    name = models.CharField(_("姓名或者名称"), max_length=120, blank=True)
    id_kind = models.CharField(_("证件类型"), max_length=30, blank=True)
    id_number = models.CharField(_("证件号码"), max_length=40, blank=True)
    contact = models.CharField(_("联系人"), max_length=60, blank=True)
    phone = models.CharField(_("联系电话"), max_length=40, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    address = models.CharField(_("通信地址"), max_length=200, blank=True)
    postcode = models.CharField(_("邮政编码"), max_length=10, blank=True)
    person_key = models.CharField(max_length=64, blank=True, db_index=True)
    helped = models.BooleanField(_("由工作人员代为填写"), default=False)
    erased_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"applicant of {self.case_id}"


class Form(models.TextChoices):
    PAPER = "paper", _("纸面")
    ELECTRONIC = "electronic", _("电子文件")
    DISC = "disc", _("光盘、磁盘等载体")
    INSPECT = "inspect", _("现场查阅、抄录")


class Delivery(models.TextChoices):
    POST = "post", _("邮寄")
    EMAIL = "email", _("电子邮件")
    FAX = "fax", _("传真")
    PICK_UP = "pick_up", _("自行领取")
    ONLINE = "online", _("网上查收")


_WORDS = frozenset({"wanted", "feature", "purpose", "corrected", "as_sent", "grams", "text_key"})


@project("application", body=None, private=_WORDS)
class Application(models.Model):
    """What was asked for, in the applicant's words.

    `as_sent` is the whole text of a request that was split, `wanted` then its own matter. `corrected` is what
    he wrote in answer to a correction notice. `grams` are numbers of the text's bigrams
    (`queries.similar`), `text_key` a keyed hash of the text without spaces and marks: equal for equal texts.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="application")
    wanted = models.TextField(_("所需政府信息内容描述"), blank=True)
    feature = models.CharField(_("名称、文号或者其他特征"), max_length=200, blank=True)
    purpose = models.CharField(_("所需信息的用途"), max_length=200, blank=True)  # 2007 text only
    form = models.CharField(_("获取信息的形式"), max_length=12, choices=Form, default=Form.PAPER)
    delivery = models.CharField(_("获取信息的途径"), max_length=10, choices=Delivery, default=Delivery.POST)
    corrected = models.TextField(_("补正内容"), blank=True)
    as_sent = models.TextField(blank=True)
    grams = ArrayField(models.IntegerField(), default=list)
    text_key = models.CharField(max_length=64, blank=True, db_index=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [GinIndex(fields=["grams"], name="application_grams")]

    def __str__(self) -> str:
        return f"application of {self.case_id}"
