"""What a reader asks of a data set, from the address: filters, words, order, columns, the day.

`f-kind=fine` chooses values, `from-decided_on=2017-01-01` and `to-…` bounds, `q` words, `sort=-amount`,
`as_of=2017-06-30` the list as it stood at the end of that day, `columns=a,b` what is shown. The same address
always asks the same. What can't be understood is said, and the list is then not shown as if it had not been
asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from gongkai.core.disclosure.cast_errors import CellRefusedError
from gongkai.core.disclosure.casting import caster
from gongkai.core.disclosure.masking import public_columns
from gongkai.core.disclosure.schema import Column, ColumnType, DataSet, SortKey
from gongkai.core.messages import N_, Message
from gongkai.disclosure.queries.asking import Asked, AskedError, Filter, askable

LONGEST = 100  # characters of words
MOST_VALUES = 50
CHOSEN, FROM, TO = "f-", "from-", "to-"
TIMES = frozenset({ColumnType.DATE, ColumnType.DATETIME})


@dataclass(frozen=True, slots=True)
class Wish:
    """`given`: the question as the address says it, without the place in the list. `on`: None for now.
    `columns`: names of those shown, empty for the declared ones. `faults`: what can't be understood."""

    asked: Asked
    given: tuple[tuple[str, str], ...] = ()
    on: date | None = None
    columns: tuple[str, ...] = ()
    after: str = ""
    faults: tuple[Message, ...] = ()

    @property
    def text(self) -> str:
        return self.asked.text

    @property
    def is_plain(self) -> bool:
        """Nothing is asked that leaves rows out."""
        return not (self.asked.filters or self.asked.text or self.asked.bodies)

    def query(self, **changes: str | None) -> str:
        """As an address asks it; `changes` by name, "_" for "-"; None or "" takes a part away."""
        told = {name.replace("__", "-"): value for name, value in changes.items()}
        kept = [(name, value) for name, value in self.given if name not in told]
        return urlencode([*kept, *((name, value) for name, value in told.items() if value)])

    @property
    def lasting(self) -> str:
        """What is asked of rows whenever they stand: no day, no order, no columns."""
        return self.query(as_of=None, sort=None, columns=None)

    def without(self, name: str, value: str = "") -> str:
        """The question without this part."""
        return urlencode([pair for pair in self.given if pair[0] != name or (value and pair[1] != value)])


@dataclass(slots=True)
class _Reading:
    data_set: DataSet
    given: list[tuple[str, str]] = field(default_factory=list)
    filters: dict[str, Filter] = field(default_factory=dict)
    faults: list[Message] = field(default_factory=list)


def read(said: QueryDict, data_set: DataSet, today: date, bodies: Mapping[str, int] | None = None) -> Wish:
    """The question. `bodies`: numbers by code, for rows of one body alone."""
    reading = _Reading(data_set)
    _filters(reading, said)
    text = " ".join(said.get("q", "").split())[:LONGEST]
    sort = _sort(reading, said.get("sort", ""))
    on = _day(reading, said.get("as_of", ""), today)
    body = said.get("by", "")
    mine = frozenset({bodies[body]}) if bodies and body in bodies else None
    columns = _columns(said, data_set)
    for name, value in (
        ("q", text), ("sort", ",".join(_written(each) for each in sort)), ("by", body if mine else ""),
        ("as_of", on.isoformat() if on else ""), ("columns", ",".join(columns)),
    ):  # fmt: skip
        if value:
            reading.given.append((name, value))
    asked = Asked(reading.filters, text, sort, end_of(on) if on else None, mine)
    return Wish(asked, tuple(reading.given), on, columns, said.get("after", "")[:600], tuple(reading.faults))


def end_of(day: date) -> datetime:
    """The last moment of the day in the city."""
    return timezone.make_aware(datetime.combine(day, time.max))


def parsed(query: str, data_set: DataSet, today: date, bodies: Mapping[str, int] | None = None) -> Wish:
    """The same from the text of an address."""
    return read(QueryDict(query), data_set, today, bodies)


