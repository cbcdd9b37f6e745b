"""Tables of channels."""

from gongkai.publishing.channels.models.accounts import Account, AccountState, MediaList
from gongkai.publishing.channels.models.deliveries import (
    Carried,
    Delivery,
    DeliveryState,
    Posting,
    PostingState,
    What,
)
from gongkai.publishing.channels.models.inbox import InboxMessage, MessageKind, MessageState
from gongkai.publishing.channels.models.subscriptions import MailSubscription, News, Waiting

__all__ = [
    "Account",
    "AccountState",
    "Carried",
    "Delivery",
    "DeliveryState",
    "InboxMessage",
    "MailSubscription",
    "MediaList",
    "MessageKind",
    "MessageState",
    "News",
    "Posting",
    "PostingState",
    "Waiting",
    "What",
]
