"""What anybody may object to: rows while they are posted (公示), rows of standing lists of people, and any
list as a whole, as one body keeps it."""

from gongkai.core.disclosure.schema import DataSet, Personal
from gongkai.core.disclosure.timing import StayKind

WHOLE = 0
"""Instead of a row's number: the list, for what should stand there and does not."""


def is_posted(data_set: DataSet) -> bool:
    """公示: for a time only."""
    return data_set.cadence.stay.kind is StayKind.POSTED


def lists_people(data_set: DataSet) -> bool:
    """Is this a list of people, whose names it shows in part?"""
    return any(
        each.personal is Personal.NAME and each.name in data_set.presentation.list
        for each in data_set.columns
    )


def rows_take_objections(data_set: DataSet) -> bool:
    return is_posted(data_set) or lists_people(data_set)
