"""Subscriptions and what became of their messages, for those who look after them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from gongkai.foundation.organisations.queries import subtree_ids
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.foundation.webhooks.models import Delivery, Subscription, SubscriptionState


@dataclass(frozen=True, slots=True)
class SubscriptionCard:
    id: int
    body: int
    url: str
    verbs: tuple[str, ...]
    below: bool
    state: SubscriptionState
    created_at: datetime
    failing_since: datetime | None


@dataclass(frozen=True, slots=True)
class DeliveryCard:
    """`status` is that of the last answer, None when none came; `error` says why."""

    id: int
    message: str
    verb: str
    payload: str
    at: datetime
    state: Delivery.State
    attempts: int
    last_at: datetime | None
    status: int | None
    error: str
    next_at: datetime | None


def subscriptions_visible_to(actor: Actor, day: date) -> list[SubscriptionCard]:
    """Those of bodies one administers or is in charge of."""
    return [_card(each) for each in _visible_to(actor, day).order_by("body_id", "pk")]


def subscription(actor: Actor, subscription_id: int, day: date) -> SubscriptionCard | None:
    """None when there is none, or it is not for the actor to see."""
    found = _visible_to(actor, day).filter(pk=subscription_id).first()
    return _card(found) if found else None


def deliveries(subscription_id: int, *, before: int | None = None, limit: int = 50) -> list[DeliveryCard]:
    """The newest messages; `before` a number to go on from. Ask `subscription` first who may see them."""
    found = Delivery.objects.filter(subscription_id=subscription_id).order_by("-pk")
    if before is not None:
        found = found.filter(pk__lt=before)
    return [
        DeliveryCard(
            each.pk, each.message, each.verb, each.payload, each.at, Delivery.State(each.state),
            each.attempts, each.last_at, each.status, each.error, each.next_at,
        )
        for each in found[:limit]
    ]  # fmt: skip


def subscription_of(delivery_id: int) -> int | None:
    """Whose message it is."""
    return Delivery.objects.filter(pk=delivery_id).values_list("subscription_id", flat=True).first()


def _visible_to(actor: Actor, day: date) -> QuerySet[Subscription]:
    """One with `below` is for the office in charge alone, as its messages are."""
    if actor.is_system:
        return Subscription.objects.all()
    in_charge = subtree_ids(actor.bodies_as(Role.CITY_OFFICE), day)
    own = Subscription.objects.filter(body_id__in=actor.bodies_as(Role.BODY_ADMINISTRATOR), below=False)
    return own | Subscription.objects.filter(body_id__in=in_charge)


def _card(row: Subscription) -> SubscriptionCard:
    return SubscriptionCard(
        row.pk, row.body_id, row.url, tuple(row.verbs), row.below, SubscriptionState(row.state),
        row.created_at, row.failing_since,
    )  # fmt: skip
