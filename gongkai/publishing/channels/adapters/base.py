"""What an adapter does, and what can have become of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from gongkai.publishing.channels.hints import Hint
from gongkai.publishing.channels.models import Account, Delivery, InboxMessage

HANDED = "handed"
"""Kept in `Delivery.remote` before the one call that makes it public: from then on nobody can be sure."""


class Ended(StrEnum):
    """What is known after a call."""

    ARRIVED = "arrived"
    UNDER_WAY = "under_way"  # taken, and to be asked about later
    LATER = "later"  # not taken, for certain; may be tried again
    FAILED = "failed"  # not taken, for certain; a person is needed
    UNSURE = "unsure"  # handed over, and no answer
    GONE = "gone"  # asked about: it is not there, for certain


@dataclass(frozen=True, slots=True)
class Outcome:
    """`said`: the platform's words; `link`: where it can be read; `not_before`: when to try again at the
    earliest."""

    ended: Ended
    remote: Mapping[str, Any] = field(default_factory=dict)
    link: str = ""
    said: str = ""
    hint: Hint | None = None
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A comment as the platform tells it."""

    remote_id: str
    author: str
    author_id: str
    text: str
    at: datetime
    remote: Mapping[str, Any] = field(default_factory=dict)


type Keep = Callable[..., None]
"""Commits what the platform calls it so far, before the next step is tried."""


class Adapter(Protocol):
    """`publish` and `take_down` may be called when nothing was handed over, `ask` afterwards. None of them is
    called inside a transaction."""

    def publish(self, delivery: Delivery, now: datetime, keep: Keep) -> Outcome: ...
    def ask(self, delivery: Delivery, now: datetime) -> Outcome: ...
    def take_down(self, delivery: Delivery, published: Delivery, now: datetime) -> Outcome: ...


class Platform(Adapter, Protocol):
    """A platform of accounts, on which people write back."""

    def comments(self, delivery: Delivery, now: datetime) -> list[Fetched]: ...
    def answer(self, account: Account, message: InboxMessage, now: datetime) -> Outcome: ...
