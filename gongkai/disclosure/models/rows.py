"""Rows of record: what was published, from when to when."""

from django.db import models


class Row(models.Model):
    """One version of a row, public during [valid_from, valid_to); None: it stands.

    `number` belongs to (data set, key) for good and is the row's permanent address; `version` counts from 1.
    `content` is canonical (dates ISO, money in fen, decimals as text). `reason`: why it was corrected or
    withdrawn, for everybody. `erased_at`: the content was taken out when its time was over.

    The table is partitioned by data set (`partitions`); the database refuses every change but closing and
    erasing, and rows whose release is not out. Written by `loading` alone.
    """

    pk = models.CompositePrimaryKey("data_set", "number", "version")
    data_set = models.CharField(max_length=60)
    number = models.BigIntegerField()
    version = models.IntegerField()
    body = models.ForeignKey(
        "organisations.Body",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    key = models.TextField()
    content = models.JSONField()
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)
    release_in = models.BigIntegerField()
    release_out = models.BigIntegerField(null=True)
    reason = models.TextField(default="")
    is_sample = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "disclosure_row"

    def __str__(self) -> str:
        return f"{self.data_set}/{self.number}.{self.version}"
