"""Entries, the kept nodes of the tree over them, and its signed heads. Rows are only ever added."""

from django.db import models

from gongkai.foundation.ledger.rows import project


@project("public_entry", body=None)
class PublicEntry(models.Model):
    """One public act at its position (from 0) in the tree. Its fields are what is hashed."""

    position = models.BigIntegerField(primary_key=True)
    address = models.CharField(max_length=60)
    edition = models.PositiveIntegerField()
    act = models.CharField(max_length=12)
    at = models.CharField(max_length=40)
    content = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["address", "position"])]

    def __str__(self) -> str:
        return f"{self.position} {self.address} {self.edition} {self.act}"


class TreeNode(models.Model):
    """The hash over the 2^level entries from index·2^level on; complete ones only, so it never changes."""

    digest = models.CharField(max_length=8)
    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "level", "index"], name="tree_node_once")]

    def __str__(self) -> str:
        return f"{self.digest} {self.level}/{self.index}"


@project("tree_head", body=None)
class TreeHead(models.Model):
    """A signed head. `at` is the text that was signed."""

    issuer = models.CharField(max_length=80)
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    at = models.CharField(max_length=40)
    digest = models.CharField(max_length=8)
    algorithm = models.CharField(max_length=8)
    key = models.CharField(max_length=16)
    public = models.CharField(max_length=128)
    signature = models.CharField(max_length=160)

    def __str__(self) -> str:
        return f"{self.size} {self.root}"
