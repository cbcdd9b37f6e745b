"""What the index has yet to hear of, what editors know better, and what people looked for in vain."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project


class Change(models.Model):
    """Something that can be found has changed; the row goes when the index has heard of it. Written in the
    transaction of the change itself."""

    kind = models.CharField(max_length=40)
    item = models.BigIntegerField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind}:{self.item}"


@project("search_synonyms", body=None)
class Synonyms(models.Model):
    """同义词: words of which each finds the others."""

    words = ArrayField(models.CharField(max_length=40), verbose_name=_("词"))
    in_use = models.BooleanField(default=True)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=80)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return " = ".join(self.words)


@project("search_best_bet", body=None)
class BestBet(models.Model):
    """推荐结果: who types one of `queries` is shown this address first. `queries` are kept as typed, compared
    without blanks, signs, width and case."""

    queries = ArrayField(models.CharField(max_length=40), verbose_name=_("搜索词"))
    title = models.CharField(_("标题"), max_length=100)
    address = models.CharField(_("网址"), max_length=300)
    summary = models.CharField(_("说明"), max_length=200, blank=True)
    in_use = models.BooleanField(default=True)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=80)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


@project("search_unsuggested", body=None)
class Unsuggested(models.Model):
    """不作提示的词: titles with it are found, never proposed while somebody types."""

    word = models.CharField(_("词"), max_length=40)
    in_use = models.BooleanField(default=True)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=80)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["word"], condition=Q(in_use=True), name="search_unsuggested_once")
        ]

    def __str__(self) -> str:
        return self.word


class What(models.TextChoices):
    """What editors keep."""

    SYNONYMS = "synonyms", _("同义词")
    BEST_BET = "best_bet", _("推荐结果")
    UNSUGGESTED = "unsuggested", _("不作提示的词")


@project("search_proposal", body=None)
class Proposal(models.Model):
    """搜索设置的变更: what one editor wants to keep, in the place of row `target` or as a new one, or to drop
    (`drops`). The public's results change only when another agrees. `agreed` is None until decided; taken
    back by its author it is False without a decision of another."""

    what = models.CharField(max_length=12, choices=What)
    target = models.BigIntegerField(null=True)
    drops = models.BooleanField(default=False)
    words = ArrayField(models.CharField(max_length=40), default=list)
    title = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=300, blank=True)
    summary = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200)
    proposed_by = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    agreed = models.BooleanField(null=True)
    answer = models.CharField(max_length=200, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(agreed=True) | ~Q(decided_by=F("proposed_by")) | Q(decided_by="system"),
                name="search_proposal_agreed_by_another",
            ),
            models.UniqueConstraint(
                fields=["what", "target"], condition=Q(agreed__isnull=True, target__isnull=False),
                name="search_proposal_one_open",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.what} {self.title or self.words}"


class Missed(models.Model):
    """没有结果的搜索: what was typed, folded, and how often. Nothing tells who."""

    typed = models.CharField(max_length=60, unique=True)
    times = models.PositiveIntegerField(default=1)
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        ordering = ["-times", "-last_on"]

    def __str__(self) -> str:
        return self.typed
