"""How high a clause can lift an item at most in the embedded engine, and which are told by the title alone.

An item without any of the words in its title can't rank above the bound of what is left; so whoever has
enough items above that bound need not look at the others, which are the most.
"""

import math
from collections.abc import Callable, Iterable, Iterator

from gongkai.foundation.search.clauses import Character, Clause, Every, Field, Phrase, Some, Value

_SATURATION = 1.2  # of the engine's BM25: one term gives less than 1 + this, times its rarity
_ROUNDED = 1.001  # the engine counts in single precision

type Rarity = Callable[[Field, str], float]
"""Of a token in a field: `rarity` of the items that have it."""


def rarity(having: int, of_all: int) -> float:
    """Inverse document frequency."""
    return math.log(1 + (of_all - having + 0.5) / (having + 0.5))


def highest(clauses: Iterable[Clause], rare: Rarity, told: Callable[[Phrase], Iterable[str]]) -> float:
    """No item gets more than this from all of the clauses. `told`: the tokens a phrase is asked by."""
    return sum(_highest(each, rare, told) for each in clauses) * _ROUNDED


def _highest(clause: Clause, rare: Rarity, told: Callable[[Phrase], Iterable[str]]) -> float:
    match clause:
        case Phrase(field, _, weight):
            return weight * (1 + _SATURATION) * sum(rare(field, token) for token in told(clause))
        case Character(_, _, weight) | Value(_, _, weight):
            return weight
        case Every(parts) | Some(parts):
            return sum(_highest(part, rare, told) for part in parts)


def told_by_title(clause: Clause) -> bool:
    """Has only an item whose title says so anything from this clause?"""
    return all(field in (Field.TITLE, Field.WHOLE_TITLE) for field in _fields(clause))


def _fields(clause: Clause) -> Iterator[Field]:
    match clause:
        case Every(parts) | Some(parts):
            for part in parts:
                yield from _fields(part)
        case _:
            yield clause.field
