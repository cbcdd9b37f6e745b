"""Verbs of channels."""

from gongkai.publishing.channels.actions.accounts import (
    AccountFacts,
    change,
    close,
    connect,
    register,
    reopen,
    review,
    suspend,
)
from gongkai.publishing.channels.actions.deliveries import (
    arrive,
    check,
    end_by_hand,
    fail,
    prove,
    resend,
    settle,
)
from gongkai.publishing.channels.actions.inbox import (
    answer,
    answered,
    approve_answer,
    close_message,
    erase_message,
    read_whole,
    receive,
    return_answer,
)
from gongkai.publishing.channels.actions.lists import drop_list, keep_list
from gongkai.publishing.channels.actions.postings import approve, choose, drop, prepare, return_posting
from gongkai.publishing.channels.actions.subscriptions import Wish, ask, confirm, unsubscribe

__all__ = [
    "AccountFacts",
    "Wish",
    "answer",
    "answered",
    "approve",
    "approve_answer",
    "arrive",
    "ask",
    "change",
    "check",
    "choose",
    "close",
    "close_message",
    "confirm",
    "connect",
    "drop",
    "drop_list",
    "end_by_hand",
    "erase_message",
    "fail",
    "keep_list",
    "prepare",
    "prove",
    "read_whole",
    "receive",
    "register",
    "reopen",
    "resend",
    "return_answer",
    "return_posting",
    "review",
    "settle",
    "suspend",
    "unsubscribe",
]
