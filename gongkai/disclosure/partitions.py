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
_MANY = 2_000  # rows
_NOT_SORTABLE = frozenset({ColumnType.PLACE, ColumnType.GEOJSON})


def begin(data_set: DataSet) -> str:
    """The table to load rows of the data set into: a new partition that stands alone until `settle`, or the
    whole table. In the transaction of a release."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT disclosure_begin_partition(%s)", [data_set.name])
        (is_new,) = cursor.fetchone()
    return f"disclosure_row_{data_set.name}" if is_new else WHOLE


def settle(data_set: DataSet, table: str, rows: int) -> None:
    """The rows are in: a new partition joins the table, the declared indexes are there, and of many rows the
    planner knows at once what is in them."""
    if table != WHOLE:
        with connection.cursor() as cursor:
            cursor.execute("SELECT disclosure_attach_partition(%s)", [data_set.name])
    prepare(data_set)
    if rows > _MANY:
        analyse(data_set.name)


def prepare(data_set: DataSet) -> None:
    """The indexes of filters, order and period, where they are lacking."""
    with connection.cursor() as cursor:
        for kind, columns in wanted_indexes(data_set):
            if kind != WORDS:
                cursor.execute("SELECT disclosure_index(%s, %s, %s)", [data_set.name, kind, list(columns)])


def finish(data_set: DataSet) -> None:
    """What can wait for the background: the index of words, and what the planner knows of the rows."""
    with connection.cursor() as cursor:
        for kind, columns in wanted_indexes(data_set):
            if kind == WORDS:
                cursor.execute("SELECT disclosure_index(%s, %s, %s)", [data_set.name, kind, list(columns)])
    analyse(data_set.name)


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
        [*shown.filters, *(key.column for key in shown.sort[:1]), *filter(None, (shown.period,))]
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
