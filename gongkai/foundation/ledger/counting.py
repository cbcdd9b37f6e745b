"""Named counts over rows recorded in the ledger.

The source of a count is a query annotated with `entry_id`, `body_id`, `amount`, `label`, `recorded_from`; of
a count that opens somewhere also with `opens_id`. The key of a family is an expression over that query. All
counts of a question are one statement: UNION ALL of one GROUP BY a source, pivoted here.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from typing import Any

from django.db.models import CharField, QuerySet, Sum, Value
from django.db.models.functions import Cast

from gongkai.core.counts import Count, CountResult, CountRow, Counts, Period, family_and_key
from gongkai.foundation.ledger.rows import subject_of

type Rows = Count[QuerySet[Any]]

COUNTS: Counts[QuerySet[Any]] = Counts()
_NO_KEY = Cast(Value(None), CharField())


def declare(count: Rows) -> Rows:
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
    for member, body, amount in _summed(map(COUNTS.__getitem__, names), body_ids, period, position):
        if member in wanted:
            figures[member, body] += amount
    return figures


def members(
    name: str, body_ids: Collection[int], period: Period, position: int
) -> dict[tuple[str, int], int]:
    """{(key, body): figure} of a family, for the keys that occur."""
    return of_all([name], body_ids, period, position)[name]


def of_all(
    names: Collection[str], body_ids: Collection[int], period: Period, position: int
) -> dict[str, dict[tuple[str, int], int]]:
    """The same of several families, and of counts without members under the key "". One statement."""
    found: dict[str, dict[tuple[str, int], int]] = {name: {} for name in names}
    if not body_ids:
        return found
    for member, body, amount in _summed(map(COUNTS.declared, names), body_ids, period, position):
        name, key = family_and_key(member)
        of = found[name]
        of[key or "", body] = of.get((key or "", body), 0) + amount
    return found


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


def _rows(count: Rows, keys: list[str], body_id: int, period: Period, position: int) -> Iterator[CountRow]:
    found = count.source(period, position).filter(body_id=body_id).order_by("recorded_from")
    if count.key is not None:
        found = found.annotate(key=count.key(period)).filter(key__in=keys)
    subject = subject_of(found.model)
    columns = ["entry_id", "body_id", "label", "amount", "recorded_from", *(["opens_id"] * bool(count.opens))]
    for entry, body, label, amount, event, *leads_to in found.values_list(*columns):
        opens = (count.opens, str(leads_to[0])) if leads_to else None
        yield CountRow((subject, str(entry)), body, label, int(amount), event, opens)


def _summed(
    counts: Iterable[Rows], body_ids: Collection[int], period: Period, position: int
) -> Iterator[tuple[str, int, int]]:
    """(name of figure, body, amount), a figure once for each way its rows also count elsewhere."""
    by_source: dict[object, dict[str, Rows]] = {}
    for count in counts:
        by_source.setdefault(count.source if count.is_family else count.name, {})[count.name] = count
    groups = [tuple(group.values()) for group in by_source.values()]
    width = max(len(group) for group in groups)
    sums = [_sums(place, group, width, body_ids, period, position) for place, group in enumerate(groups)]
    for place, body, total, *keys in reduce(lambda left, right: left.union(right, all=True), sums):
        for count, key in zip(groups[place], keys, strict=False):
            if not count.is_family:
                yield count.name, body, int(total)
            elif key is not None:
                yield count.member(key), body, int(total)


def _sums(
    place: int,
    group: tuple[Rows, ...],
    width: int,
    body_ids: Collection[int],
    period: Period,
    position: int,
) -> QuerySet[Any]:
    """The rows of one source, added up by body and by the key in each family. Padded to `width` keys, so that
    all sources can be one statement."""
    found = group[0].source(period, position).filter(body_id__in=body_ids).order_by()
    keys = [f"key_{number}" for number in range(width)]
    given: list[Any] = [count.key(period) if count.key else _NO_KEY for count in group]
    given += [_NO_KEY] * (width - len(given))
    return (
        found.annotate(**dict(zip(keys, given, strict=True)))
        .values("body_id", *keys)
        .annotate(place=Value(place), total=Sum("amount"))
        .values_list("place", "body_id", "total", *keys)
    )
