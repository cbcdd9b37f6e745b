"""What a body has to tell before its replies can name the remedies."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.recorded import Recorded
from gongkai.foundation.ledger.rows import project


@project("remedy_addresses", body="body_id")
class RemedyAddresses(Recorded):
    """Names and addresses of the organs that hear complaints about the body, from a day on.

    `line` is how the body stands to its superiors (`core.remedies.Line`). Which organ is competent, and
    for how long, follows from the rules; here is only what it is called and where it is.
    """

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    line = models.CharField(_("领导体制"), max_length=16)
    government_name = models.CharField(_("本级人民政府（复议机关）"), max_length=120, blank=True)
    government_address = models.CharField(max_length=200, blank=True)
    superior_name = models.CharField(_("上一级主管部门或者人民政府（复议机关）"), max_length=120, blank=True)
    superior_address = models.CharField(max_length=200, blank=True)
    court_name = models.CharField(_("有管辖权的人民法院"), max_length=120, blank=True)
    court_address = models.CharField(max_length=200, blank=True)
    online_review = models.URLField(_("网上行政复议渠道"), blank=True)
    reply_prefix = models.CharField(_("答复文号代字"), max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.body_id} from {self.valid_from}"
