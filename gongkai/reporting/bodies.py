"""The bodies of returns, as they were when the year's tree was taken."""

from collections.abc import Sequence

from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.reporting.models import Return


def body_of(of: Return) -> BodyOnDay:
    """The body of one return."""
    return bodies_of([of])[of.body_id]


def bodies_of(returns: Sequence[Return]) -> dict[int, BodyOnDay]:
    """The bodies of returns by identifier. One statement a tree; one more for bodies that left it."""
    found: dict[int, BodyOnDay] = {}
    for day in {each.reporting_year.tree_day for each in returns}:
        ids = [each.body_id for each in returns if each.reporting_year.tree_day == day]
        found |= organisations.bodies_on(day, ids)
    lost = {each.body_id for each in returns} - set(found)
    return {**found, **organisations.latest_bodies(lost)} if lost else found
