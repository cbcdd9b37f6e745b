"""The closed lists of channels, for who shows them."""

from gongkai.foundation.mail.subscriptions.rows import Frequency, MailSubscriptionState
from gongkai.publishing.channels.models import (
    AccountState,
    DeliveryState,
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
