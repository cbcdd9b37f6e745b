"""Closed lists of reading points and deposits."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceType(models.TextChoices):
    ARCHIVE = "archive", _("国家档案馆")
    LIBRARY = "library", _("公共图书馆")
    HALL = "hall", _("政务服务场所")
    OTHER = "other", _("其他场所")


class DepositForm(models.TextChoices):
    PAPER = "paper", _("纸质文件")
    ELECTRONIC = "electronic", _("电子文件")
