"""Accounts of 政务新媒体, and lists of media that are sent what is published."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project


class AccountState(models.TextChoices):
    OPEN = "open", _("开通")
    SUSPENDED = "suspended", _("暂停")
    CLOSED = "closed", _("关停")


@project(
    "media_account",
    body="body_id",
    private=frozenset(
        {"responsible", "phone", "key", "secret", "token", "token_until", "cover", "fetched_at"}
    ),
)
class Account(models.Model):
    """An account on a platform, and who answers for it (国办发〔2018〕123号). `body` hosts it.

    `filed_number` is its number in the national register. `key` and `secret` are what the platform gave for
    programs, the secret and the `token` made with it sealed (`secrets.py`); `cover` is the picture that
    WeChat wants with each article, by its number there. `reviewed_on`: when it was last looked at whole.
    """

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    platform = models.CharField(_("平台"), max_length=12)  # rules/publishing/channels.toml
    name = models.CharField(_("账号名称"), max_length=60)
    address = models.CharField(_("网址或者平台账号"), max_length=300, blank=True)
    responsible = models.CharField(_("负责人"), max_length=60)
    phone = models.CharField(_("联系电话"), max_length=40, blank=True)
    filed_number = models.CharField(_("备案号"), max_length=60, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=AccountState, default=AccountState.OPEN)
    opened_on = models.DateField(_("开设日期"))
    state_on = models.DateField()
    reviewed_on = models.DateField(_("最近检查日期"))
    key = models.CharField(max_length=120, blank=True)
    secret = models.TextField(blank=True)
    token = models.TextField(blank=True)
    token_until = models.DateTimeField(null=True)
    cover = models.CharField(max_length=200, blank=True)
    fetched_at = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["body", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "platform", "name"], condition=~Q(state="closed"), name="media_account_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


@project("media_list", body="body_id", private=frozenset({"contacts"}))
class MediaList(models.Model):
    """Newspapers, stations and sites that a body sends its publications by e-mail. `kinds`: items of these
    kinds go there by themselves. `contacts`: {"name", "email"} each; addresses stay out of the ledger."""

    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("名称"), max_length=60)
    channel = models.CharField(_("渠道"), max_length=20)
    kinds = models.JSONField(default=list)
    contacts = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name"], condition=Q(is_active=True), name="media_list_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
