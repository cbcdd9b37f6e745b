"""The registers as they stand."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import DateField, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import ExtractYear

from gongkai.foundation.organisations.models import (
    Course,
    DisclosureOffice,
    Duty,
    Fund,
    Leader,
    Meeting,
    Staffing,
)
from gongkai.foundation.organisations.values import DutyCard, LeaderCard, OfficeCard, RegisterCard

_OFFICE = (
    "entry_id", "body_id", "name", "address", "postcode", "phone", "fax", "email", "office_hours",
    "valid_from", "valid_to", "full_time", "part_time", "staffed_from",
)  # fmt: skip
_LEADER = (
    "entry_id", "body_id", "name", "post", "duties", "life", "order", "valid_from", "valid_to",
)  # fmt: skip
_DUTY = ("entry_id", "body_id", "text", "basis", "valid_from")
_LINE = ("entry_id", "body_id", "heading", "in_year", "day", "amount", "recorded_from")


def offices(body_ids: Collection[int], day: date) -> list[OfficeCard]:
    """Disclosure offices of the bodies, closed ones included, with their staff on `day`. One statement."""
    staffing = (
        Staffing.objects.standing()
        .filter(office=OuterRef("entry"), valid_from__lte=day)
        .order_by("-valid_from")
    )
    found = (
        DisclosureOffice.objects.standing()
        .filter(body_id__in=body_ids)
        .annotate(
            full_time=Subquery(staffing.values("full_time")[:1]),
            part_time=Subquery(staffing.values("part_time")[:1]),
            staffed_from=Subquery(staffing.values("valid_from")[:1]),
        )
        .order_by("body_id", "valid_from", "entry_id")
    )
    return [OfficeCard(*row) for row in found.values_list(*_OFFICE)]


def leaders(body_ids: Collection[int], day: date) -> list[LeaderCard]:
    """Who leads the bodies on `day`, in their order. One statement."""
    found = Leader.objects.standing().filter(body_id__in=body_ids, valid_from__lte=day)
    found = found.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    rows = found.order_by("body_id", "order", "valid_from", "entry_id").values_list(*_LEADER)
    return [LeaderCard(*row) for row in rows]


def duties(body_ids: Collection[int], day: date) -> dict[int, DutyCard]:
    """What the bodies are there for on `day`. One statement."""
    found = Duty.objects.standing().filter(body_id__in=body_ids, valid_from__lte=day)
    rows = found.order_by("body_id", "-valid_from").distinct("body_id").values_list(*_DUTY)
    return {card.body: card for card in (DutyCard(*row) for row in rows)}


def funds(body_ids: Collection[int], year: int) -> list[RegisterCard]:
    """Funds of a year; `amount` in fen."""
    found = (
        Fund.objects.standing()
        .filter(year=year)
        .annotate(heading=F("purpose"), in_year=F("year"), day=Value(None, DateField()), amount=F("fen"))
    )
    return _lines("fund", found, body_ids)


def meetings(body_ids: Collection[int], year: int) -> list[RegisterCard]:
    """Meetings held in a year."""
    found = Meeting.objects.standing().filter(on__year=year).annotate(amount=Value(None, IntegerField()))
    return _lines("meeting", _dated(found), body_ids)


def courses(body_ids: Collection[int], year: int) -> list[RegisterCard]:
    """Training courses of a year; `amount` is how many took part."""
    found = Course.objects.standing().filter(on__year=year).annotate(amount=F("trainees"))
    return _lines("course", _dated(found), body_ids)


def _dated(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.annotate(heading=F("title"), in_year=ExtractYear("on"), day=F("on"))


def _lines(register: str, rows: QuerySet[Any], body_ids: Collection[int]) -> list[RegisterCard]:
    found = rows.filter(body_id__in=body_ids).order_by("body_id", "day", "entry_id")
    return [RegisterCard(register, *row) for row in found.values_list(*_LINE)]
