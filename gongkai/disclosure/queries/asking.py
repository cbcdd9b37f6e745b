"""What is asked of a data set: filters, words, order, day; as SQL over exactly what is indexed.

The public may ask by what the public sees: a column that is masked or hidden can't be filtered, sorted or
searched by, or its values could be guessed one by one.
"""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from gongkai.core.disclosure.schema import Column, ColumnType, DataSet, Shown, SortKey
from gongkai.core.messages import N_, Message
from gongkai.disclosure.partitions import NUMERIC, expression, words

_NO_ORDER = frozenset({ColumnType.PLACE, ColumnType.GEOJSON, ColumnType.TEXT})
_LONGEST_WORD = 60
_MOST_VALUES = 50


class AskedError(ValueError):
    """What was asked can't be answered. `message` says why; `name`: which part of the question."""

    def __init__(self, name: str, message: Message) -> None:
        self.name, self.message = name, message
        super().__init__(str(message))


def no_words() -> AskedError:
    """Words are not looked for in this data set."""
    return AskedError("q", Message(N_("这个数据集不能按文字搜索，请用筛选。")))


def no_number(name: str, said: str) -> AskedError:
    return AskedError(name, Message(N_("“{said}”不是数字。"), {"said": said[:20]}))


@dataclass(frozen=True, slots=True)
class Filter:
    """Any of `values`, canonical as text; or from `minimum` to `maximum`, both allowed."""

    values: tuple[str, ...] = ()
    minimum: str = ""
    maximum: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """`filters` by column; `text`: every word of it stands in one of the searched columns; `sort` empty: as
    declared; `as_of`: as the list stood then, None for now; `bodies`: of these alone, None for all."""

    filters: Mapping[str, Filter] = field(default_factory=dict)
    text: str = ""
    sort: tuple[SortKey, ...] = ()
    as_of: datetime | None = None
    bodies: frozenset[int] | None = None

    def at(self, moment: datetime | None) -> "Asked":
        return replace(self, as_of=moment)


EVERYTHING = Asked()


@dataclass(slots=True)
class Sql:
    """A condition and what fills it."""

    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, part: str, *values: Any) -> None:
        self.parts.append(part)
        self.values.extend(values)

    @property
    def text(self) -> str:
        return " AND ".join(f"({each})" for each in self.parts)


def public_columns(data_set: DataSet) -> tuple[Column, ...]:
    """Columns shown whole, by which anybody may ask."""
    return tuple(each for each in data_set.columns if each.personal is None or each.shown is Shown.WHOLE)


def askable(data_set: DataSet, name: str) -> Column:
    """Raises AskedError for a column that can't be asked by."""
    column = next((each for each in public_columns(data_set) if each.name == name), None)
    if column is None or column.type in (ColumnType.PLACE, ColumnType.GEOJSON):
        raise AskedError(name, Message(N_("不能按“{name}”查询。"), {"name": name}))
    return column


def where(data_set: DataSet, asked: Asked) -> Sql:
    """Raises AskedError."""
    sql = Sql()
    sql.add("data_set = %s", data_set.name)
    if asked.as_of is None:
        sql.add("valid_to IS NULL")
    else:
        sql.add("valid_from <= %s", asked.as_of)
        sql.add("valid_to IS NULL OR valid_to > %s", asked.as_of)
    narrow(sql, data_set, asked)
    return sql


def narrow(sql: Sql, data_set: DataSet, asked: Asked) -> None:
    """What is asked of a row, whenever it stood. Raises AskedError."""
    if asked.bodies is not None:
        sql.add("body_id = ANY(%s)", sorted(asked.bodies))
    for name, wanted in asked.filters.items():
        _filter(sql, askable(data_set, name), wanted)
    for word in asked.text.split():
        _word(sql, data_set, word)


def _filter(sql: Sql, column: Column, wanted: Filter) -> None:
    said = expression(column)
    if len(wanted.values) > _MOST_VALUES:
        raise AskedError(column.name, Message(N_("一次最多选 {most} 个值。"), {"most": _MOST_VALUES}))
    if wanted.values:
        values = [_value(column, each) for each in wanted.values]
        if len(values) == 1:
            sql.add(f"{said} = %s", values[0])
        else:
            sql.add(f"{said} = ANY(%s)", values)
    if wanted.minimum:
        sql.add(f"{said} >= %s", _value(column, wanted.minimum))
    if wanted.maximum:
        top = _value(column, wanted.maximum)
        if column.type is ColumnType.DATETIME and isinstance(top, str) and "T" not in top:
            top += "T99"  # all of that day
        sql.add(f"{said} <= %s", top)


