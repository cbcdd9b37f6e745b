"""A data set's declared samples grown into a year: the same kinds of rows for every period, or for each
of two days of publication, each under a key of its own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from gongkai.core.disclosure.due import due_of_period
from gongkai.core.disclosure.periods import Period, periods_ending_within
from gongkai.core.disclosure.schema import Column, ColumnType, DataSet
from gongkai.core.disclosure.timing import Covers, Every, Timing, TimingKind
from gongkai.core.publishing.time_limits import Unit
from gongkai.core.workdays import Calendar
from gongkai.project.demo.disclosure.batches import COUNTIES, Batch, Row, firm_code, samples_of
from gongkai.project.demo.ground import YEAR

HALF_YEARLY = (date(YEAR, 3, 30), date(YEAR, 9, 28))
"""When bodies publish what happened, in the sample: working days. Few releases keep the sample quick."""

TARDY = {"gsj", "pingyi", "zjw"}
"""Bodies that publish events long after they happened, in autumn, and every third period late."""

LATE_PERIODS: Mapping[str, tuple[str, ...]] = {
    "housing_sales": (f"{YEAR}-04", f"{YEAR}-08"), "school_building": (f"{YEAR}-07",),
    "housing_tasks": (f"{YEAR}-06",), "land_prices": (f"{YEAR}-Q2",),
}  # fmt: skip
MISSED_PERIODS: Mapping[str, tuple[str, ...]] = {"land_prices": (f"{YEAR}-Q4",)}
"""What prompt bodies once published late, or not at all."""

LATE_IN_AUTUMN = {"capacity_done", "financial_cases", "hazards", "land_offers", "poverty_funds", "recalls"}
"""Events that were told long after they happened."""

_STANDS_FOR = {
    "county": ("lanshan", "pingyi"),
    "department": ("hbj", "gsj"),
    "zone_committee": ("lanshan",),
    "all": ("czj", "jyj"),
}
_LATE_BY, _DAY = timedelta(days=12), timedelta(days=1)
_DIGITS = re.compile(r"\d+(?=\D*$)")
_STEPS = 7  # figures differ from period to period in so many steps of one per cent


@dataclass(frozen=True, slots=True)
class Grown:
    """A period's or day's copy of the samples: `turn` counts from 0, which keeps the samples' own keys."""

    turn: int
    body: str
    day: date
    period: Period | None = None


def year_of(data_set: DataSet, calendar: Calendar) -> Iterator[Batch]:
    """The batches of a data set for the sample's year."""
    taken: set[tuple[str, ...]] = set()
    timing = data_set.cadence.timing
    is_calendar = timing.kind is TimingKind.CALENDAR
    grown = _periods(data_set, timing, calendar) if is_calendar else _days(data_set)
    for each in grown:
        rows = [row for row in _rows(data_set, each) if _is_new(data_set, row, taken)]
        if rows:
            label = each.period.label if each.period else ""
            yield Batch(data_set.name, each.body, each.day, rows, label)


def _is_new(data_set: DataSet, row: Row, taken: set[tuple[str, ...]]) -> bool:
    key = tuple(str(row.get(name, "")) for name in data_set.key)
    if key in taken:
        return False
    taken.add(key)
    return True


def publishers(data_set: DataSet) -> tuple[str, ...]:
    """Who publishes in the sample: whom the declaration names, or some of their kind."""
    found: dict[str, None] = {}
    for name in data_set.owed_by:
        if not name.startswith("-"):
            found.update(dict.fromkeys(_STANDS_FOR.get(name, (name,))))
    return tuple(found)


def _days(data_set: DataSet) -> Iterator[Grown]:
    bodies = publishers(data_set)
    for turn, day in enumerate(HALF_YEARLY):
        yield Grown(turn, bodies[turn % len(bodies)], day)


def _periods(data_set: DataSet, timing: Timing, calendar: Calendar) -> Iterator[Grown]:
    """Of weeks the last of each month: the others are missing, and the boards say so."""
    body = publishers(data_set)[0]
    year = date(YEAR, 1, 1), date(YEAR, 12, 31)
    if timing.every is Every.YEAR and timing.covers is Covers.PREVIOUS:
        year = date(YEAR - 1, 1, 1), date(YEAR - 1, 12, 31)
    for turn, period in enumerate(_published(timing.every, *year, calendar)):
        if period.label in MISSED_PERIODS.get(data_set.name, ()):
            continue
        due = due_of_period(timing, period, calendar).date
        late = (body in TARDY and turn % 3 == 1) or period.label in LATE_PERIODS.get(data_set.name, ())
        yield Grown(turn, body, due + _LATE_BY if late else _working(due, calendar), period)


def _published(every: Every, first: date, last: date, calendar: Calendar) -> Iterator[Period]:
    by_month: dict[int, Period] = {}
    for period in periods_ending_within(every, first, last, calendar):
        by_month[period.last.month] = period
    yield from by_month.values()


def _working(day: date, calendar: Calendar) -> date:
    while not calendar.is_workday(day):
        day -= _DAY
    return day


def _rows(data_set: DataSet, grown: Grown) -> Iterator[Row]:
    samples = samples_of(data_set)
    if grown.period is None or not _by_division(data_set):
        for place, sample in enumerate(samples):
            yield _grown(data_set, sample, grown, place, len(samples))
        return
    for number, division in enumerate(("371300", *COUNTIES)):
        sample = samples[number % len(samples)]
        yield _grown(data_set, sample | {"division": division}, grown, number, len(COUNTIES) + 1)


