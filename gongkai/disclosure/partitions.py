"""Partitions of the table of rows, and the indexes its declared columns need.

Both are made by functions of the database that belong to the tables' owner: the application may call them,
and can do nothing else to the tables. A data set's partition is made within its first release, filled, and
then joined to the table with all its indexes, which is several times faster than row by row.
"""

from collections.abc import Iterable, Iterator

from django.db import connection

from gongkai.core.disclosure.schema import Column, ColumnType, DataSet

NUMERIC = frozenset({
    ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.MONEY, ColumnType.PERCENT, ColumnType.YEAR,
})  # fmt: skip
WHOLE, WORDS = "disclosure_row", "search"
_MANY = 50_000  # rows; of fewer a look at all of them takes as long as a look into an index
_NOT_SORTABLE = frozenset({ColumnType.PLACE, ColumnType.GEOJSON})


def begin(data_set: DataSet) -> str:
    """The table to load rows of the data set into: a new partition that stands alone until `settle`, or the
    whole table. In the transaction of a release."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT disclosure_begin_partition(%s)", [data_set.name])
        (is_new,) = cursor.fetchone()
    return f"disclosure_row_{data_set.name}" if is_new else WHOLE


def settle(data_set: DataSet, table: str, rows: int) -> None:
    """The rows are in: a new partition joins the table. Of many rows the declared indexes are there at once,
    and the planner knows what is in them; of few that follows in the background."""
    if table != WHOLE:
        with connection.cursor() as cursor:
            cursor.execute("SELECT disclosure_attach_partition(%s)", [data_set.name])
    if rows > _MANY:
        prepare(data_set)
        analyse(data_set.name)


def prepare(data_set: DataSet) -> None:
    """The indexes of filters, order and period, where they are lacking."""
    _index(data_set, [each for each in wanted_indexes(data_set) if each[0] != WORDS])


def finish(data_set: DataSet) -> None:
    """What can wait for the background: all indexes that are lacking, that of words among them, and what the
    planner knows of the rows."""
    _index(data_set, wanted_indexes(data_set))
    analyse(data_set.name)


def _index(data_set: DataSet, wanted: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    with connection.cursor() as cursor:
        for kind, columns in wanted:
            cursor.execute("SELECT disclosure_index(%s, %s, %s)", [data_set.name, kind, list(columns)])


def analyse(data_set: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT disclosure_analyse(%s)", [data_set])


def exists(data_set: str) -> bool:
    """Has anything of the data set ever been released?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f"disclosure_row_{data_set}"])
        return bool(cursor.fetchone()[0])


def wanted_indexes(data_set: DataSet) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(kind, columns) of each index. A series of readings is searched by its filters, not by words: an index
    of words would double its size."""
    shown = data_set.presentation
    names = dict.fromkeys(
        [
            *data_set.counted_by[:1],
            *shown.filters,
            *(key.column for key in shown.sort[:1]),
            *filter(None, (shown.period,)),
        ]
    )
    for name in names:
        column = data_set.column(name)
        if column.type not in _NOT_SORTABLE:
            yield kind_of(column), (name,)
    if shown.search and not data_set.series:
        yield WORDS, shown.search


def kind_of(column: Column) -> str:
    return "number" if column.type in NUMERIC else "text"


def expression(column: Column) -> str:
    """The column's value in SQL, exactly as it is indexed. Names come from declarations, which allow letters,
    digits and the underscore only."""
    if kind_of(column) == "number":
        return f"(content ->> '{column.name}')::numeric"
    return f"""(content ->> '{column.name}') COLLATE "C\""""


def words(columns: Iterable[str]) -> str:
    """What is searched, in SQL, exactly as it is indexed."""
    return " || chr(31) || ".join(f"coalesce(content ->> '{name}', '')" for name in columns)
