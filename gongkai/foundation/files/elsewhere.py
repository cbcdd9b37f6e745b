"""Sealed contents that lie elsewhere than in the store of files.

A room that keeps some says in its `sealed_contents.py` how they are sealed with the present key and looked
over; `gongkai files` does it for all of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keeper:
    """`reseal` seals some of what the present key has not sealed, each in a transaction of its own, and
    returns how many (0: none are left). `look_over` yields for every content what is wrong with it, or
    nothing (an empty text)."""

    reseal: Callable[[], int]
    look_over: Callable[[], Iterator[str]]


_keepers: list[Keeper] = []


def keep(keeper: Keeper) -> None:
    _keepers.append(keeper)


def keepers() -> tuple[Keeper, ...]:
    return tuple(_keepers)
