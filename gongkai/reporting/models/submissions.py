"""What leaves a body: submissions with their figures, and frozen versions. None of it ever changes."""

from django.db import models

from gongkai.reporting.models.returns import CellState, Return, value_only_when_number


class Submission(models.Model):
    """The figures of a return as submitted once. `children` are [return, submission] pairs whose figures are
    contained, `missing` the returns below that had none."""

    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField()
    version = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    rule_version = models.CharField(max_length=64)
    ledger_position = models.BigIntegerField()
    own = models.JSONField()
    children = models.JSONField(default=list)
    missing = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="submission_numbered")]

    def __str__(self) -> str:
        return f"{self.of_id} #{self.number}"


class Figure(models.Model):
    """A final cell of a submission: own and children's together, totals computed."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="figures")
    code = models.CharField(max_length=24)
    state = models.CharField(max_length=8, choices=CellState)
    value = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "code"], name="figure_once"),
            models.CheckConstraint(condition=value_only_when_number(), name="figure_number_has_value"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.code}"


class FrozenReturn(models.Model):
    """A version that stands. `figures` are the final cells {code: {state, value}}, `sha256` their canonical
    digest. Only the day of publication is added later."""

    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="frozen")
    version = models.PositiveSmallIntegerField()
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="+")
    figures = models.JSONField()
    texts = models.JSONField(default=dict)  # the report's paragraphs by slot, as they stood
    rule_version = models.CharField(max_length=64)
    ledger_position = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=80)
    reason = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "version"], name="frozen_version_once")]
        indexes = [models.Index(fields=["published_at"])]

    def __str__(self) -> str:
        return f"{self.of_id} v{self.version}"
