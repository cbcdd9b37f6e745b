"""Sites: one for a body that runs one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project


class Language(models.TextChoices):
    """In which a site's pages speak to who has chosen none."""

    CHINESE = "zh-hans", _("中文")
    ENGLISH = "en", "English"


@project("site", body="body_id")
class PublicSite(models.Model):
    """A body's site: its home page, where editors' rights begin, and what stands at the foot of its pages
    (《政府网站发展指引》: one unit, one site at most; a sub-site of the city has no domain of its own).

    `home` is the first page of its tree; `collection` holds its pictures; `group` are those who edit it.
    `domain` empty: the site stands at a path of the first one's. `code` is the 政府网站标识码 of ten
    characters: six of the division and four, or `bm` and eight of a ministry. A closed one answers with its
    notice: since when, why, and `moved_to`, the address that has taken its content.
    """

    body = models.OneToOneField("organisations.Body", on_delete=models.PROTECT, related_name="+")
    home = models.OneToOneField("pages.HomePage", on_delete=models.PROTECT, related_name="site")
    collection = models.OneToOneField("wagtailcore.Collection", on_delete=models.PROTECT, related_name="+")
    group = models.OneToOneField("auth.Group", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("网站名称"), max_length=60)
    domain = models.CharField(_("域名"), max_length=120, blank=True)
    code = models.CharField(_("网站标识码"), max_length=10, blank=True)
    icp = models.CharField(_("ICP备案号"), max_length=40, blank=True)
    police = models.CharField(_("公安机关备案号"), max_length=60, blank=True)
    host = models.CharField(_("主办单位"), max_length=80, blank=True)
    builder = models.CharField(_("承办单位"), max_length=80, blank=True)
    contact = models.CharField(_("联系方式"), max_length=120, blank=True)
    language = models.CharField(_("语言"), max_length=7, choices=Language, default=Language.CHINESE)
    is_sample = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_note = models.CharField(_("关停公告"), max_length=200, blank=True)
    moved_to = models.CharField(_("内容迁至"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["domain"], condition=~Q(domain=""), name="site_domain_once"),
            models.CheckConstraint(
                condition=Q(code="") | Q(code__regex=r"^([0-9]{10}|bm[0-9]{8})$"), name="site_code_form"
            ),
        ]

    def __str__(self) -> str:
        return self.name
