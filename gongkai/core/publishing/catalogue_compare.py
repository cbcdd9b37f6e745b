"""Two catalogues of one field side by side: the same, differing, only on one side."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.publishing.catalogue import Column, Row


class Side(StrEnum):
    SAME = "same"
    DIFFERING = "differing"
    ONLY_LEFT = "only_left"
    ONLY_RIGHT = "only_right"


@dataclass(frozen=True, slots=True)
class Pair:
    """`left`, `right`: places in the two lists; None where that side lacks it. `columns`: what differs."""

    side: Side
    left: int | None
    right: int | None
    columns: tuple[Column, ...] = ()


def side_by_side(left: Sequence[Row], right: Sequence[Row]) -> tuple[Pair, ...]:
    """In the order of the left, then what only the right has. Rows meet by their three 事项; of several with
    the same names the first meets the first. Numbers, blanks and the order of lists make no difference."""
    waiting: dict[tuple[str, ...], list[int]] = {}
    for at, row in enumerate(right):
        waiting.setdefault(_key(row), []).append(at)
    pairs: list[Pair] = []
    for at, row in enumerate(left):
        others = waiting.get(_key(row))
        if not others:
            pairs.append(Pair(Side.ONLY_LEFT, at, None))
            continue
        other = others.pop(0)
        columns = differing(row, right[other])
        pairs.append(Pair(Side.DIFFERING if columns else Side.SAME, at, other, columns))
    rest = sorted(at for places in waiting.values() for at in places)
    return (*pairs, *(Pair(Side.ONLY_RIGHT, None, at) for at in rest))


def differing(one: Row, other: Row) -> tuple[Column, ...]:
    """The columns in which they say something else."""
    return tuple(column for column, told in _TOLD if told(one) != told(other))


def _key(row: Row) -> tuple[str, ...]:
    return tuple(_bare(each) for each in (row.first, row.second, row.third))


def _bare(text: str) -> str:
    return re.sub(r"[\s、，,；;。：:“”\"（）()]+", "", text)


def _set(items: Sequence[str]) -> frozenset[str]:
    return frozenset(_bare(each) for each in items)


_TOLD: tuple[tuple[Column, Callable[[Row], object]], ...] = (
    (Column.ELEMENTS, lambda row: _set(row.elements)),
    (Column.BASIS, lambda row: _set(row.basis)),
    (Column.LIMIT, lambda row: _bare(row.limit.text)),
    (Column.BODY, lambda row: _bare(row.body)),
    (Column.CHANNELS, lambda row: (row.channels.must, row.channels.may, _set(row.channels.others))),
    (Column.EVERYBODY, lambda row: row.everybody),
    (Column.GROUP, lambda row: _bare(row.group)),
    (Column.PROACTIVE, lambda row: row.proactive),
    (Column.ON_REQUEST, lambda row: row.on_request),
    (Column.COUNTY, lambda row: row.county),
    (Column.TOWNSHIP, lambda row: row.township),
)
