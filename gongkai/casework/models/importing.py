"""A workbook of existing cases on its way in: how far it is, and what became of each line.

No part of the ledger: what a line brings in is, as events of its case. Lines and file go with the run.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project


class ImportState(models.TextChoices):
    """Of a workbook. It is tried before it is brought in."""

    TRYING = "trying", _("试运行中")
    TRIED = "tried", _("试运行完成")
    RUNNING = "running", _("导入中")
    DONE = "done", _("导入完成")


@project("import", body="body_id", private=frozenset({"name", "done"}))
class ImportRun(models.Model):
    """`total` lines to do, of which `done` are done in this state; `file` is sealed, and erased at the end.
    `person` is for whom the rows are brought in, with the roles he has then; None for the program's own."""

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("状态"), max_length=8, choices=ImportState)
    name = models.CharField(max_length=200)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    is_sample = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.name} {self.state} {self.done}/{self.total}"


class Became(models.TextChoices):
    """What became of a line."""

    NEW = "new", _("可以导入")  # registered now; in a trial: would be
    KNOWN = "known", _("以前导入过")
    REFUSED = "refused", _("不能导入")


class ImportLine(models.Model):
    """One line of the workbook. `place` counts over all sheets from 0, `row` is the sheet's own from 1.
    `problems`: pairs of column head and packed message. `case_id` is none in a trial."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveIntegerField()
    sheet = models.CharField(max_length=20)
    row = models.PositiveIntegerField()
    external = models.CharField(max_length=200)
    became = models.CharField(max_length=8, choices=Became)
    case_id = models.BigIntegerField(null=True)
    number = models.CharField(max_length=60, blank=True)
    problems = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "place"], name="import_line_once")]

    def __str__(self) -> str:
        return f"{self.sheet} {self.row} {self.became}"
