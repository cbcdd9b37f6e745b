"""What the store knows when a table is checked: rows referred to, unique values taken, codes of bodies."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import connection

from gongkai.core.disclosure.schema import DataSet, NoSuchDataSetError, Reference
from gongkai.disclosure import declared
from gongkai.disclosure.partitions import expression
from gongkai.foundation.organisations import queries as organisations


class Store:
    """`core.disclosure.validating.Known` over the table of record. One statement a question."""

    def __init__(self, data_set: DataSet, day: date) -> None:
        self.data_set, self.day = data_set, day

    def existing(self, reference: Reference, values: Collection[str]) -> Collection[str]:
        if not values:
            return ()
        try:
            other = declared.data_set(reference.data_set, self.day)
        except NoSuchDataSetError:
            return ()
        column = "key" if other.key == (reference.column,) else _text(other, reference.column)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT DISTINCT {column} FROM disclosure_row"
                f" WHERE data_set = %s AND valid_to IS NULL AND {column} = ANY(%s)",
                [other.name, list(values)],
            )
            return {value for (value,) in cursor.fetchall()}

    def holders(self, column: str, values: Collection[str]) -> Mapping[str, str]:
        if not values:
            return {}
        said = _text(self.data_set, column)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {said}, key FROM disclosure_row"
                f" WHERE data_set = %s AND valid_to IS NULL AND {said} = ANY(%s)",
                [self.data_set.name, list(values)],
            )
            return dict(cursor.fetchall())

    def bodies(self, codes: Collection[str]) -> Collection[str]:
        return {each.code for each in organisations.bodies_on(self.day).values()} & set(codes)


def _text(data_set: DataSet, column: str) -> str:
    said = expression(data_set.column(column))
    return f"({said})::text" if said.endswith("::numeric") else said
