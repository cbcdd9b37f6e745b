"""Catalogues: their rows through time, and proposed changes."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project


@project("catalogue", body="body_id", private=frozenset({"not_covered"}))
class Catalogue(models.Model):
    """目录 of one body in one field (rules/publishing/fields.toml). `not_covered`: why the body has nothing
    to do
    with the field (未涉及领域), "" when it has. `reviewed_on`: when it was last looked over whole;
    `told_of_review`: for which due date people were reminded; `serial`: the last number given to a row, never
    given again."""

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    field = models.CharField(_("领域"), max_length=40)
    not_covered = models.TextField(_("未涉及的说明"), blank=True)
    reviewed_on = models.DateField(_("复核日期"))
    told_of_review = models.DateField(null=True)
    serial = models.PositiveIntegerField(default=0)
    is_sample = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "field"], name="catalogue_once")]

    def __str__(self) -> str:
        return f"{self.body_id} {self.field}"


class ChangeKind(models.TextChoices):
    ROWS = "rows", _("增改事项")
    NOT_COVERED = "not_covered", _("声明未涉及领域")


@project("catalogue_change", body="body_id", private=frozenset({"reason", "answer"}))
class CatalogueChange(models.Model):
    """What somebody proposes for a catalogue; another decides. `rows`: [{"item": number or None, "facts": the
    row or None to take it out}]. `request_task`: number of the task from requests that showed the need.
    `agreed` None: not decided, unless `withdrawn`."""

    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="changes")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=ChangeKind)
    rows = models.JSONField(default=list)
    reason = models.TextField(_("理由"))
    request_task = models.PositiveBigIntegerField(_("主动公开任务编号"), null=True)
    proposed_by = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    agreed = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["catalogue"], condition=Q(agreed__isnull=True, withdrawn=False),
                name="catalogue_change_one_open",
            ),
            models.CheckConstraint(
                condition=Q(agreed__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="catalogue_change_by_another",
            ),
            models.CheckConstraint(
                condition=Q(agreed__isnull=True, decided_by="")
                | (Q(agreed__isnull=False) & ~Q(decided_by="")),
                name="catalogue_change_decided_is_whole",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.catalogue_id} {self.kind} {self.pk}"


@project("catalogue_item", body="body_id")
class CatalogueItem(models.Model):
    """An item that keeps its code through all its versions; documents name it by the code."""

    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="items")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40, unique=True)
    since = models.DateField()

    def __str__(self) -> str:
        return self.code


@project("catalogue_version", body="body_id")
class CatalogueVersion(models.Model):
    """A row as it stood during [valid_from, valid_to). `order`: its place in the table. The columns are
    those of
    `facts.Facts`."""

    item = models.ForeignKey(CatalogueItem, on_delete=models.PROTECT, related_name="versions")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    change = models.ForeignKey(CatalogueChange, on_delete=models.PROTECT, related_name="versions")
    order = models.PositiveIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    number = models.CharField(max_length=20, blank=True)
    first = models.CharField(max_length=200)
    second = models.CharField(max_length=200)
    third = models.CharField(max_length=200, blank=True)
    elements = models.JSONField(default=list)
    basis = models.JSONField(default=list)
    limit = models.TextField()
    maker = models.CharField(max_length=300)
    must = models.JSONField(default=list)
    may = models.JSONField(default=list)
    others = models.JSONField(default=list)
    everybody = models.BooleanField()
    group = models.CharField(max_length=200, blank=True)
    proactive = models.BooleanField()
    on_request = models.BooleanField()
    county = models.BooleanField()
    township = models.BooleanField()
    kind = models.CharField(max_length=20, blank=True)
    subject = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(valid_to__isnull=True), name="catalogue_version_one_standing"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="catalogue_version_period",
            ),
            models.CheckConstraint(
                condition=Q(everybody=True, group="") | (Q(everybody=False) & ~Q(group="")),
                name="catalogue_version_audience",
            ),
            models.CheckConstraint(
                condition=Q(proactive=True, on_request=False) | Q(proactive=False, on_request=True),
                name="catalogue_version_way",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["body", "valid_to"])]

    def __str__(self) -> str:
        return f"{self.item_id} {self.valid_from}"


@project("catalogue_table", body="body_id", private=frozenset({"rows", "problems", "name"}))
class CatalogueTable(models.Model):
    """A spreadsheet that was read and not yet proposed. `rows`: line → row; `problems`: [line, column, text,
    values]. Forgotten once proposed."""

    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="tables")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    proposed = models.ForeignKey(CatalogueChange, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.catalogue_id} table {self.pk}"
