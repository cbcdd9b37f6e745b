"""Questions to the files of a series."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from gongkai.core.disclosure.schema import Column, ColumnType, DataSet
from gongkai.disclosure.partitions import NUMERIC
from gongkai.disclosure.queries.asking import (
    Asked,
    Filter,
    Sql,
    askable,
    holding,
    no_number,
    no_words,
    searched_columns,
)
from gongkai.disclosure.series.files import Manifest, limits
from gongkai.disclosure.series.types import name_of
from gongkai.foundation.organisations.queries import latest_bodies


def ask(found: Manifest, said: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The answer to a SELECT in which {rows} stands for the list."""
    files = ", ".join(f"'{each}'" for each in found.files)
    with duckdb.connect(config=limits()) as db:
        return db.execute(said.replace("{rows}", f"read_parquet([{files}])"), list(values)).fetchall()


def rows_in(found: Manifest, data_set: DataSet, asked: Asked) -> int:
    """How many rows of the list are asked for. Raises AskedError."""
    sql = where(data_set, asked)
    ((count,),) = ask(found, f"SELECT count(*) FROM {{rows}} WHERE {sql.text}", sql.values)
    return int(count)


def to_parquet(
    found: Manifest, data_set: DataSet, columns: Sequence[Column], asked: Asked, path: Path
) -> None:
    """Those rows as one file, with the heads that every Parquet file of rows has. Raises AskedError."""
    sql = where(data_set, asked)
    files = ", ".join(f"'{each}'" for each in found.files)
    said = ", ".join(f'{name_of(data_set, each)} AS "{each.name}"' for each in columns)
    with duckdb.connect(config=limits()) as db:
        db.execute("CREATE TABLE _bodies (_id BIGINT, _code VARCHAR)")
        numbers = db.execute(f"SELECT DISTINCT body FROM read_parquet([{files}])").fetchall()
        for number, known in latest_bodies([number for (number,) in numbers]).items():
            db.execute("INSERT INTO _bodies VALUES (?, ?)", [number, known.code])
        db.execute(
            f"COPY (SELECT number AS _number, _code AS _body, valid_from AS _valid_from, {said}"
            f" FROM read_parquet([{files}]) LEFT JOIN _bodies ON _id = body WHERE {sql.text})"
            f" TO '{path}' (FORMAT parquet, COMPRESSION zstd)",
            sql.values,
        )


def where(data_set: DataSet, asked: Asked) -> Sql:
    """The same question as `queries.asking.where` puts to the table of record. Raises AskedError."""
    sql = Sql()
    sql.add("true")
    if asked.bodies is not None:
        sql.add("body IN (SELECT unnest(?))", sorted(asked.bodies))
    for name, wanted in asked.filters.items():
        _filter(sql, data_set, name, wanted)
    for word in asked.text.split():
        sql.add(f"lower({_searched(data_set)}) LIKE ? ESCAPE '\\'", holding(word))
    return sql


def _searched(data_set: DataSet) -> str:
    names = searched_columns(data_set)
    if not names:
        raise no_words()
    return f"concat_ws(chr(31), {', '.join(name_of(data_set, data_set.column(each)) for each in names)})"


def _filter(sql: Sql, data_set: DataSet, name: str, wanted: Filter) -> None:
    column = askable(data_set, name)
    said = name_of(data_set, column)
    number = column.type in NUMERIC

    def value(text: str) -> Any:
        return float(text) if number and "." in text else int(text) if number else text

    try:
        if wanted.values:
            sql.add(f"{said} IN ({', '.join('?' * len(wanted.values))})", *map(value, wanted.values))
        if wanted.minimum:
            sql.add(f"{said} >= {_cast(column.type)}", value(wanted.minimum))
        if wanted.maximum:
            top = wanted.maximum
            if column.type is ColumnType.DATETIME and "T" not in top:
                top += "T23:59:59.999999"
            sql.add(f"{said} <= {_cast(column.type)}", value(top))
    except ValueError as error:
        raise no_number(name, wanted.minimum or wanted.maximum or "、".join(wanted.values)) from error


def _cast(kind: ColumnType) -> str:
    if kind is ColumnType.DATE:
        return "CAST(? AS DATE)"
    return "CAST(? AS TIMESTAMP)" if kind is ColumnType.DATETIME else "?"
