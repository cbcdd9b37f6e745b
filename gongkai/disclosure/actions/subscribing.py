"""邮件订阅数据更新: asked for by anybody, valid once the owner of the address has confirmed it, ended by a
click."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.disclosure import declared
from gongkai.disclosure.letters import post_confirmation
from gongkai.disclosure.models import DataSubscription, DataSubscriptionState, Release, ToldUpTo
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor

_MOST = 20  # of one address
_AGAIN = timedelta(minutes=10)  # between two letters that ask to confirm
_CONFIRMED, _ENDED = DataSubscriptionState.CONFIRMED, DataSubscriptionState.ENDED


@verb("data_subscription.ask")
def ask_for_letters(
    *,
    actor: Actor,
    now: datetime,
    email: str,
    data_set: str,
    question: str,
    frequency: str,
    language: str = "zh-hans",
) -> DataSubscription | Refused:
    """订阅: a letter asks the owner of the address to confirm. Refused where one was sent a moment ago; the
    page says the same either way, so that nobody learns who subscribes to what. `question`: as an address
    asks it, already understood."""
    declared.newest(data_set, timezone.localdate(now))
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        said = Message(N_("请填写邮箱"))
        return Refused(said, details=(("email", said),))
    of_address = DataSubscription.objects.filter(email=address).exclude(state=_ENDED)
    row = of_address.select_for_update().filter(data_set=data_set, question=question).first()
    if row is None and of_address.count() >= _MOST:
        return Refused(Message(N_("这个邮箱的订阅太多了，请先退订一些。")))
    if row is not None and now - row.asked_at < _AGAIN:
        return Refused(Message(N_("确认邮件刚刚发出，请到邮箱里查看。")))
    if row is None:
        row = DataSubscription(
            email=address, data_set=data_set, question=question, state=DataSubscriptionState.UNCONFIRMED
        )
    if row.state != _CONFIRMED:
        row.frequency, row.language = frequency, language
    write(row, asked_at=now)
    post_confirmation(row, now)
    return row


@verb("data_subscription.confirm")
def confirm_letters(
    *, actor: Actor, now: datetime, subscription_id: int, frequency: str = ""
) -> DataSubscription | Refused:
    """确认, or another frequency; by who has the link out of the letter. He is told of what comes from now
    on."""
    row = DataSubscription.objects.select_for_update().filter(pk=subscription_id).first()
    if row is None or row.state == _ENDED:
        return Refused(Message(N_("这项订阅已经退订。需要的话请重新订阅。")))
    if row.state != _CONFIRMED:
        ToldUpTo.objects.update_or_create(subscription=row, defaults={"number": last_release(row.data_set)})
    write(row, state=_CONFIRMED, confirmed_at=row.confirmed_at or now, frequency=frequency or row.frequency)
    return row


@verb("data_subscription.end")
def end_letters(*, actor: Actor, now: datetime, subscription_id: int) -> DataSubscription | Refused:
    """退订: the address is forgotten at once."""
    row = DataSubscription.objects.select_for_update().filter(pk=subscription_id).first()
    if row is None or row.state == _ENDED:
        return Refused(Message(N_("这项订阅已经退订。")))
    ToldUpTo.objects.filter(subscription=row).delete()
    write(row, state=_ENDED, ended_at=now, email="", question="")
    return row


def last_release(data_set: str) -> int:
    """The number of the newest release that is out; 0 without any."""
    out = Release.objects.filter(data_set=data_set, released_at__isnull=False)
    return out.order_by("-number").values_list("number", flat=True).first() or 0
