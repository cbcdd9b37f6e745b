"""邮件订阅: asked for by anybody, valid once the owner of the address has confirmed it, ended by a click."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing.channels.letters import post_confirmation
from gongkai.publishing.channels.models import MailSubscription, MailSubscriptionState, Waiting

_MOST = 20  # of one address
_AGAIN = timedelta(minutes=10)  # between two letters that ask to confirm
_CONFIRMED, _ENDED = MailSubscriptionState.CONFIRMED, MailSubscriptionState.ENDED


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to be told of; what is empty does not filter."""

    of_id: int | None = None
    kind: str = ""
    subject: str = ""
    text: str = ""


@verb("mail_subscription.ask")
def ask(
    *,
    actor: Actor,
    now: datetime,
    email: str,
    wish: Wish,
    frequency: str,
    language: str = "zh-hans",
    is_sample: bool = False,
) -> MailSubscription | Refused:
    """订阅: a letter asks the owner of the address to confirm. Refused where one was sent a moment ago; the
    page says the same either way, so that nobody learns who subscribes to what."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        said = Message(N_("请填写邮箱"))
        return Refused(said, details=(("email", said),))
    of_address = MailSubscription.objects.filter(email=address).exclude(state=_ENDED)
    row = of_address.select_for_update().filter(**asdict(wish)).first()
    if row is None and of_address.count() >= _MOST:
        return Refused(Message(N_("这个邮箱的订阅太多了，请先退订一些。")))
    if row is not None and now - row.asked_at < _AGAIN:
        return Refused(Message(N_("确认邮件刚刚发出，请到邮箱里查看。")))
    if row is None:
        row = MailSubscription(
            email=address, state=MailSubscriptionState.UNCONFIRMED, is_sample=is_sample, **asdict(wish)
        )
    if row.state != _CONFIRMED:
        row.frequency, row.language = frequency, language
    write(row, asked_at=now)
    post_confirmation(row, now)
    return row


@verb("mail_subscription.confirm")
def confirm(
    *, actor: Actor, now: datetime, subscription_id: int, frequency: str = ""
) -> MailSubscription | Refused:
    """确认, or another frequency; by who has the link out of the letter."""
    row = MailSubscription.objects.select_for_update().filter(pk=subscription_id).first()
    if row is None or row.state == _ENDED:
        return Refused(Message(N_("这项订阅已经退订。需要的话请重新订阅。")))
    write(row, state=_CONFIRMED, confirmed_at=row.confirmed_at or now, frequency=frequency or row.frequency)
    return row


@verb("mail_subscription.end")
def unsubscribe(*, actor: Actor, now: datetime, subscription_id: int) -> MailSubscription | Refused:
    """退订: the address is forgotten at once."""
    row = MailSubscription.objects.select_for_update().filter(pk=subscription_id).first()
    if row is None or row.state == _ENDED:
        return Refused(Message(N_("这项订阅已经退订。")))
    Waiting.objects.filter(subscription=row).delete()
    write(row, state=_ENDED, ended_at=now, email="", text="")
    return row
