"""Batches, as the people of their body see them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count

from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing.models import Batch, Edition
from gongkai.publishing.queries.visible import own_bodies


@dataclass(frozen=True, slots=True)
class BatchCard:
    """Numbers are of rows. `states`: how many of its editions are in which state."""

    id: int
    body: int
    name: str
    state: str
    at: datetime
    total: int
    done: int
    brought_in: int
    known: int
    refused: int
    report: tuple[dict[str, Any], ...]
    progress: dict[str, Any]
    states: dict[str, int]


def batches(actor: Actor, day: date, *, limit: int = 50) -> tuple[BatchCard, ...]:
    """The newest batches of the person's bodies, without their reports."""
    found = Batch.objects.filter(body__in=own_bodies(actor, day)).order_by("-pk")[:limit]
    return tuple(_card(each, {}, ()) for each in found)


def batch(actor: Actor, batch_id: int, day: date) -> BatchCard | None:
    """One batch whole; None when there is none or it is not his."""
    row = Batch.objects.filter(pk=batch_id, body__in=own_bodies(actor, day)).first()
    if row is None:
        return None
    counted = Edition.objects.filter(batch=row).values_list("state").annotate(count=Count("pk"))
    return _card(row, dict(counted), tuple(row.report))


def _card(row: Batch, states: dict[str, int], report: tuple[dict[str, Any], ...]) -> BatchCard:
    return BatchCard(
        row.pk, row.body_id, row.name, row.state, row.at, row.total, row.done, row.brought_in, row.known,
        row.refused, report, row.progress, states,
    )  # fmt: skip


def editions_of(batch_id: int) -> list[Edition]:
    """What came in with the batch, in its order."""
    return list(Edition.objects.filter(batch=batch_id).order_by("pk"))
