"""The table of special views: each with the declared data sets and columns that feed it. A city without them
has no such view."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure.queries.sets import DataSetCard
from gongkai.portal.data.special.asking import View
from gongkai.portal.data.special.table import VIEWS

BY_NAME = {each.name: each for each in VIEWS}


def fed(view: View, declared: Mapping[str, DataSet]) -> bool:
    """Are all its data sets declared, with the columns it reads?"""
    return all(
        name in declared and set(columns) <= set(declared[name].names) for name, columns in view.needs.items()
    )


def offered(cards: Iterable[DataSetCard]) -> list[View]:
    """Views that have something to show."""
    known = {each.name: each for each in cards}
    declared = {name: each.data_set for name, each in known.items()}
    return [each for each in VIEWS if fed(each, declared) and known[each.main].rows]


def of_data_set(name: str) -> list[View]:
    """Views that a data set feeds."""
    return [each for each in VIEWS if name in each.needs or name in each.takes]


def of_row(data_set: DataSet, content: Mapping[str, Any]) -> list[tuple[View, str]]:
    """Views about what the row tells of, and their addresses."""
    found = []
    for view in VIEWS:
        column = view.rows.get(data_set.name)
        value = content.get(column) if column else None
        if value and view.by:
            address = reverse("portal:data_view", args=[view.name])
            found.append((view, f"{address}?{view.by}={value}"))
    return found