def _value(column: Column, said: str) -> Any:
    if column.type not in NUMERIC:
        return said
    try:
        return int(said) if said.lstrip("-").isdigit() else float(said)
    except ValueError as error:
        raise no_number(column.name, said) from error


def _word(sql: Sql, data_set: DataSet, word: str) -> None:
    searched = searched_columns(data_set)
    if not searched:
        raise no_words()
    word = word[:_LONGEST_WORD].lower()
    said = words(searched)
    if len(word) > 1 and not data_set.series:
        grams = sorted({word[at : at + 2] for at in range(len(word) - 1)})
        sql.add(f"disclosure_grams({said}) @> %s::text[]", grams)
    sql.add(f"lower({said}) LIKE %s", holding(word))


def holding(word: str) -> str:
    """A pattern of LIKE with the backslash as its escape: texts in which the word stands, both in small
    letters."""
    escaped = word[:_LONGEST_WORD].lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def searched_columns(data_set: DataSet) -> tuple[str, ...]:
    """Declared to be searched, and seen by everybody."""
    seen = {each.name for each in public_columns(data_set)}
    return data_set.presentation.search if set(data_set.presentation.search) <= seen else ()


def order_of(data_set: DataSet, asked: Asked) -> tuple[SortKey, ...]:
    """The order asked for or declared. Raises AskedError."""
    keys = asked.sort or data_set.presentation.sort
    for key in keys:
        if askable(data_set, key.column).type in _NO_ORDER:
            raise AskedError("sort", Message(N_("不能按“{name}”排序。"), {"name": key.column}))
    return keys


def order_by(data_set: DataSet, keys: Sequence[SortKey]) -> str:
    """The permanent number decides last, in the direction of the first key, so that an index gives the
    order."""
    parts = [f"{expression(data_set.column(key.column))}{_way(key.descending)}" for key in keys]
    return ", ".join([*parts, f"number{_way(bool(keys) and keys[0].descending)}"])


def _way(descending: bool) -> str:
    return " DESC" if descending else ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended: the values it was ordered by, as text, and the number of its last row."""

    values: tuple[str | None, ...]
    number: int

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(json.dumps([self.number, *self.values]).encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str, keys: Sequence[SortKey]) -> "Cursor":
        """Raises AskedError."""
        try:
            number, *values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            if len(values) != len(keys) or not isinstance(number, int):
                raise ValueError
            return cls(tuple(None if each is None else str(each) for each in values), number)
        except (ValueError, binascii.Error, TypeError) as error:
            raise AskedError("after", Message(N_("翻页的标识不对，请从第一页看起。"))) from error


def behind(sql: Sql, data_set: DataSet, keys: Sequence[SortKey], cursor: Cursor) -> None:
    """Rows behind the cursor in this order. Empty values stand last upwards, first downwards, as PostgreSQL
    has them."""
    steps: list[str] = []
    values: list[Any] = []
    for depth in range(len(keys) + 1):
        step = Sql()
        for key, said in zip(keys[:depth], cursor.values[:depth], strict=True):
            _same(step, data_set.column(key.column), said)
        if depth == len(keys):
            step.add(f"number {'<' if keys and keys[0].descending else '>'} %s", cursor.number)
        elif not _beyond(step, data_set.column(keys[depth].column), keys[depth], cursor.values[depth]):
            continue
        steps.append(step.text)
        values += step.values
    if keys and cursor.values[0] is not None and data_set.column(keys[0].column).required:
        first = data_set.column(keys[0].column)  # said once more, plainly, so that the index is used
        sql.add(
            f"{expression(first)} {'<=' if keys[0].descending else '>='} %s", _value(first, cursor.values[0])
        )
    sql.add(" OR ".join(f"({each})" for each in steps), *values)


def _same(step: Sql, column: Column, said: str | None) -> None:
    if said is None:
        step.add(f"{expression(column)} IS NULL")
    else:
        step.add(f"{expression(column)} = %s", _value(column, said))


def _beyond(step: Sql, column: Column, key: SortKey, said: str | None) -> bool:
    """What comes later by this key; False when nothing can."""
    expr = expression(column)
    if said is None:
        step.add(f"{expr} IS NOT NULL")
        return key.descending
    if key.descending:
        step.add(f"{expr} < %s", _value(column, said))
    elif column.required:
        step.add(f"{expr} > %s", _value(column, said))
    else:
        step.add(f"{expr} > %s OR {expr} IS NULL", _value(column, said))
    return True


def sort_values(data_set: DataSet, keys: Sequence[SortKey]) -> str:
    """The values of the order as text, for the cursor."""
    said = ", ".join(f"({expression(data_set.column(key.column))})::text" for key in keys)
    return f", {said}" if said else ""
