"""What is put into an index, and what comes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

PUBLIC = "public"
"""The audience of what everybody may find."""


class Key(NamedTuple):
    """Which thing: its kind ("document") and its number within the kind."""

    kind: str
    number: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.number}"

    @classmethod
    def read(cls, text: str) -> "Key":
        """Of what `str` made."""
        kind, _, number = text.rpartition(":")
        return cls(kind, int(number))


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that can be found.

    `text` is everything of it but its title: body, keywords, what a reader sees in its files. `numbers` are
    its 发文字号 and 索引号 as printed: found whole however they are typed, and by any part of them. `facets`:
    name → values, each the code people filter by ("body" → ("12",)). `audiences`: who may find it, PUBLIC or
    what its source understands.
    """

    key: Key
    title: str
    text: str
    at: datetime
    numbers: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    audiences: frozenset[str] = frozenset({PUBLIC})


class Order(StrEnum):
    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Hit:
    """`after`: what to ask with for the hits behind this one; opaque. Empty where nobody can go on."""

    key: Key
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits. `total` is exact unless `more` says that there are more than that.

    `facets`: name → value → number of hits with it, most first; for a facet that is filtered by, as if it
    were not, so that another value can be chosen.
    """

    hits: Sequence[Hit]
    total: int
    more: bool = False
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


NOTHING = Found((), 0)
