"""A question to an index in a form that every engine can answer.

What matches and what ranks are kept apart, because facets and totals need the first only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gongkai.foundation.search.items import Order


class Field(StrEnum):
    TITLE = "title"
    EVERYTHING = "everything"
    """Title and text together."""
    WHOLE_TITLE = "whole_title"
    """The folded title without blanks and signs, as one value."""
    NUMBER = "number"
    """Keys of document and index numbers, each one value."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens one behind the other, as `tokens.phrase` gives them; or one."""

    field: Field
    tokens: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Character:
    """A lone character, wherever it stands."""

    field: Field
    character: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Value:
    """The field is this, wholly."""

    field: Field
    value: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Every:
    """All of the parts."""

    parts: tuple["Clause", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least `least` of the parts; the more, the higher it ranks."""

    parts: tuple["Clause", ...]
    least: int = 1


type Clause = Phrase | Character | Value | Every | Some


@dataclass(frozen=True, slots=True)
class Question:
    """`matching` None finds everything (within the filters). `ranking` lifts hits, it finds none.

    `filters`: facet → values of which one must fit. `audiences`: one of them must fit. `counted`: facets to
    count. `after`: the `after` of the last hit that is known already.
    """

    audiences: frozenset[str]
    matching: Clause | None = None
    excluded: tuple[Clause, ...] = ()
    ranking: tuple[Clause, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    order: Order = Order.RELEVANCE
    counted: tuple[str, ...] = ()
    size: int = 10
    after: str = ""
