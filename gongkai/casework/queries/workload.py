"""Who has how much to do, and how much of it was done in time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from gongkai.casework.models import CaseKind, CaseStanding
from gongkai.casework.queries.board import Bucket, board
from gongkai.casework.queries.cases import bodies_seen_by
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


def by_body(actor: Actor, day: date, first: date, last: date) -> list[Load]:
    """One row a body the person sees that has or had anything, with what ended in first..last."""
    now = board(actor, day, limit=0).by_body
    ended = _ended(bodies_seen_by(actor, day), first, last, "body_id")
    bodies = sorted(pk for pk in now.keys() | ended.keys() if pk is not None)
    return [_load(pk, None, now.get(pk, {}), ended) for pk in bodies]


def by_person(actor: Actor, day: date, first: date, last: date, body_id: int | None = None) -> list[Load]:
    """One row a person assigned to anything (None first: to nobody)."""
    seen = bodies_seen_by(actor, day)
    now = board(actor, day, body_id=body_id, limit=0).by_person
    ended = _ended(seen if body_id is None else seen & {body_id}, first, last, "case__assigned_to_id")
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


def _ended(bodies: Iterable[int], first: date, last: date, by: str) -> dict[int | None, tuple[int, int]]:
    rows = (
        CaseStanding.objects.standing()
        .filter(kind=CaseKind.REQUEST, body_id__in=list(bodies), closed_on__gte=first, closed_on__lte=last)
        .order_by()
        .values(by)
        .annotate(closed=Count("pk"), overdue=Count("pk", filter=Q(late=True)))
    )
    return {row[by]: (row["closed"], row["overdue"]) for row in rows}
