"""Who has how much to do, and how much of it was done in time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from gongkai.casework.models import CaseKind, CaseStanding
from gongkai.casework.queries.board import Bucket, board
from gongkai.casework.queries.cases import bodies_seen_by
from gongkai.foundation.ledger.remembering import remembered
from gongkai.foundation.organisations.roles import Actor


@dataclass(frozen=True, slots=True)
class Load:
    """Of a body or a person. `person` is None for what nobody was assigned. `closed` and `late`: ended in the
    period, and ended after their day."""

    body: int | None
    person: int | None
    open: int
    overdue: int
    closed: int
    late: int

    @property
    def on_time_rate(self) -> float | None:
        """Share of the ended ones that ended in time; None when none ended."""
        return (self.closed - self.late) / self.closed if self.closed else None


@dataclass(frozen=True, slots=True)
class _Ended:
    body: int
    person: int | None
    closed: int
    late: int


def by_body(actor: Actor, day: date, first: date, last: date) -> list[Load]:
    """One row a body the person sees that has or had anything, with what ended in first..last."""
    now = board(actor, day, limit=0).by_body
    ended = _summed((row.body, row) for row in _ended(bodies_seen_by(actor, day), first, last))
    bodies = sorted(pk for pk in now.keys() | ended.keys() if pk is not None)
    return [_load(pk, None, now.get(pk, {}), ended) for pk in bodies]


def by_person(actor: Actor, day: date, first: date, last: date, body_id: int | None = None) -> list[Load]:
    """One row a person assigned to anything (None first: to nobody)."""
    seen = bodies_seen_by(actor, day)
    now = board(actor, day, body_id=body_id, limit=0).by_person
    ended = _summed((row.person, row) for row in _ended(seen, first, last) if body_id in (None, row.body))
    people = sorted(now.keys() | ended.keys(), key=lambda pk: (pk is not None, pk or 0))
    return [_load(None, pk, now.get(pk, {}), ended) for pk in people]


def _load(
    body: int | None,
    person: int | None,
    counts: Mapping[Bucket, int],
    ended: dict[int | None, tuple[int, int]],
) -> Load:
    closed, late = ended.get(body if body is not None else person, (0, 0))
    return Load(body, person, sum(counts.values()), counts.get(Bucket.OVERDUE, 0), closed, late)


@remembered("case", "case_standing")
def _ended(bodies: frozenset[int], first: date, last: date) -> tuple[_Ended, ...]:
    """What ended in first..last, by body and person at once."""
    rows = (
        CaseStanding.objects.standing()
        .filter(kind=CaseKind.REQUEST, body_id__in=bodies, closed_on__gte=first, closed_on__lte=last)
        .order_by()
        .values("body_id", "case__assigned_to_id")
        .annotate(closed=Count("pk"), overdue=Count("pk", filter=Q(late=True)))
    )
    return tuple(
        _Ended(row["body_id"], row["case__assigned_to_id"], row["closed"], row["overdue"]) for row in rows
    )


def _summed(rows: Iterable[tuple[int | None, _Ended]]) -> dict[int | None, tuple[int, int]]:
    found: dict[int | None, tuple[int, int]] = {}
    for key, row in rows:
        closed, late = found.get(key, (0, 0))
        found[key] = (closed + row.closed, late + row.late)
    return found