def _by_division(data_set: DataSet) -> bool:
    """Figures of each county, where nothing else but the period and a closed list names a row."""
    named = {"division"} | {
        each.name for each in data_set.columns if each.enum or each.type in _PERIODS or each.name == "week"
    }
    return "division" in data_set.key and set(data_set.key) <= named


_PERIODS = frozenset({ColumnType.YEARMONTH, ColumnType.QUARTER, ColumnType.YEAR})


def _grown(data_set: DataSet, sample: Row, grown: Grown, place: int, of: int) -> Row:
    row = dict(sample)
    anchor = _anchor(data_set, grown)
    if anchor and anchor in row:
        move_dates(data_set, row, anchor, _target(data_set, grown, place, of))
    for column in data_set.columns:
        if column.name in row and not _is_told_apart(data_set, column, sample):
            row[column.name] = _cell(data_set, column, row[column.name], grown, place)
    return row


def _cell(data_set: DataSet, column: Column, value: Any, grown: Grown, place: int) -> Any:
    if column.type is ColumnType.YEAR and grown.period is not None and grown.period.every is Every.YEAR:
        newest = max(int(str(row[column.name])) for row in data_set.samples if column.name in row)
        return int(value) + grown.period.first.year - newest
    if grown.period is not None and (said := _said(column, grown.period)) is not None:
        return said
    if column.enum or column.references is not None:
        return value
    is_own = column.name in data_set.key or column.unique
    if is_own and grown.turn and (grown.period is None or not _has_period(data_set)):
        return another(column, value, grown.turn, place)
    if column.type in (ColumnType.MONEY, ColumnType.NUMBER) and column.name not in data_set.key:
        return _smaller(column, value, (grown.turn * 3 + place) % _STEPS)
    return value


def _is_told_apart(data_set: DataSet, column: Column, row: Row) -> bool:
    """A name without a number stays where another column of the key can differ: catering, not catering 4."""
    is_name = column.name in data_set.key and column.type is ColumnType.STRING and not column.unique
    if not is_name or column.name == "frequency" or _DIGITS.search(str(row[column.name])):
        return False
    others = (data_set.column(name) for name in data_set.key if name != column.name)
    return any(
        not (each.enum or each.references)
        and (each.type is ColumnType.CREDIT_CODE or _DIGITS.search(str(row.get(each.name, ""))))
        for each in others
        if each.type in (ColumnType.STRING, ColumnType.CREDIT_CODE)
    )


def _has_period(data_set: DataSet) -> bool:
    return any(each.type in _PERIODS or each.name == "week" for each in data_set.columns
               if each.name in data_set.key)  # fmt: skip


def _said(column: Column, period: Period) -> Any:
    """The cell that names the period itself; None for every other column."""
    if column.name in ("week", "period") and column.type is ColumnType.STRING:
        return period.label
    if column.name == "frequency" and column.type is ColumnType.STRING:
        return period.every.value
    wanted = {ColumnType.YEARMONTH: Every.MONTH, ColumnType.QUARTER: Every.QUARTER}
    if wanted.get(column.type) is period.every and column.name in ("month", "quarter"):
        return period.label
    return None


def another(column: Column, value: Any, turn: int, place: int) -> Any:
    """A value like it that no other copy has, within the column's pattern."""
    if column.type is ColumnType.CREDIT_CODE:
        return firm_code(800_000 + turn * 100 + place)
    if column.type in (ColumnType.INTEGER,):
        return int(value) + turn * 100
    if column.type is not ColumnType.STRING:
        return value
    text = str(value)
    found = _DIGITS.search(text)
    if found is None:
        return f"{text}{turn + 1}" if len(text) + 1 <= (column.max_length or 200) else text
    width = len(found[0])
    number = (int(found[0]) + turn * (10 if width > 2 else 1) * 5 + place) % 10**width
    return f"{text[: found.start()]}{number:0{width}d}{text[found.end() :]}"


def _smaller(column: Column, value: Any, steps: int) -> Any:
    """Down by `steps` per cent, so that what holds another still does."""
    plain = Decimal(str(value))
    places = -int(plain.as_tuple().exponent)
    return str((plain * (100 - steps) / 100).quantize(Decimal(1).scaleb(-places)) if places >= 0 else plain)


def move_dates(data_set: DataSet, row: Row, anchor: str, target: date) -> None:
    """All dates of the row by as many days, so that `anchor` falls on `target`."""
    by = target - date.fromisoformat(str(row[anchor])[:10])
    for column in data_set.columns:
        if column.name in row and column.type in (ColumnType.DATE, ColumnType.DATETIME):
            text = str(row[column.name])
            row[column.name] = (date.fromisoformat(text[:10]) + by).isoformat() + text[10:]


def _anchor(data_set: DataSet, grown: Grown) -> str:
    name = data_set.presentation.period if grown.period else data_set.cadence.starts
    return name if name and data_set.column(name).type in (ColumnType.DATE, ColumnType.DATETIME) else ""


def _target(data_set: DataSet, grown: Grown, place: int, of: int) -> date:
    if grown.period is not None:
        return min(grown.period.first + 2 * _DAY, grown.day)
    allowed = days_before(data_set.cadence.timing)
    if grown.turn == 1 and (grown.body in TARDY or data_set.name in LATE_IN_AUTUMN):
        return grown.day - (allowed + 30) * _DAY
    return grown.day - (allowed * place // max(of, 1)) * _DAY


def days_before(timing: Timing) -> int:
    """How many days ago a thing may have happened that is in time today, safely counted."""
    if timing.kind is not TimingKind.EVENT:
        return 0
    count = timing.count or 0
    return count * 30 if timing.unit is Unit.MONTH else max(count - 1, 0)
