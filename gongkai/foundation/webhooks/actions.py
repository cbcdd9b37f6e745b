"""Verbs on subscriptions."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import REGISTRY, Refused, first_refusal, record, verb
from gongkai.foundation.mail.post import post
from gongkai.foundation.organisations.queries import holders
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.foundation.webhooks import policy
from gongkai.foundation.webhooks.addresses import problem_of
from gongkai.foundation.webhooks.messages import written
from gongkai.foundation.webhooks.models import Delivery, Subscription, SubscriptionState
from gongkai.foundation.webhooks.queueing import queue
from gongkai.foundation.webhooks.secrets import new_secret, seal

PING = "webhook.ping"


@dataclass(frozen=True, slots=True)
class Subscribed:
    """`secret` is told once."""

    subscription_id: int
    secret: str = field(repr=False)


@verb("webhook.subscribe")
def subscribe(
    *, actor: Actor, now: datetime, body_id: int, url: str, verbs: Collection[str], below: bool = False
) -> Subscribed | Refused:
    """The address is told of these verbs from now on."""
    day = timezone.localtime(now).date()
    refused = first_refusal(
        policy.may_manage(actor, body_id, day),
        policy.may_include_below(actor, body_id, day) if below else None,
        _wrong(url, verbs),
    )
    if refused is not None:
        return refused
    secret = new_secret()
    row = Subscription(
        body_id=body_id, url=url, host=urlsplit(url).hostname or "", verbs=sorted(set(verbs)), below=below,
        secret=seal(secret), created_at=now, created_by=actor.code,
    )  # fmt: skip
    write(row)
    return Subscribed(row.pk, secret)


@verb("webhook.stop")
def stop(*, actor: Actor, now: datetime, subscription_id: int, reason: str = "") -> int | Refused:
    """Nothing more is sent; what waits is dropped."""
    row = _locked(actor, subscription_id, now)
    if isinstance(row, Refused):
        return row
    if row.state == SubscriptionState.OFF:
        return Refused(Message(N_("推送已经停止")))
    write(row, reason=reason, state=SubscriptionState.OFF)
    return row.pk


@verb("webhook.resume")
def resume(*, actor: Actor, now: datetime, subscription_id: int) -> int | Refused:
    """Sending goes on with what is done from now; what was missed can be read with a token."""
    row = _locked(actor, subscription_id, now)
    if isinstance(row, Refused):
        return row
    if row.state == SubscriptionState.ON:
        return Refused(Message(N_("推送正在进行")))
    write(row, state=SubscriptionState.ON, failing_since=None)
    return row.pk


@verb("webhook.renew_secret")
def renew_secret(*, actor: Actor, now: datetime, subscription_id: int) -> Subscribed | Refused:
    """A new secret. For WEBHOOK_OLD_SECRET_HOURS messages carry signatures by both."""
    row = _locked(actor, subscription_id, now)
    if isinstance(row, Refused):
        return row
    secret = new_secret()
    until = now + timedelta(hours=settings.WEBHOOK_OLD_SECRET_HOURS)
    write(row, previous_secret=row.secret, previous_until=until, secret=seal(secret))
    return Subscribed(row.pk, secret)


@verb("webhook.ping")
def ping(*, actor: Actor, now: datetime, subscription_id: int) -> int | Refused:
    """A message of no content, to try the address out."""
    row = _locked(actor, subscription_id, now)
    if isinstance(row, Refused):
        return row
    if row.state != SubscriptionState.ON:
        return Refused(Message(N_("推送已停止。请先恢复推送，再发测试消息")))
    record(subject=("webhook", row.pk), body=row.body_id)
    return queue(row.pk, PING, written(PING, now, {"subscription": row.pk}), now)


@verb("webhook.resend")
def resend(*, actor: Actor, now: datetime, delivery_id: int) -> int | Refused:
    """Send a message that did not arrive once more, as a message of its own."""
    old = Delivery.objects.filter(pk=delivery_id).first()
    row = _locked(actor, old.subscription_id, now) if old else None
    if old is None or isinstance(row, Refused) or row is None:
        return row if isinstance(row, Refused) else Refused(Message(N_("没有这条消息")))
    if old.state != Delivery.State.FAILED or row.state != SubscriptionState.ON:
        return Refused(Message(N_("只能在推送进行时重发未送达的消息")))
    record(subject=("webhook", row.pk), body=row.body_id, after={"message": old.message})
    return queue(row.pk, old.verb, old.payload, now)


@verb("webhook.give_up")
def give_up(*, actor: Actor, now: datetime, subscription_id: int) -> int | Refused:
    """The receiver has been dead for days, or says it is gone: stop, and tell the body's administrators."""
    if not actor.is_system:
        return Refused(Message(N_("由系统在连续失败后办理。")))
    row = Subscription.objects.select_for_update().get(pk=subscription_id)
    if row.state != SubscriptionState.ON:
        return Refused(Message(N_("推送已经停止")))
    write(row, state=SubscriptionState.GIVEN_UP)
    text = Message(
        N_("向 {host} 推送消息连续失败，系统已停止推送。请与对方核实接收地址，然后在“对外接口”页恢复推送。"),
        {"host": row.host},
    )
    day = timezone.localtime(now).date()
    for person in holders(Role.BODY_ADMINISTRATOR, [row.body_id], day):
        if person.email:
            post(
                to=person.email, subject=str(Message(N_("消息推送已停止"))), text=str(text),
                about=("webhook", row.pk), now=now,
            )  # fmt: skip
    return row.pk


def _locked(actor: Actor, subscription_id: int, now: datetime) -> Subscription | Refused:
    row = Subscription.objects.select_for_update().filter(pk=subscription_id).first()
    if row is None:
        return Refused(Message(N_("没有这项推送")))
    day = timezone.localtime(now).date()
    refused = policy.may_manage(actor, row.body_id, day)
    if refused is None and row.below:
        refused = policy.may_include_below(actor, row.body_id, day)
    return row if refused is None else refused


def _wrong(url: str, verbs: Collection[str]) -> Refused | None:
    problems = []
    said = problem_of(url)
    if said is not None:
        problems.append(("url", said))
    if not verbs or not set(verbs) <= set(subscribable()):
        problems.append(("verbs", Message(N_("请至少选择一种消息"))))
    if not problems:
        return None
    return Refused(Message(N_("没有设置成功，请改正后再提交")), details=tuple(problems))


def subscribable() -> list[str]:
    """Every verb that may be told: not those on accounts, tokens and the machinery."""
    kept_in = ("person.", "token.", "webhook.", "task.", "mail.", "subscription.", "file.")
    return sorted(name for name in REGISTRY if not name.startswith(kept_in))
