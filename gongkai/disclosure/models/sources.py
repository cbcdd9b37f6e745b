"""Sources that bring rows by themselves: pulled on a schedule, or readings that stream in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project


class SourceKind(models.TextChoices):
    HTTP = "http", _("HTTP 抓取")
    SFTP = "sftp", _("SFTP 抓取")
    STREAM = "stream", _("实时读数")


class SourceState(models.TextChoices):
    PROPOSED = "proposed", _("待批准")
    ON = "on", _("使用中")
    STOPPED = "stopped", _("已停用")


_RUNNING = frozenset({
    "secret", "next_at", "last_at", "last_digest", "last_error", "last_note", "failures", "runs",
})  # fmt: skip


@project("source", body="body_id", private=_RUNNING)
class Source(models.Model):
    """A source of one data set. Who approved it approved that what it brings goes out without a person
    looking at each release, as long as the check finds nothing wrong; `approved_by` is never `proposed_by`.

    `every_minutes`: how often it is asked. `secret`: sealed password or token. `host_key`: of SFTP, in the
    form of known_hosts, so that nobody else answers in its place. `last_digest`: of what it brought last.
    `runs`: the last ten, the newest first: {"at", "outcome", "said", "release"}. How it runs stays out of the
    ledger; what it brings stands there as releases.
    """

    data_set = models.CharField(max_length=60)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=SourceKind)
    name = models.CharField(_("名称"), max_length=80)
    state = models.CharField(max_length=10, choices=SourceState)
    url = models.CharField(_("地址"), max_length=400, blank=True)
    username = models.CharField(_("用户名"), max_length=80, blank=True)
    secret = models.TextField(blank=True)
    host_key = models.TextField(_("主机公钥"), blank=True)
    mode = models.CharField(max_length=8)
    every_minutes = models.PositiveIntegerField(default=1440)
    proposed_by = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    approved_by = models.CharField(max_length=80, blank=True)
    approved_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    last_digest = models.CharField(max_length=64, blank=True)
    last_error = models.TextField(blank=True)
    last_note = models.TextField(blank=True)
    failures = models.PositiveIntegerField(default=0)
    runs = models.JSONField(default=list)
    is_sample = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["state", "next_at"])]

    def __str__(self) -> str:
        return f"{self.name} ({self.data_set})"
