"""Verbs of subscriptions, the same for every list."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.mail.subscriptions.letters import post_confirmation
from gongkai.foundation.mail.subscriptions.lists import MailingList
from gongkai.foundation.mail.subscriptions.rows import MailSubscriptionState, Subscription
from gongkai.foundation.organisations.roles import Actor

_MOST = 20  # of one address, of one list
_AGAIN = timedelta(minutes=10)  # between two letters that ask to confirm
_LOCK = 0x73756273  # first half of the advisory lock on an address
_CONFIRMED, _ENDED = MailSubscriptionState.CONFIRMED, MailSubscriptionState.ENDED


@verb("subscription.ask")
def ask[S: Subscription](
    *,
    actor: Actor,
    now: datetime,
    to: MailingList[S],
    email: str,
    wish: Mapping[str, Any],
    frequency: str,
    language: str = "zh-hans",
    is_sample: bool = False,
) -> S | Refused:
    """订阅: a letter asks the owner of the address to confirm. Refused where one was sent a moment ago; the
    page says the same either way, so that nobody learns who subscribes to what. `wish`: the list's own
    columns, all of them."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        said = Message(N_("请填写邮箱"))
        return Refused(said, details=(("email", said),))
    _one_at_a_time(address)
    of_address = to.model._default_manager.filter(email=address).exclude(state=_ENDED)
    row = of_address.select_for_update().filter(**wish).first()
    if row is None and of_address.count() >= _MOST:
        return Refused(Message(N_("这个邮箱的订阅太多了，请先退订一些。")))
    if row is not None and now - row.asked_at < _AGAIN:
        return Refused(Message(N_("确认邮件刚刚发出，请到邮箱里查看。")))
    if row is None:
        row = to.model(email=address, state=MailSubscriptionState.UNCONFIRMED, is_sample=is_sample, **wish)
    if row.state != _CONFIRMED:
        row.frequency, row.language = frequency, language
    write(row, asked_at=now)
    post_confirmation(to, row, now)
    return row


@verb("subscription.confirm")
def confirm[S: Subscription](
    *, actor: Actor, now: datetime, to: MailingList[S], subscription_id: int, frequency: str = ""
) -> S | Refused:
    """确认, or another frequency; by who has the link out of the letter. He is told of what comes from now
    on."""
    row = to.model._default_manager.select_for_update().filter(pk=subscription_id).first()
    if row is None or row.state == _ENDED:
        return Refused(Message(N_("这项订阅已经退订。需要的话请重新订阅。")))
    if row.state != _CONFIRMED:
        to.begins(row)
    write(row, state=_CONFIRMED, confirmed_at=row.confirmed_at or now, frequency=frequency or row.frequency)
    return row


@verb("subscription.end")
def end[S: Subscription](
    *, actor: Actor, now: datetime, to: MailingList[S], subscription_id: int
) -> S | Refused:
    """退订: the address, and what is personal in the wish, are forgotten at once."""
    row = to.model._default_manager.select_for_update().filter(pk=subscription_id).first()
    if row is None or row.state == _ENDED:
        return Refused(Message(N_("这项订阅已经退订。")))
    to.ends(row)
    write(row, state=_ENDED, ended_at=now, email="", **dict.fromkeys(to.personal, ""))
    return row


def _one_at_a_time(address: str) -> None:
    """Of two clicks at once, the second finds what the first has made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, address])
