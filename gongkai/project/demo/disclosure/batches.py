"""What goes out together: rows of one data set by one body on one day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from gongkai.core.disclosure.schema import Column, ColumnType, DataSet
from gongkai.core.organisation_codes import credit_code_check_digit

type Row = dict[str, Any]

COUNTIES = (
    "371302", "371311", "371312", "371321", "371322", "371323", "371324", "371325", "371326", "371327",
    "371328", "371329",
)  # fmt: skip
"""The twelve districts and counties."""

_FRIDAY = 4
_FEN: Mapping[str, int] = {"": 100, "元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}


@dataclass(frozen=True, slots=True)
class Batch:
    """`body`: code of who publishes; `period`: what it is for, where the data set is owed by periods; `way`:
    how the rows come in."""

    data_set: str
    body: str
    day: date
    rows: Sequence[Row]
    period: str = ""
    way: str = "upload"


def samples_of(data_set: DataSet) -> list[Row]:
    """The declared sample rows as a program would send them: money in the unit that is read, parts of a
    hundred with their sign."""
    columns = {each.name: each for each in data_set.columns}
    return [{name: _as_read(columns[name], value) for name, value in row.items()} for row in data_set.samples]


def _as_read(column: Column, value: Any) -> Any:
    if column.type is ColumnType.MONEY:
        return as_read(value, column.unit)
    return f"{value}%" if column.type is ColumnType.PERCENT else value


def as_read(fen: Any, unit: str) -> str:
    """Fen in the unit, "12.5"."""
    return format(Decimal(int(fen)) / _FEN[unit], "f")


def firm_code(number: int) -> str:
    """A well-formed credit code of a firm that can't exist: the division 990000 is nobody's."""
    first = f"91990000MB{number:07d}"
    return first + credit_code_check_digit(first)


def working_day(day: date) -> date:
    """The day, or the Monday after it."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > _FRIDAY else 0)


def dealt(total: int, kinds: Sequence[tuple[str, int]]) -> Iterator[str]:
    """`total` names, each as often as said, evenly mixed. The numbers must add up to `total`."""
    if sum(count for _, count in kinds) != total:
        raise ValueError(f"{kinds} are not {total}")
    places = sorted(
        ((2 * turn + 1) * total, 2 * count, order, name)
        for order, (name, count) in enumerate(kinds)
        for turn in range(count)
    )
    yield from (name for *_, name in sorted(places, key=lambda each: (each[0] / each[1], each[2])))
