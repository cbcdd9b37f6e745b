"""The declarations of the installation, as this room asks for them."""

from datetime import date

from gongkai.core.disclosure.schema import DataSet, Field, Fields, NoSuchDataSetError
from gongkai.foundation.rulebook import fields as installed

__all__ = ["DataSet", "Field", "NoSuchDataSetError", "data_set", "fields", "newest", "version"]


def fields() -> Fields:
    """Every declaration, all versions."""
    return installed()


def data_set(name: str, day: date) -> DataSet:
    """As declared on `day`. Raises NoSuchDataSetError."""
    return fields().data_set(name, day)


def version(name: str, day: date) -> Field:
    """The version of the field that holds the data set on `day`. Raises NoSuchDataSetError."""
    return fields().field_of(name, day)


def newest(name: str, day: date) -> DataSet:
    """As declared on `day`, or as it was last declared: a data set that is no longer kept stays readable.
    Raises NoSuchDataSetError."""
    try:
        return data_set(name, day)
    except NoSuchDataSetError:
        held = [
            (version.in_force, each)
            for version in fields().versions
            for each in version.data
            if each.name == name and version.in_force <= day
        ]
        if not held:
            raise
        return max(held, key=lambda each: each[0])[1]
