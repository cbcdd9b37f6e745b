"""What may be asked of the ledger: events, newest first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from gongkai.foundation.ledger.chain import settle
from gongkai.foundation.ledger.models import Event


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event as auditors read it."""

    sequence: int
    at: datetime
    actor: str
    body: int | None
    verb: str
    subject_type: str
    subject_id: str
    before: Any
    after: Any
    reason: str
    rule_version: str
    hash: str


def events(
    *,
    bodies: Collection[int],
    body: int | None = None,
    verb: str = "",
    subject: str = "",
    first_day: date | None = None,
    last_day: date | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[EventLine]:
    """Events that concern one of `bodies` or no body, narrowed by the other conditions, newest first.

    `subject` is a type ("return") or a type and identifier ("return:12"); `before` a sequence to go on from.
    """
    settle()
    found = Event.objects.filter(Q(body__in=bodies) | Q(body__isnull=True))
    if body is not None:
        found = found.filter(body=body)
    if verb:
        found = found.filter(verb=verb)
    found = _about(found, subject)
    if first_day is not None:
        found = found.filter(at__gte=_midnight(first_day))
    if last_day is not None:
        found = found.filter(at__lt=_midnight(last_day) + timedelta(days=1))
    if before is not None:
        found = found.filter(sequence__lt=before)
    fields = EventLine.__dataclass_fields__
    return [EventLine(*row) for row in found.order_by("-sequence").values_list(*fields)[:limit]]


def told(
    subject_type: str,
    subject_id: object,
    *,
    position: int | None = None,
    holding: tuple[str, str] | None = None,
) -> list[EventLine]:
    """Everything the ledger tells of one subject, oldest first (after event number `position` at the latest).

    `holding` keeps the events whose `after` has the key in the part: ("cells", "3.1.1").
    """
    settle()
    found = Event.objects.filter(subject_type=subject_type, subject_id=str(subject_id))
    if position is not None:
        found = found.filter(sequence__lte=position)
    if holding is not None:
        part, key = holding
        found = found.filter(**{f"after__{part}__has_key": key})
    fields = EventLine.__dataclass_fields__
    return [EventLine(*row) for row in found.order_by("sequence").values_list(*fields)]


def _about(found: QuerySet[Event], subject: str) -> QuerySet[Event]:
    kind, _, identifier = subject.partition(":")
    if kind:
        found = found.filter(subject_type=kind)
    return found.filter(subject_id=identifier) if identifier else found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
