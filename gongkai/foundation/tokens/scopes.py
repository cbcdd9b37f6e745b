"""What a token may be used for. A scope only takes away: the person's roles decide what is left."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """The closed list of scopes."""

    CASES_READ = "cases:read", _("查看依申请公开案件（个人信息遮盖）")
    CASES_WRITE = "cases:write", _("登记和办理案件")
    APPLICANTS_READ = "applicants:read", _("查看申请人信息（每次记入台账）")
    STATISTICS_READ = "statistics:read", _("查看统计")
    DOCUMENTS_READ = "documents:read", _("查看公文和信息（含本单位草稿）")
    DATA_READ = "data:read", _("查看报送的数据（含未发布的）")
    DATA_WRITE = "data:write", _("报送数据（不能发布）")
    DOCUMENTS_WRITE = "documents:write", _("起草和办理公文、信息")
