"""Columns of a data set as columns of a Parquet file."""

from gongkai.core.disclosure.schema import Column, ColumnType, DataSet
from gongkai.disclosure.queries.asking import public_columns

_TYPES = {
    ColumnType.INTEGER: "BIGINT", ColumnType.YEAR: "BIGINT", ColumnType.MONEY: "BIGINT",
    ColumnType.BOOLEAN: "BOOLEAN", ColumnType.DATE: "DATE", ColumnType.DATETIME: "TIMESTAMP",
}  # fmt: skip
_DECIMAL = frozenset({ColumnType.NUMBER, ColumnType.PERCENT})
_MOST_DECIMALS = 9

FIXED = (("number", "BIGINT"), ("body", "BIGINT"), ("valid_from", "TIMESTAMP"))
"""Before the declared columns: permanent number, body, and since when it stands (UTC)."""


def types(data_set: DataSet) -> dict[str, str]:
    """Names and types, in order. Columns that the public does not see whole are not there at all."""
    found = dict(FIXED)
    for column in public_columns(data_set):
        found[f"{column.name}_" if column.name in found else column.name] = type_of(column)
    return found


def type_of(column: Column) -> str:
    if column.type in _DECIMAL:
        exact = column.decimals is not None and column.decimals <= _MOST_DECIMALS
        return f"DECIMAL(18,{column.decimals})" if exact else "DOUBLE"
    return _TYPES.get(column.type, "VARCHAR")


def name_of(data_set: DataSet, column: Column) -> str:
    """As it is called in the file, quoted."""
    taken = {name for name, _ in FIXED}
    return f'"{column.name}_"' if column.name in taken else f'"{column.name}"'
