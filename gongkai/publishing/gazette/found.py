"""What can be found of the gazette: every document of every issue that is out."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time

from django.utils import timezone

from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.search.items import PUBLIC, Item, Key
from gongkai.foundation.search.sources import Original, source
from gongkai.publishing.gazette.actions.approving import FOUND
from gongkai.publishing.gazette.models import Entry
from gongkai.publishing.gazette.models.issues import OUT
from gongkai.publishing.gazette.queries.public import entries_out

_BATCH = 1000


@source(FOUND)
class GazetteDocuments:
    def items(self, numbers: Collection[int]) -> Iterable[Item]:
        """For everybody, once the issue is out."""
        for row in _readable(numbers):
            yield Item(
                key=Key(FOUND, row.pk), title=row.title, text=_text(row), at=_noon(row.issue.dated),
                numbers=(row.number,) if row.number else (),
                facets={"body": (str(row.body_id),), "year": (str(row.issue.year),)},
                audiences=frozenset({PUBLIC}),
            )  # fmt: skip

    def every(self) -> Iterator[int]:
        rows = Entry.objects.filter(issue__state__in=OUT).order_by("pk")
        return rows.values_list("pk", flat=True).iterator(_BATCH)

    def audiences(self, actor: Actor, day: date) -> frozenset[str]:
        """None of its own: what is in an issue is for everybody."""
        return frozenset()

    def originals(self, actor: Actor, day: date, numbers: Collection[int]) -> Mapping[int, Original]:
        """Those that are readable at this moment. The address is body/year/number/order."""
        rows = _readable(numbers)
        places = {(each.issue.id, each.order): each.issue.place for each in entries_out([r.pk for r in rows])}
        return {
            row.pk: Original(row.title, _text(row), f"{place.body}/{place.year}/{place.number}/{row.order}")
            for row in rows
            if (place := places.get((row.issue_id, row.order))) is not None
        }


def _readable(numbers: Collection[int]) -> list[Entry]:
    rows = Entry.objects.filter(pk__in=numbers, issue__state__in=OUT).exclude(document__standing="withdrawn")
    return list(rows.select_related("issue", "edition"))


def _text(row: Entry) -> str:
    return row.edition.text if row.edition is not None else row.text


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
