"""Yearly packages for the archive and libraries."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project


class PackageState(models.TextChoices):
    MAKING = "making", _("正在打包")
    READY = "ready", _("已打包")
    HANDED = "handed", _("已移交")
    DROPPED = "dropped", _("作废")


@project("archive_package", body="body_id", private=frozenset({"receipt"}))
class Package(models.Model):
    """年度归档包 of what a body first released in a year: a BagIt 1.0 zip in the folder of packages
    (`storage`). `documents` are the numbers of what is in it. `receipt`: who took it over and under what
    number, once handed over to `point`."""

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("年度"))
    state = models.CharField(max_length=8, choices=PackageState, default=PackageState.MAKING)
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes
    documents = models.JSONField(default=list)
    made_at = models.DateTimeField(null=True)
    point = models.ForeignKey("ledger.Entry", on_delete=models.PROTECT, null=True, related_name="+")
    receipt = models.CharField(_("回执"), max_length=200, blank=True)
    handed_on = models.DateField(_("移交日期"), null=True)
    handed_by = models.CharField(max_length=80, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year"], condition=Q(state="making"), name="archive_package_one_in_making"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("ready", "handed")) | (~Q(sha256="") & Q(made_at__isnull=False)),
                name="archive_package_ready_has_file",
            ),
            models.CheckConstraint(
                condition=~Q(state="handed")
                | (Q(point__isnull=False, handed_on__isnull=False) & ~Q(receipt="")),
                name="archive_package_handed_has_receipt",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.body_id} {self.year} {self.state}"


class PackageProgress(models.Model):
    """How far the making of a package is. Derived; may be thrown away."""

    package = models.OneToOneField(Package, on_delete=models.CASCADE, related_name="progress")
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.package_id} {self.done}/{self.of}"
