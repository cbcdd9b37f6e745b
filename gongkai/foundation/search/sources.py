"""Where items come from: each room says what of it can be found, and by whom.

In the room's `found.py`:

    @source("document")
    class Documents:
        def items(self, numbers): …
        def every(self): …
        def audiences(self, actor, day): …
        def originals(self, actor, day, numbers): …
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import Protocol

from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.search.items import PUBLIC, Item, Key

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Original:
    """An item as it is written, for showing a hit. `address` is where it can be read."""

    title: str
    text: str
    address: str = ""


class Source(Protocol):
    """What a room tells of one kind of thing."""

    def items(self, numbers: Collection[int]) -> Iterable[Item]:
        """Those of the things that can be found by anybody; what is left out is taken from the index."""

    def every(self) -> Iterable[int]:
        """The numbers of all that can be found, for building an index anew."""

    def audiences(self, actor: Actor, day: date) -> frozenset[str]:
        """The audiences the actor belongs to, besides PUBLIC."""

    def originals(self, actor: Actor, day: date, numbers: Collection[int]) -> Mapping[int, Original]:
        """Those that the actor may see at this moment, asked of the database: the index may be behind."""


_sources: dict[str, Source] = {}


def source[S: Source](kind: str) -> Callable[[type[S]], type[S]]:
    """Class decorator: one of these tells of the things of this kind."""

    def decorate(made: type[S]) -> type[S]:
        if kind in _sources:
            raise ValueError(f"two sources tell of {kind}")
        _sources[kind] = made()
        return made

    return decorate


def kinds() -> tuple[str, ...]:
    """What can be found."""
    return tuple(_sources)


def read(keys: Collection[Key]) -> tuple[list[Item], list[Key]]:
    """The items of these keys, and the keys of which there is none (any more)."""
    found: list[Item] = []
    for kind, numbers in _by_kind(keys).items():
        if kind in _sources:
            found += _sources[kind].items(numbers)
    known = {item.key for item in found}
    return found, [key for key in keys if key not in known]


def everything() -> Iterator[Item]:
    """All items of all sources."""
    for each in _sources.values():
        for numbers in batched(each.every(), _BATCH):
            yield from each.items(numbers)


def audiences(actor: Actor, day: date) -> frozenset[str]:
    """All audiences the actor belongs to."""
    return frozenset({PUBLIC}).union(*(each.audiences(actor, day) for each in _sources.values()))


def originals(actor: Actor, day: date, keys: Collection[Key]) -> dict[Key, Original]:
    """What of it the actor may see now. One question a kind."""
    return {
        Key(kind, number): original
        for kind, numbers in _by_kind(keys).items()
        if kind in _sources
        for number, original in _sources[kind].originals(actor, day, numbers).items()
    }


def _by_kind(keys: Collection[Key]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for key in keys:
        found.setdefault(key.kind, []).append(key.number)
    return found
