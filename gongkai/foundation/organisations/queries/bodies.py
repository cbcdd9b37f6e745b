"""Bodies of a day, their tree, and who answers for whose past."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from gongkai.foundation.ledger.remembering import remembered
from gongkai.foundation.organisations.models import Body, BodyVersion, Succession
from gongkai.foundation.organisations.values import BodyOnDay, SuccessionCard

_FIELDS = (
    "body_id", "body__code", "name", "short_name", "level", "kind", "parent_id", "reports_to_parent",
    "credit_code", "division_code", "order", "body__founded", "body__closed", "valid_from", "valid_to",
)  # fmt: skip

_DOWN = """
WITH RECURSIVE tree(id) AS (
    SELECT unnest(%(roots)s::bigint[])
    UNION
    SELECT v.body_id FROM organisations_bodyversion v JOIN tree ON v.parent_id = tree.id
    WHERE v.valid_from <= %(day)s AND (v.valid_to IS NULL OR v.valid_to > %(day)s)
) SELECT id FROM tree
"""
_UP = """
WITH RECURSIVE above(id, steps) AS (
    SELECT %(body)s::bigint, 0
    UNION
    SELECT v.parent_id, above.steps + 1 FROM organisations_bodyversion v JOIN above ON v.body_id = above.id
    WHERE v.parent_id IS NOT NULL
      AND v.valid_from <= %(day)s AND (v.valid_to IS NULL OR v.valid_to > %(day)s)
) SELECT id FROM above WHERE steps > 0 ORDER BY steps
"""


class NoSuchBodyError(LookupError):
    """There is no such body, or there was none on that day."""


def body(pk: int, day: date) -> BodyOnDay:
    """Raises NoSuchBodyError when the body did not exist on `day`."""
    return _only(_versions_on(day).filter(body_id=pk))


def body_by_code(code: str, day: date) -> BodyOnDay:
    """The body of an address. Raises NoSuchBodyError."""
    return _only(_versions_on(day).filter(body__code=code))


def bodies_on(day: date, ids: Collection[int] | None = None) -> dict[int, BodyOnDay]:
    """All bodies of `day` (or those of `ids`) by identifier, in their order. One statement."""
    return {each.id: each for each in _on(day, None if ids is None else frozenset(ids))}


@remembered("body_version", "body")
def _on(day: date, ids: frozenset[int] | None) -> tuple[BodyOnDay, ...]:
    found = _versions_on(day)
    return tuple(_as_values(found if ids is None else found.filter(body_id__in=ids)))


def latest_bodies(ids: Collection[int]) -> dict[int, BodyOnDay]:
    """The bodies as they were last, closed ones included. For lists that reach into the past."""
    return {each.id: each for each in _latest(frozenset(ids))}


@remembered("body_version", "body")
def _latest(ids: frozenset[int]) -> tuple[BodyOnDay, ...]:
    found = BodyVersion.objects.filter(body_id__in=ids).order_by("body_id", "-valid_from").distinct("body_id")
    return tuple(_as_values(found))


def children(body_id: int, day: date) -> list[BodyOnDay]:
    """Bodies directly below, in their order."""
    return _as_values(_versions_on(day).filter(parent_id=body_id))


def roots(day: date) -> list[BodyOnDay]:
    """Bodies with nobody above them."""
    return _as_values(_versions_on(day).filter(parent__isnull=True))


def subtree_ids(body_ids: Collection[int], day: date) -> frozenset[int]:
    """The bodies themselves and all below them on `day`."""
    return _below(frozenset(body_ids), day) if body_ids else frozenset()


@remembered("body_version")
def _below(body_ids: frozenset[int], day: date) -> frozenset[int]:
    with connection.cursor() as cursor:
        cursor.execute(_DOWN, {"roots": list(body_ids), "day": day})
        return frozenset(row[0] for row in cursor.fetchall())


def subtree(body_id: int, day: date) -> list[BodyOnDay]:
    """The body and all below it on `day`, parents before children. Two statements at any depth."""
    found = bodies_on(day, subtree_ids([body_id], day))
    below: dict[int | None, list[BodyOnDay]] = {}
    for each in found.values():
        below.setdefault(each.parent, []).append(each)
    tree = [found[body_id]] if body_id in found else []
    for each in tree:
        tree.extend(below.get(each.id, []))
    return tree


@remembered("body_version", "body")
def ancestors(body_id: int, day: date) -> list[BodyOnDay]:
    """The bodies above, nearest first."""
    above = ancestor_ids(body_id, day)
    found = bodies_on(day, above)
    return [found[pk] for pk in above if pk in found]


@remembered("body_version")
def ancestor_ids(body_id: int, day: date) -> tuple[int, ...]:
    """The bodies above, nearest first, by identifier."""
    with connection.cursor() as cursor:
        cursor.execute(_UP, {"body": body_id, "day": day})
        return tuple(row[0] for row in cursor.fetchall())


def name_on(body_id: int, day: date) -> str:
    """What the body was called on `day`. Raises NoSuchBodyError."""
    return body(body_id, day).name


def history(body_id: int) -> list[BodyOnDay]:
    """All names and places the body had, oldest first."""
    return _as_values(BodyVersion.objects.filter(body_id=body_id).order_by("valid_from"))


def successions(body_id: int) -> list[SuccessionCard]:
    """What the body came from and what became of it, oldest first."""
    found = Succession.objects.filter(Q(predecessor_id=body_id) | Q(successor_id=body_id)).order_by(
        "on", "pk"
    )
    return [
        SuccessionCard(*row)
        for row in found.values_list(
            "predecessor_id", "successor_id", "on", "kind", "carries_history", "note"
        )
    ]


@remembered("succession", "body")
def heirs_on(day: date) -> Mapping[int, int]:
    """Who answers on `day` for each body that ever was: itself while it exists, else its heir's heir.

    Summing earlier figures of all bodies by their heirs gives the same total as summing by the old tree.
    """
    heirs = heirs_of_ended(day)
    existing = Body.objects.filter(founded__lte=day).values_list("pk", flat=True)
    return {pk: heirs.get(pk, pk) for pk in existing}


@remembered("succession")
def heirs_of_ended(day: date) -> Mapping[int, int]:
    """The same for those alone for whose past another body answers on `day`."""
    heir = dict(
        Succession.objects.filter(carries_history=True, on__lte=day).values_list(
            "predecessor_id", "successor_id"
        )
    )
    found = {}
    for ended in heir:
        current = ended
        while current in heir:
            current = heir[current]
        found[ended] = current
    return found


def predecessors(body_id: int, day: date) -> frozenset[int]:
    """The closed bodies for whose past the body answers on `day`."""
    return frozenset(old for old, new in heirs_of_ended(day).items() if new == body_id)


def _versions_on(day: date) -> QuerySet[Any]:
    return BodyVersion.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day
    ).order_by("order", "body_id")


def _as_values(versions: QuerySet[Any]) -> list[BodyOnDay]:
    return [BodyOnDay(*row) for row in versions.values_list(*_FIELDS)]


def _only(versions: QuerySet[Any]) -> BodyOnDay:
    found = _as_values(versions)
    if not found:
        raise NoSuchBodyError
    return found[0]