def only(data_set: DataSet, **values: Any) -> Asked:
    """Rows in which these columns have these canonical values; True and False as rows keep them."""
    told = {True: "true", False: "false"}
    return Asked({
        name: Filter(tuple(str(told.get(each, each)) if isinstance(each, bool) else str(each) for each in
                           (value if isinstance(value, list | tuple) else [value])))
        for name, value in values.items()
    })  # fmt: skip


def _columns(said: QueryDict, data_set: DataSet) -> tuple[str, ...]:
    """`columns=a,b` of a link, `show=a&show=b` of the form, which says them even when they are those shown
    anyhow."""
    known = {each.name for each in public_columns(data_set)}
    linked = [each for each in said.get("columns", "").split(",") if each in known]
    ticked = [each for each in said.getlist("show") if each in known]
    if not linked and tuple(ticked) == data_set.presentation.list:
        return ()
    return tuple(dict.fromkeys([*linked, *ticked]))


def _filters(reading: _Reading, said: QueryDict) -> None:
    for key in said:
        start = next((each for each in (CHOSEN, FROM, TO) if key.startswith(each)), None)
        values = [each.strip() for each in said.getlist(key) if each.strip()][:MOST_VALUES]
        if start is None or not values:
            continue
        name = key.removeprefix(start)
        try:
            column = askable(reading.data_set, name)
            told = tuple(dict.fromkeys(canonical(column, each, start) for each in values))
        except AskedError as error:
            reading.faults.append(error.message)
        except CellRefusedError as error:
            reading.faults.append(error.message)
        else:
            reading.given += [(key, each) for each in values]
            known = reading.filters.get(name, Filter())
            reading.filters[name] = _with(known, start, told)


def _with(known: Filter, start: str, told: tuple[str, ...]) -> Filter:
    if start == CHOSEN:
        return replace(known, values=told)
    return replace(known, minimum=told[0]) if start == FROM else replace(known, maximum=told[0])


def canonical(column: Column, said: str, start: str = CHOSEN) -> str:
    """A value as rows keep it, as text; money in the column's unit becomes fen. Raises CellRefusedError."""
    if column.type is ColumnType.DATETIME and start != CHOSEN:
        return bound_of(said)
    value = caster(replace(column, minimum=None, maximum=None, pattern="", enum=_open(column, start)))(said)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _open(column: Column, start: str) -> tuple[Any, ...]:
    """Bounds of a closed list of numbers need not be in the list."""
    return column.enum if start == CHOSEN else ()


def date_of(said: str) -> date:
    """Raises CellRefusedError."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise CellRefusedError(N_("“{raw}”不是日期，请写作 2017-06-30"), raw=said[:20]) from None


def bound_of(said: str) -> str:
    """A day, or a moment of the city's time; one that names its zone is brought there. Raises
    CellRefusedError."""
    if len(said) <= len("2017-06-30"):
        return date_of(said).isoformat()
    try:
        at = datetime.fromisoformat(said)
        return (timezone.make_naive(at) if timezone.is_aware(at) else at).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        raise CellRefusedError(N_("“{raw}”不是日期，请写作 2017-06-30"), raw=said[:20]) from None


def _sort(reading: _Reading, said: str) -> tuple[SortKey, ...]:
    keys = []
    for each in said.split(",")[:3] if said else ():
        name = each.removeprefix("-")
        try:
            askable(reading.data_set, name)
        except AskedError as error:
            reading.faults.append(error.message)
        else:
            keys.append(SortKey(name, each.startswith("-")))
    return tuple(keys)


def _written(key: SortKey) -> str:
    return f"-{key.column}" if key.descending else key.column


def _day(reading: _Reading, said: str, today: date) -> date | None:
    """The day asked for; None for today, which is not over."""
    if not said:
        return None
    try:
        day = date_of(said)
    except CellRefusedError as error:
        reading.faults.append(error.message)
        return None
    if day > today:
        values = {"day": day.isoformat()}
        reading.faults.append(Message(N_("{day} 还没有到，看不了那一天的名单。"), values))
    return day if day < today else None


def day_before(today: date) -> date:
    """The newest day that is over."""
    return today - timedelta(days=1)


def names_of(columns: Iterable[Column]) -> tuple[str, ...]:
    return tuple(each.name for each in columns)


EVERYTHING_NOW = Wish(Asked())
