"""Whoever wants to know at once that a verb has changed something, within the transaction of the verb.

A room says so in its `following.py`; the ledger knows none of them. What a follower writes exists if and
only if the change is committed. It records nothing itself.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from gongkai.foundation.ledger.models import Event

__all__ = ["Event", "Follower", "follows", "tell"]

type Follower = Callable[[str, datetime, Sequence[Event]], None]
"""Takes the verb's name, its time and its events."""

_followers: list[Follower] = []


def follows(follower: Follower) -> Follower:
    """Decorator: is told of every verb that was done."""
    _followers.append(follower)
    return follower


def tell(verb: str, now: datetime, events: Sequence[Event]) -> None:
    """Tell all followers. Called by the ledger when a verb has ended well."""
    for follower in _followers:
        follower(verb, now, events)
