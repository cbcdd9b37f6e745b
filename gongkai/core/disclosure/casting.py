"""From a cell as it comes (text, or what a workbook or JSON holds) to the canonical value, or a refusal.

`caster(column)` is made once a column; it returns the value, None for a blank cell, or raises
CellRefusedError. What a canonical value looks like stands at `schema.ColumnType`.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from gongkai.core.disclosure.cast_errors import CellRefusedError, shown
from gongkai.core.disclosure.cast_numbers import boolean, integer, money, number, percent
from gongkai.core.disclosure.cast_places import geometry, place
from gongkai.core.disclosure.cast_texts import (
    body,
    credit_code,
    division,
    longest_of,
    not_an_option,
    string,
    text_of,
    url,
)
from gongkai.core.disclosure.cast_times import day, duration, moment, month, quarter, year
from gongkai.core.disclosure.schema import Column, ColumnType
from gongkai.core.messages import N_

type Cast = Callable[[object], object]

_CASTS: Mapping[ColumnType, Callable[[object, Column], object]] = {
    ColumnType.STRING: string,
    ColumnType.TEXT: string,
    ColumnType.INTEGER: integer,
    ColumnType.NUMBER: number,
    ColumnType.MONEY: money,
    ColumnType.PERCENT: percent,
    ColumnType.BOOLEAN: boolean,
    ColumnType.DATE: day,
    ColumnType.DATETIME: moment,
    ColumnType.YEAR: year,
    ColumnType.YEARMONTH: month,
    ColumnType.QUARTER: quarter,
    ColumnType.DURATION: duration,
    ColumnType.PLACE: place,
    ColumnType.GEOJSON: geometry,
    ColumnType.URL: url,
    ColumnType.CREDIT_CODE: credit_code,
    ColumnType.DIVISION: division,
    ColumnType.BODY: body,
}

_LINES = frozenset({ColumnType.STRING, ColumnType.TEXT})
_BLANK = " \t\r\n\u3000\xa0"
_REMEMBERED = 5_000


def is_blank(raw: object) -> bool:
    """True for a cell that says nothing. 0 and false say something."""
    return raw is None or (type(raw) is str and not raw.strip(_BLANK))


def caster(column: Column) -> Cast:
    """The function that reads cells of this column. It returns None for a blank cell and raises
    CellRefusedError; that a required cell is blank is for the row to say."""
    if column.type in _LINES and not column.enum and not column.pattern:
        return _lines(column)
    read = _matching(column, _options(column) if column.enum else _plain(column))
    if column.type in (ColumnType.PLACE, ColumnType.GEOJSON):
        return lambda raw: None if is_blank(raw) else read(raw)
    remembered = lru_cache(maxsize=_REMEMBERED)(read)  # most columns say the same few things again and again

    def cell(raw: object) -> object:
        if type(raw) is str:
            return remembered(raw) if raw and not raw.isspace() else None
        return None if raw is None else read(raw)

    return cell


def _lines(column: Column) -> Cast:
    """The common case short: a printable text of a fitting length."""
    longest, least = longest_of(column), column.min_length or 1

    def cell(raw: object) -> object:
        if type(raw) is str:
            text = raw.strip(_BLANK)
            if not text:
                return None
            if least <= len(text) <= longest and text.isprintable():
                return text
        return None if raw is None else string(raw, column)

    return cell


def _plain(column: Column) -> Cast:
    cast = _CASTS[column.type]
    return lambda raw: cast(raw, column)


def _matching(column: Column, read: Cast) -> Cast:
    """With the column's pattern, which the whole text must match."""
    if not column.pattern:
        return read
    pattern = re.compile(column.pattern)

    def checked(raw: object) -> object:
        value = read(raw)
        if not pattern.fullmatch(str(value)):
            raise CellRefusedError(
                N_("“{raw}”的写法不对{help}"), raw=shown(raw), help=f"：{column.help}" if column.help else ""
            )
        return value

    return checked


def _options(column: Column) -> Cast:
    """By value or by title."""
    make: Callable[[str], object] = str if column.type is ColumnType.STRING else int
    known: dict[str, object] = {option.title: make(option.value) for option in column.enum}
    known.update((option.value, make(option.value)) for option in column.enum)

    def read(raw: object) -> object:
        text = text_of(raw)
        if text not in known:
            raise not_an_option(text, column)
        return known[text]

    return read
