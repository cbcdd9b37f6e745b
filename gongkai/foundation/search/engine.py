"""What an engine must be able to do. There are two: `embedded` on this machine, `opensearch` beside it."""

import zlib
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Protocol

from gongkai.foundation.search import typed
from gongkai.foundation.search.clauses import Question
from gongkai.foundation.search.items import Found, Item, Key, Order
from gongkai.foundation.search.tokens import plain

DEEPEST = 1_000
"""Hits that can be paged through by relevance; by date there is no end."""
_TOO_LONG = 20  # digits; a `moment` has fewer
_ZERO = datetime(1900, 1, 1, tzinfo=UTC)


class Unavailable(Exception):  # noqa: N818 - the name says it all
    """There is no index yet, or the engine does not answer."""


class Index(Protocol):
    """An index of items. Changes are seen by `search` after `commit`."""

    def change(self, added: Iterable[Item], removed: Collection[Key]) -> None:
        """Put in items, each in the place of what had its key, and take out others; then commit."""

    def fill(self, items: Iterable[Item]) -> None:
        """Put items into an empty index, then commit."""

    def search(self, question: Question) -> Found:
        """Raises Unavailable."""

    def count(self) -> int:
        """How many items there are. Raises Unavailable."""

    def titles(self, question: Question) -> list[tuple[Key, str]]:
        """Keys and titles of the best hits."""


def moment(item: Item) -> int:
    """By which items are put in order of date: minutes since 1900, then something of its own for each item,
    so that a page by key neither skips nor repeats those of the same minute."""
    minutes = max(0, int((item.at - _ZERO).total_seconds()) // 60)
    return minutes << 32 | zlib.crc32(str(item.key).encode())


def after(question: Question) -> int | None:
    """What is asked for lies behind this; None: from the beginning. It stands in an address, where anything
    may be typed."""
    told = question.after
    return int(told) if told.isascii() and told.isdecimal() and len(told) < _TOO_LONG else None


def offset(question: Question) -> int:
    """Hits to be passed over, by relevance."""
    return 0 if question.order is Order.DATE else after(question) or 0


def key_behind(place: int) -> str:
    """What to ask with for the hits behind the one at this place, by relevance; empty where there is an end.
    Places begin with 1."""
    return str(place) if place < DEEPEST else ""


def number_keys(item: Item) -> list[str]:
    """What the item's printed numbers are compared by."""
    keys: list[str] = []
    for printed in item.numbers:
        keys += list(typed.numbers(printed)) or [plain(printed)]
    return keys


def whole_title(title: str) -> str:
    """What whole titles are compared by; long ones are cut alike in items and questions."""
    return plain(title)[:200]


def kept_facets(item: Item) -> dict[str, list[str]]:
    """Facets as they are kept: without the empty ones."""
    return {name: list(values) for name, values in item.facets.items() if values}
