"""The closed lists of channels, for who shows them."""

from gongkai.publishing.channels.models import (
    AccountState,
    DeliveryState,
    Frequency,
    MailSubscriptionState,
    MessageKind,
    MessageState,
    News,
    PostingState,
    What,
)

__all__ = [
    "AccountState",
    "DeliveryState",
    "Frequency",
    "MailSubscriptionState",
    "MessageKind",
    "MessageState",
    "News",
    "PostingState",
    "What",
]
