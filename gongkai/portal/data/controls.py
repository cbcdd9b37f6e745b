"""The form above a list: one control a declared filter, filled with what was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from gongkai.core.disclosure.schema import Column, ColumnType, DataSet
from gongkai.portal.data.asked import CHOSEN, FROM, TO
from gongkai.portal.data.cells import NUMBERS, head, words
from gongkai.portal.data.shell import Names

OFFERED = frozenset(
    {ColumnType.STRING, ColumnType.BODY, ColumnType.YEAR, ColumnType.QUARTER, ColumnType.YEARMONTH}
)
"""Types of which a list of the values that are there is offered."""
BOUNDED = NUMBERS | {ColumnType.DATE, ColumnType.DATETIME}


@dataclass(frozen=True, slots=True)
class Control:
    """`kind`: choice, range or text. `choices`: (value, words, how many rows or None)."""

    column: Column
    title: str
    kind: str
    choices: Sequence[tuple[str, str, int | None]] = ()
    value: str = ""
    first: str = ""
    last: str = ""
    input: str = "text"

    @property
    def name(self) -> str:
        return self.column.name


def offered(data_set: DataSet) -> tuple[str, ...]:
    """Filters whose choices have to be looked up among the rows."""
    return tuple(
        name
        for name in data_set.presentation.filters
        if not (column := data_set.column(name)).enum and column.type in OFFERED | {ColumnType.DIVISION}
    )


def controls(
    data_set: DataSet, said: QueryDict, found: Mapping[str, Mapping[str, int]], names: Names
) -> list[Control]:
    """`found`: values by column with their numbers of rows; where a column has none, its value is typed."""
    return [_control(data_set.column(each), said, found, names) for each in data_set.presentation.filters]


def _control(
    column: Column, said: QueryDict, found: Mapping[str, Mapping[str, int]], names: Names
) -> Control:
    value = said.get(CHOSEN + column.name, "")[:100]
    if column.enum:
        choices = [(each.value, each.title, None) for each in column.enum]
        return Control(column, column.title, "choice", choices, value)
    if column.type is ColumnType.BOOLEAN:
        return Control(
            column, column.title, "choice", [("true", _("是"), None), ("false", _("否"), None)], value
        )
    if column.type in BOUNDED:
        kind = "text" if column.type in NUMBERS else "date"
        first, last = (said.get(each + column.name, "")[:30] for each in (FROM, TO))
        return Control(column, head(column), "range", (), "", first, last, kind)
    values = found.get(column.name)
    if values:
        listed = [(each, words(column, each, names), count) for each, count in values.items()]
        return Control(column, column.title, "choice", sorted(listed, key=_order), value)
    return Control(column, column.title, "text", (), value)


def _order(choice: tuple[str, str, int | None]) -> tuple[bool, str]:
    return not choice[0].isdigit(), choice[0]
