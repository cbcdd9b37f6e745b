"""What stands under the rows of catalogues: published, and on the way."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from gongkai.core.publishing.attribute import Attribute
from gongkai.core.publishing.catalogue_duty import Duty, Fulfilment, Standing, duty_of
from gongkai.core.publishing.time_limits import read_limit
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing.catalogue.models import CatalogueVersion
from gongkai.publishing.models import Document, Edition

_GONE = "withdrawn"


@dataclass(frozen=True, slots=True)
class Under:
    """A document under a row. `address` "" while it is not out; `waiting`: over its day; `late`: it came
    out after its day."""

    document: int
    title: str
    address: str
    body: int
    formed_on: date | None
    released_on: date | None
    waiting: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class RowStanding:
    """`documents`, newest first: what is out, and (for the staff) what is on the way."""

    duty: Duty
    documents: tuple[Under, ...]

    @property
    def published(self) -> tuple[Under, ...]:
        return tuple(each for each in self.documents if each.released_on is not None)


def standings(rows: Sequence[CatalogueVersion], today: date) -> Mapping[int, RowStanding]:
    """How each row stands, by number of its version; two statements for each catalogue's body."""
    found: dict[int, RowStanding] = {}
    for body in sorted({each.body_id for each in rows}):
        own = [each for each in rows if each.body_id == body]
        documents = _documents(body, own, today)
        for row in own:
            found[row.pk] = _standing(row, [each for each in documents if _belongs(each, row)], today)
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    under: Under
    catalogue: str
    kind: str
    subject: str


def _belongs(known: _Known, row: CatalogueVersion) -> bool:
    """Assigned to the row; or, assigned to none, of the kind and subject that stand under it."""
    if known.catalogue:
        return known.catalogue == row.item.code
    if not row.kind and not row.subject:
        return False
    return row.kind in ("", known.kind) and row.subject in ("", known.subject)


def _documents(body: int, rows: Sequence[CatalogueVersion], today: date) -> list[_Known]:
    """Documents of the body and those below it that may stand under one of the rows. Of the withheld ones
    nothing is due."""
    fits = Q(catalogue__in=[each.item.code for each in rows])
    for kind, subject in {(each.kind, each.subject) for each in rows if each.kind or each.subject}:
        rule = Q(catalogue="")
        if kind:
            rule &= Q(kind=kind)
        if subject:
            rule &= Q(pk__in=Edition.objects.filter(subject=subject).values("document"))
        fits |= rule
    bodies = organisations.subtree_ids([body], today) | organisations.predecessors(body, today) | {body}
    found = Document.objects.filter(fits, body__in=bodies).exclude(standing=_GONE)
    found = found.filter(attribute__in=["", Attribute.OPEN])
    return _known(found.only("kind", "catalogue", "address", "body_id", "first_released_at"))


def _known(documents: Collection[Document]) -> list[_Known]:
    rows = list(documents)
    editions: dict[int, Edition] = {}
    newest = Edition.objects.filter(document__in=[each.pk for each in rows]).exclude(state="discarded")
    for edition in newest.order_by("number").only(
        "document_id", "title", "subject", "formed_on", "released_at"
    ):
        known = editions.get(edition.document_id)
        if known is None or edition.released_at is not None or known.released_at is None:
            editions[edition.document_id] = edition
    found = []
    for row in rows:
        shown = editions.get(row.pk)
        if shown is None:
            continue
        out = timezone.localdate(row.first_released_at) if row.first_released_at else None
        under = Under(row.pk, shown.title, row.address, row.body_id, shown.formed_on, out)
        found.append(_Known(under, row.catalogue, row.kind, shown.subject))
    return sorted(
        found, key=lambda each: (each.under.released_on or date.max, each.under.document), reverse=True
    )


def _standing(row: CatalogueVersion, known: Sequence[_Known], today: date) -> RowStanding:
    documents = [each.under for each in known]
    if row.on_request:
        return RowStanding(Duty(Fulfilment.ON_REQUEST), tuple(documents))
    duty = duty_of(
        read_limit(row.limit), [Standing(each.title, each.formed_on, each.released_on) for each in documents],
        since=row.item.since, today=today, calendar=current_calendar(),
    )  # fmt: skip
    told = tuple(
        Under(
            each.document, each.title, each.address, each.body, each.formed_on, each.released_on,
            at in duty.waiting, at in duty.came_late,
        )
        for at, each in enumerate(documents)
    )  # fmt: skip
    return RowStanding(duty, told)
