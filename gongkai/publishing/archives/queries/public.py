"""Where people can go and read. Nothing here asks who reads."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.publishing.archives.models import ReadingPoint


@dataclass(frozen=True, slots=True)
class PublicPoint:
    name: str
    body: int
    place: str
    address: str
    hours: str
    phone: str
    accessible: str
    is_sample: bool


def points(day: date) -> list[PublicPoint]:
    """Open on the day, by kind of place and name."""
    rows = ReadingPoint.objects.standing().filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day
    )
    return [
        PublicPoint(
            each.name, each.body_id, str(each.get_place_display()), each.address, each.hours, each.phone,
            each.accessible, each.is_sample,
        )
        for each in rows.order_by("place", "name")
    ]  # fmt: skip
