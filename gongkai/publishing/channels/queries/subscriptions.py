"""A subscription, for who has its link."""

from dataclasses import dataclass

from gongkai.publishing.channels.letters import subscription_of
from gongkai.publishing.channels.models import Frequency, MailSubscription, MailSubscriptionState


@dataclass(frozen=True, slots=True)
class SubscriptionCard:
    """`of`: a body, None for all; empty codes don't filter."""

    id: int
    of: int | None
    kind: str
    subject: str
    text: str
    frequency: Frequency
    state: MailSubscriptionState


def by_token(token: str) -> SubscriptionCard | None:
    """None for a link that was never sent."""
    number = subscription_of(token)
    row = MailSubscription.objects.filter(pk=number).first() if number is not None else None
    if row is None:
        return None
    return SubscriptionCard(
        row.pk, row.of_id, row.kind, row.subject, row.text, Frequency(row.frequency),
        MailSubscriptionState(row.state),
    )  # fmt: skip
