"""Named counts over rows recorded in the ledger.

The source of a count is a query annotated with `entry_id`, `body_id`, `amount`, `label`, `recorded_from`; of
a family also with `key`; of a count that opens somewhere also with `opens_id`. All counts of a question are
one statement: UNION ALL of one GROUP BY a count or family, pivoted here.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from typing import Any

from django.db.models import CharField, QuerySet, Sum, Value

from gongkai.core.counts import Count, CountResult, CountRow, Counts, Period, family_and_key
from gongkai.foundation.ledger.rows import subject_of

COUNTS: Counts[QuerySet[Any]] = Counts()


def declare(count: Count[QuerySet[Any]]) -> Count[QuerySet[Any]]:
    """Make `count` known to the installation."""
    return COUNTS.declare(count)


def values(
    names: Collection[str], body_ids: Collection[int], period: Period, position: int
) -> dict[tuple[str, int], int]:
    """Each figure of each body; 0 where nothing was recorded. One statement, whatever their number; a family
    is asked once for all its members."""
    figures = {(name, body): 0 for name in names for body in body_ids}
    if not figures:
        return figures
    wanted = set(names)
    counts = {count.name: count for count in map(COUNTS.__getitem__, wanted)}
    sums = [_sums(count, body_ids, period, position) for count in counts.values()]
    for name, key, body, amount in reduce(lambda left, right: left.union(right, all=True), sums):
        member = counts[name].member(key) if counts[name].is_family else name
        if member in wanted:
            figures[member, body] = int(amount)
    return figures


def members(
    name: str, body_ids: Collection[int], period: Period, position: int
) -> dict[tuple[str, int], int]:
    """{(key, body): figure} of a family, for the keys that occur."""
    family = COUNTS.family(name)
    return {(key, body): int(amount) for _, key, body, amount in _sums(family, body_ids, period, position)}


def value(name: str, body_id: int, period: Period, position: int) -> CountResult:
    """One figure of one body."""
    figure = values([name], [body_id], period, position)[name, body_id]
    return CountResult(name, body_id, period, position, figure)


def rows(name: str, body_id: int, period: Period, position: int) -> list[CountRow]:
    """The rows behind one figure, with the event that recorded each."""
    return rows_of([name], body_id, period, position)


def rows_of(names: Iterable[str], body_id: int, period: Period, position: int) -> list[CountRow]:
    """The rows behind the sum of several figures. Members of one family are one statement."""
    keys: dict[str, list[str]] = {}
    for name in names:
        _, key = family_and_key(name)
        keys.setdefault(COUNTS[name].name, []).extend([] if key is None else [key])
    return [
        row
        for name, wanted in keys.items()
        for row in _rows(COUNTS.declared(name), wanted, body_id, period, position)
    ]


def _rows(
    count: Count[QuerySet[Any]], keys: list[str], body_id: int, period: Period, position: int
) -> Iterator[CountRow]:
    found = count.source(period, position).filter(body_id=body_id).order_by("recorded_from")
    if keys:
        found = found.filter(key__in=keys)
    subject = subject_of(found.model)
    columns = ["entry_id", "body_id", "label", "amount", "recorded_from", *(["opens_id"] * bool(count.opens))]
    for entry, body, label, amount, event, *leads_to in found.values_list(*columns):
        opens = (count.opens, str(leads_to[0])) if leads_to else None
        yield CountRow((subject, str(entry)), body, label, int(amount), event, opens)


def _sums(
    count: Count[QuerySet[Any]], body_ids: Collection[int], period: Period, position: int
) -> QuerySet[Any]:
    found = count.source(period, position).filter(body_id__in=body_ids).order_by()
    if not count.is_family:
        found = found.annotate(key=Value("", CharField()))
    return (
        found.values("body_id", "key")
        .annotate(count_name=Value(count.name, CharField()), total=Sum("amount"))
        .values_list("count_name", "key", "body_id", "total")
    )
