"""Levels and kinds of bodies."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BodyLevel(models.TextChoices):
    PROVINCE = "province", _("省级")
    CITY = "city", _("设区的市级")
    COUNTY = "county", _("县级")
    TOWNSHIP = "township", _("乡级")
    VILLAGE = "village", _("村级")


class BodyKind(models.TextChoices):
    GOVERNMENT = "government", _("人民政府")
    DEPARTMENT = "department", _("部门及直属机构")
    ZONE_COMMITTEE = "zone_committee", _("开发区（功能区）管委会")
    INSTITUTION = "institution", _("事业单位")
