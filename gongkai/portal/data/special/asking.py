"""What a special view is, and how it asks its data sets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from gongkai.core.disclosure.masking import public_columns
from gongkai.core.disclosure.schema import DataSet, SortKey
from gongkai.disclosure.queries import rows
from gongkai.disclosure.queries.asking import Asked, searched_columns
from gongkai.disclosure.queries.rows import RowCard
from gongkai.portal.data.asked import LONGEST, only
from gongkai.portal.data.cells import NUMBERS, cells, head, title
from gongkai.portal.data.shell import Names

MOST = 1_000
type Shown = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asking:
    """A reader before a view. `sets`: those of its data sets that are declared."""

    day: date
    said: QueryDict
    names: Names
    sets: Mapping[str, DataSet]

    def word(self, name: str) -> str:
        return " ".join(self.said.get(name, "").split())[:LONGEST]

    def rows(
        self, name: str, of: Mapping[str, Any] | None = None, *, sort: str = "", limit: int = MOST,
        text: str = "",
    ) -> tuple[RowCard, ...]:  # fmt: skip
        """Current rows `of` these values, one statement; nothing of a set that is not declared. `sort` as an
        address says it."""
        data_set = self.sets.get(name)
        if data_set is None or (text and not searched_columns(data_set)):
            return ()
        keys = tuple(
            SortKey(each.removeprefix("-"), each.startswith("-")) for each in sort.split(",") if each
        )
        asked = Asked(only(data_set, **(of or {})).filters, text, keys)
        return rows.page(data_set, asked, limit=limit).items

    def table(self, name: str, cards: Sequence[RowCard], leave_out: tuple[str, ...] = ()) -> Shown:
        """Rows as a list, with the columns that the data set's own list has."""
        data_set = self.sets[name]
        seen = {each.name: each for each in public_columns(data_set)}
        columns = [
            seen[each] for each in data_set.presentation.list if each in seen and each not in leave_out
        ]
        return {
            "data_set": data_set,
            "heads": [{"words": head(each), "is_number": each.type in NUMBERS} for each in columns],
            "rows": [
                {"cells": cells(columns, each.content, self.names), "address": address_of(each),
                 "title": title(data_set, each.content, self.names)}
                for each in cards
            ],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """`needs`: columns it reads, by data set; `takes`: data sets it shows when they are there. `by`: the part
    of the address that chooses one thing, `rows`: the column of it in rows of data sets."""

    name: str
    title: str
    about: str
    needs: Mapping[str, tuple[str, ...]]
    build: Callable[[Asking], Shown]
    takes: tuple[str, ...] = ()
    by: str = ""
    rows: Mapping[str, str] = field(default_factory=dict)

    @property
    def main(self) -> str:
        """The data set without whose rows there is nothing to show."""
        return next(iter(self.needs))

    @property
    def address(self) -> str:
        return reverse("portal:data_view", args=[self.name])


def address_of(card: RowCard) -> str:
    return reverse("portal:data_row", args=[card.data_set, card.number])
