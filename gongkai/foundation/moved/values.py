"""What passes in and out."""

from dataclasses import dataclass
from datetime import datetime

from gongkai.core.messages import Message


@dataclass(frozen=True, slots=True)
class Pair:
    """An old address and where it leads, as they are kept."""

    host: str
    path: str
    to: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list: its number from 1, as it was written, and what is wrong with it or what it means."""

    number: int
    old: str
    new: str
    pair: Pair | None
    problem: Message | None


@dataclass(frozen=True, slots=True)
class OldAddressCard:
    """`closed_at` is None while it leads somewhere."""

    id: int
    old: str
    to: str
    added_at: datetime
    closed_at: datetime | None
