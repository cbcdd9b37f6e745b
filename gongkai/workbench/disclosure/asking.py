"""A list's address ↔ what is asked of a data set: words, filters, order, day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.core.cells import FEN_PER_UNIT
from gongkai.core.disclosure.schema import Column, ColumnType, DataSet, SortKey
from gongkai.disclosure.queries.asking import Asked, Filter, public_columns
from gongkai.disclosure.wording import head_unit_of
from gongkai.foundation.look.declared import word
from gongkai.workbench.cases.lists import day_of

_BETWEEN = frozenset({
    ColumnType.DATE, ColumnType.DATETIME, ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.MONEY,
    ColumnType.PERCENT, ColumnType.YEAR,
})  # fmt: skip
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Box:
    """One filter on the page. `options`: (value, title) to choose from; `between`: from and to instead."""

    name: str
    label: str
    between: bool
    kind: str
    options: tuple[tuple[str, str], ...]
    value: str
    least: str
    most: str


def asked_of(data_set: DataSet, said: QueryDict, bodies: frozenset[int] | None, today: date) -> Asked:
    """What the address asks. Unknown names are passed over."""
    filters: dict[str, Filter] = {}
    for column in _filters(data_set):
        value = said.get(column.name, "").strip()[:_LONGEST]
        least, most = (said.get(f"{column.name}-{end}", "").strip()[:_LONGEST] for end in ("from", "to"))
        if value or least or most:
            filters[column.name] = Filter(
                (value,) if value else (), _canonical(column, least), _canonical(column, most)
            )
    return Asked(
        filters, said.get("q", "").strip()[:_LONGEST], _sort(data_set, said), as_of(said, today), bodies
    )


def as_of(said: QueryDict, today: date) -> datetime | None:
    """The end of the day asked for, None for now. A day to come is now."""
    day = day_of(said.get("on", ""))
    if day is None or day >= today:
        return None
    return _end_of(day)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) - timedelta(microseconds=1)


def boxes(data_set: DataSet, said: QueryDict) -> list[Box]:
    """The declared filters with what was chosen."""
    found = []
    for column in _filters(data_set):
        unit = word(head_unit_of(column))
        label = _("{title}（{unit}）").format(title=column.title, unit=unit) if unit else column.title
        kind = "date" if column.type in (ColumnType.DATE, ColumnType.DATETIME) else "text"
        found.append(
            Box(
                column.name, label, column.type in _BETWEEN and not column.enum, kind, _options(column),
                said.get(column.name, ""), said.get(f"{column.name}-from", ""),
                said.get(f"{column.name}-to", ""),
            )
        )  # fmt: skip
    return found


def orders(data_set: DataSet) -> list[tuple[str, str]]:
    """Orders to choose from: by each column of the list, up and down."""
    askable = {each.name for each in public_columns(data_set)}
    plain = (ColumnType.TEXT, ColumnType.PLACE, ColumnType.GEOJSON)
    found = []
    for name in data_set.presentation.list:
        column = data_set.column(name)
        if name in askable and column.type not in plain:
            found.append((name, _("{column}，从小到大").format(column=column.title)))
            found.append((f"-{name}", _("{column}，从大到小").format(column=column.title)))
    return found


def _filters(data_set: DataSet) -> Iterator[Column]:
    askable = {each.name: each for each in public_columns(data_set)}
    for name in data_set.presentation.filters:
        if name in askable and askable[name].type not in (ColumnType.PLACE, ColumnType.GEOJSON):
            yield askable[name]


def _options(column: Column) -> tuple[tuple[str, str], ...]:
    if column.type is ColumnType.BOOLEAN:
        return (("true", _("是")), ("false", _("否")))
    return tuple((each.value, each.title) for each in column.enum)


def _sort(data_set: DataSet, said: QueryDict) -> tuple[SortKey, ...]:
    asked = said.get("sort", "")
    if asked.lstrip("-") not in data_set.presentation.list:
        return ()
    return (SortKey(asked.lstrip("-"), asked.startswith("-")),)


def _canonical(column: Column, said: str) -> str:
    """Money is typed in its unit and asked for in fen."""
    if not said or column.type is not ColumnType.MONEY:
        return said
    try:
        return str(int(Decimal(said) * FEN_PER_UNIT[column.unit]))
    except (InvalidOperation, ValueError, OverflowError):
        return said
