"""Data sets as everybody sees them: what each is, how much it holds, how current and how good it is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from gongkai.core.disclosure.obligations import Obligation
from gongkai.core.disclosure.quality import Published, Quality, quality
from gongkai.core.disclosure.schema import DataSet, Field, State
from gongkai.disclosure import declared, owing
from gongkai.disclosure.models import Objection, ObjectionState
from gongkai.foundation.organisations import queries as organisations

FORMATS = frozenset({"csv", "xlsx", "json", "parquet"})
SAMPLE = 20_000  # rows that the quality looks at
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class DataSetCard:
    """A data set in lists. `rows`: those that stand, of a large set as the last count of it has them."""

    data_set: DataSet
    field: Field
    rows: int
    releases: int
    first_released_at: datetime | None
    last_released_at: datetime | None

    @property
    def name(self) -> str:
        return self.data_set.name


def cards(day: date, names: Collection[str] | None = None) -> tuple[DataSetCard, ...]:
    """Every data set declared on `day` (or those of `names`), field by field. Two statements."""
    out = _releases()
    rows = _rows()
    return tuple(
        DataSetCard(each, field, rows.get(each.name, 0), *out.get(each.name, (0, None, None)))
        for field in declared.fields().on(day)
        for each in field.data
        if names is None or each.name in names
    )


def card(name: str, day: date) -> DataSetCard | None:
    """One data set; None when nothing of this name was ever declared."""
    try:
        data_set = declared.newest(name, day)
    except declared.NoSuchDataSetError:
        return None
    fields = [
        each
        for each in declared.fields().versions
        if each.in_force <= day and any(one.name == name for one in each.data)
    ]
    field = max(fields, key=lambda each: each.in_force)
    return DataSetCard(data_set, field, _rows(name).get(name, 0), *_releases(name).get(name, (0, None, None)))


def who_answers(name: str) -> dict[int, int]:
    """The bodies whose rows stand in the data set, and how many each has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT body_id, count(*) FROM disclosure_row WHERE data_set = %s AND valid_to IS NULL"
            " GROUP BY body_id ORDER BY count(*) DESC",
            [name],
        )
        return dict(cursor.fetchall())


def obligations_of(name: str, today: date, back: timedelta = _YEAR) -> tuple[Obligation, ...]:
    """What was owed of the data set since, by whom, and what became of it."""
    return tuple(each for each in owing.owed(today - back, today, today) if each.data_set == name)


def next_update(name: str, today: date) -> Obligation | None:
    """The next that is due."""
    coming = [each for each in owing.open_until(today, 400) if each.data_set == name]
    return min(coming, key=lambda each: each.due.date, default=None)


def next_updates(today: date) -> dict[str, Obligation]:
    """The next that is due of every data set of which anything is."""
    found: dict[str, Obligation] = {}
    for each in owing.open_until(today, 400):
        known = found.get(each.data_set)
        if known is None or each.due.date < known.due.date:
            found[each.data_set] = each
    return found


def quality_of(name: str, today: date) -> Quality | None:
    """The score with its failing criteria; None when there is no such data set."""
    known = card(name, today)
    if known is None:
        return None
    data_set = known.data_set
    last = known.last_released_at
    looked_at, filled = _filled(data_set)
    return quality(
        Published(
            data_set=data_set, about=known.field.about, rows=looked_at, filled=filled,
            obligations=obligations_of(name, today), last_released=last.date() if last else None,
            contact=_contact(name, today), formats=FORMATS,
            open_corrections=Objection.objects.filter(
                data_set=name, state=ObjectionState.RECEIVED, due_on__lt=today
            ).count(),
        )
    )  # fmt: skip


def missing_now(today: date, back: timedelta = _YEAR) -> tuple[Obligation, ...]:
    """What should be here and is not. For everybody."""
    return tuple(each for each in owing.owed(today - back, today, today) if each.state is State.MISSING)


def _contact(name: str, today: date) -> str:
    """The telephone of an office that answers for rows of the set."""
    bodies = who_answers(name)
    offices = organisations.offices(list(bodies), today) if bodies else []
    return next((each.phone for each in offices if each.phone), "")


def _filled(data_set: DataSet) -> tuple[int, dict[str, int]]:
    """How many rows were looked at, all or a sample of a large set, and how many have a value, by column."""
    said = ", ".join(f"count(content ->> '{column.name}')" for column in data_set.columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), {said} FROM (SELECT content FROM disclosure_row WHERE data_set = %s"
            " AND valid_to IS NULL LIMIT %s) looked_at",
            [data_set.name, SAMPLE],
        )
        rows, *filled = cursor.fetchone()
    return rows, dict(zip(data_set.names, filled, strict=True))


def _releases(only: str = "") -> dict[str, tuple[int, datetime | None, datetime | None]]:
    """How many of each data set, or of one; when the first and the last were out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT data_set, count(*), min(released_at), max(released_at) FROM disclosure_release"
            " WHERE released_at IS NOT NULL AND %s IN ('', data_set) GROUP BY data_set",
            [only],
        )
        return {name: (count, first, last) for name, count, first, last in cursor.fetchall()}


def _rows(only: str = "") -> dict[str, int]:
    """Rows that stand, of each data set or of one, by what the releases brought and took: no row is counted
    for it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT data_set, sum(added) - sum(removed) FROM disclosure_releasefigure"
            " WHERE recorded_to IS NULL AND %s IN ('', data_set) GROUP BY data_set",
            [only],
        )
        return {name: int(count) for name, count in cursor.fetchall()}
