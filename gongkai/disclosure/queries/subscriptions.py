"""A subscription to a data set, for who has its link."""

from dataclasses import dataclass

from gongkai.disclosure.letters import subscription_of
from gongkai.disclosure.models import DataSubscription, DataSubscriptionState, LetterFrequency

__all__ = ["LetterFrequency", "SubscriptionCard", "by_token"]


@dataclass(frozen=True, slots=True)
class SubscriptionCard:
    """`question`: as an address asks it, "" for the whole data set."""

    id: int
    data_set: str
    question: str
    frequency: LetterFrequency
    state: DataSubscriptionState


def by_token(token: str) -> SubscriptionCard | None:
    """None for a link that was never sent."""
    number = subscription_of(token)
    row = DataSubscription.objects.filter(pk=number).first() if number is not None else None
    if row is None:
        return None
    return SubscriptionCard(
        row.pk, row.data_set, row.question, LetterFrequency(row.frequency), DataSubscriptionState(row.state)
    )
