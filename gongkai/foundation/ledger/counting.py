"""Named counts over rows recorded in the ledger.

The source of a count is a query annotated with `entry_id`, `body_id`, `amount`, `label`, `recorded_from`.
All counts of a question are one statement: UNION ALL of one GROUP BY each, pivoted here.
"""

from collections.abc import Collection
from functools import reduce
from typing import Any

from django.db.models import CharField, QuerySet, Sum, Value

from gongkai.core.counts import Count, CountResult, CountRow, Counts, Period
from gongkai.foundation.ledger.rows import subject_of

COUNTS: Counts[QuerySet[Any]] = Counts()


def declare(count: Count[QuerySet[Any]]) -> Count[QuerySet[Any]]:
    """Make `count` known to the installation."""
    return COUNTS.declare(count)


def values(
    names: Collection[str], body_ids: Collection[int], period: Period, position: int
) -> dict[tuple[str, int], int]:
    """Each figure of each body; 0 where nothing was recorded. One statement, whatever their number."""
    figures = {(name, body): 0 for name in names for body in body_ids}
    if not figures:
        return figures
    sums = [_sums(COUNTS[name], body_ids, period, position) for name in names]
    for name, body, amount in reduce(lambda left, right: left.union(right, all=True), sums):
        figures[name, body] = int(amount)
    return figures


def value(name: str, body_id: int, period: Period, position: int) -> CountResult:
    """One figure of one body."""
    figure = values([name], [body_id], period, position)[name, body_id]
    return CountResult(name, body_id, period, position, figure)


def rows(name: str, body_id: int, period: Period, position: int) -> list[CountRow]:
    """The rows behind one figure, with the event that recorded each."""
    count = COUNTS[name]
    found = count.source(period, position).filter(body_id=body_id).order_by("recorded_from")
    subject = subject_of(found.model)
    return [
        CountRow((subject, str(entry)), body, label, int(amount), event)
        for entry, body, label, amount, event in found.values_list(
            "entry_id", "body_id", "label", "amount", "recorded_from"
        )
    ]


def _sums(
    count: Count[QuerySet[Any]], body_ids: Collection[int], period: Period, position: int
) -> QuerySet[Any]:
    return (
        count.source(period, position)
        .filter(body_id__in=body_ids)
        .order_by()
        .values("body_id")
        .annotate(count_name=Value(count.name, CharField()), total=Sum("amount"))
        .values_list("count_name", "body_id", "total")
    )
