"""What everybody finds under the rows of catalogues: how many documents are out, and the newest of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing.catalogue.models import CatalogueVersion
from gongkai.publishing.models import Edition

_GROUP = ("document__body_id", "document__catalogue", "document__kind", "subject")
_SHOWN = ("document__first_released_at", "document_id", "document__address", "title")
_NEWEST = [F("document__first_released_at").desc(), F("document_id").desc()]


@dataclass(frozen=True, slots=True)
class Out:
    """A document that is out, under the title of its newest edition; `released_on`: of its first one."""

    address: str
    title: str
    released_on: date


@dataclass(frozen=True, slots=True)
class OutUnder:
    """`count`: of all that is out under a row. `newest`: some of it, newest first."""

    count: int = 0
    newest: tuple[Out, ...] = ()


def newest_under(rows: Sequence[CatalogueVersion], today: date, most: int) -> dict[int, OutUnder]:
    """For each row, by number of its version, at most `most`. One statement for all rows, which brings no
    more than `most` documents of each body, kind and subject."""
    bodies = _answering({each.body_id for each in rows}, today)
    groups = _groups(rows, bodies, most)
    return {row.pk: _of_row(row, bodies[row.body_id], groups, most) for row in rows}


def page_under(row: CatalogueVersion, today: date, *, start: int, most: int) -> OutUnder:
    """Under one row: `most` from place `start` on (0: the newest). Two statements."""
    bodies = _answering({row.body_id}, today)[row.body_id]
    found = _out(bodies).filter(_fits([row]))
    shown = found.order_by(*_NEWEST).values_list(*_SHOWN)[start : start + most]
    return OutUnder(found.count(), tuple(_told(*each) for each in shown))


def _out(bodies: Collection[int]) -> QuerySet[Edition]:
    """The newest released edition of each document of these bodies that is not withdrawn."""
    found = Edition.objects.filter(
        document__body__in=bodies, document__first_released_at__isnull=False,
        released_at=F("document__last_released_at"),
    )  # fmt: skip
    return found.exclude(document__standing="withdrawn")


def _fits(rows: Sequence[CatalogueVersion]) -> Q:
    """Assigned to one of the rows; or, assigned to none, of a kind and subject that stand under one."""
    fits = Q(document__catalogue__in=[each.item.code for each in rows])
    for kind, subject in {(each.kind, each.subject) for each in rows if each.kind or each.subject}:
        rule = Q(document__catalogue="")
        if kind:
            rule &= Q(document__kind=kind)
        if subject:
            rule &= Q(subject=subject)
        fits |= rule
    return fits


@dataclass(frozen=True, slots=True)
class _Group:
    """What is out of one body, row assigned to, kind and subject."""

    body: int
    code: str
    kind: str
    subject: str
    count: int
    newest: list[tuple[Any, ...]]

    def belongs(self, row: CatalogueVersion) -> bool:
        if self.code:
            return self.code == row.item.code
        if not row.kind and not row.subject:
            return False
        return row.kind in ("", self.kind) and row.subject in ("", self.subject)


def _groups(
    rows: Sequence[CatalogueVersion], bodies: Mapping[int, frozenset[int]], most: int
) -> Sequence[_Group]:
    found = (
        _out(frozenset().union(*bodies.values()))
        .filter(_fits(rows))
        .annotate(
            place=Window(RowNumber(), partition_by=list(_GROUP), order_by=_NEWEST),
            of_group=Window(Count("*"), partition_by=list(_GROUP)),
        )
        .filter(place__lte=most)
    )
    groups: dict[tuple[Any, ...], _Group] = {}
    for body, code, kind, subject, count, *shown in found.values_list(*_GROUP, "of_group", *_SHOWN):
        group = _Group(body, code, kind, subject, count, [])
        groups.setdefault((body, code, kind, subject), group).newest.append(tuple(shown))
    return list(groups.values())


def _of_row(row: CatalogueVersion, bodies: frozenset[int], groups: Sequence[_Group], most: int) -> OutUnder:
    own = [each for each in groups if each.body in bodies and each.belongs(row)]
    newest = sorted((shown for each in own for shown in each.newest), reverse=True)[:most]
    return OutUnder(sum(each.count for each in own), tuple(_told(*each) for each in newest))


def _told(at: datetime, _number: int, address: str, title: str) -> Out:
    return Out(address, title, timezone.localdate(at))


def _answering(bodies: Collection[int], day: date) -> Mapping[int, frozenset[int]]:
    """For each body those whose documents stand in its catalogue: itself, all below it, and the closed ones
    for whose past it answers."""
    below: dict[int | None, list[int]] = {}
    for each in organisations.bodies_on(day).values():
        below.setdefault(each.parent, []).append(each.id)
    heirs = organisations.heirs_of_ended(day)
    found = {}
    for body in bodies:
        tree = [body]
        for known in tree:
            tree.extend(below.get(known, ()))
        found[body] = frozenset(tree).union(old for old, new in heirs.items() if new == body)
    return found
