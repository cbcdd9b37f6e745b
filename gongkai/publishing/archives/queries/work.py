"""Reading points, deposits and packages before the staff."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q
from django.utils import timezone

from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing.archives import policy
from gongkai.publishing.archives.choices import DepositForm
from gongkai.publishing.archives.models import (
    Deposit,
    Package,
    PackageProgress,
    ReadingPoint,
    Visits,
)
from gongkai.publishing.models import Document, Edition


class NoSuchPointError(LookupError):
    """There is no such reading point or package, or the person may not see it."""


@dataclass(frozen=True, slots=True)
class PointCard:
    """`entry` is its number for good. `paper`, `electronic`: deposits there; `visitors` in the year asked
    for."""

    entry: int
    body: int
    name: str
    place: str
    place_title: str
    address: str
    hours: str
    phone: str
    accessible: str
    valid_from: date
    valid_to: date | None
    is_sample: bool
    paper: int = 0
    electronic: int = 0
    visitors: int | None = None


@dataclass(frozen=True, slots=True)
class DepositLine:
    entry: int
    document: int
    title: str
    form: str
    copies: int
    on: date
    package: int | None


@dataclass(frozen=True, slots=True)
class PointWhole:
    """`months`: visitors by first day of the month, newest first; `past`: former entries."""

    card: PointCard
    months: tuple[tuple[date, int], ...]
    deposits: tuple[DepositLine, ...]
    past: tuple[PointCard, ...]


@dataclass(frozen=True, slots=True)
class PackageCard:
    id: int
    body: int
    year: int
    state: str
    state_title: str
    documents: int
    size: int
    sha256: str
    asked_at: datetime
    made_at: datetime | None
    done: int
    of: int
    problem: str
    point: str
    receipt: str
    handed_on: date | None


def points(today: date) -> list[PointCard]:
    """Everybody may know them; closed ones last."""
    rows = ReadingPoint.objects.standing()
    return _cards(list(rows.order_by(F("valid_to").desc(nulls_first=True), "body_id", "name")), today.year)


def point(entry: int, today: date) -> PointWhole:
    """What is deposited is public too. Raises NoSuchPointError."""
    rows = ReadingPoint.objects.filter(entry=entry).order_by("-pk")
    standing = next((each for each in rows if each.recorded_to is None), None)
    if standing is None:
        raise NoSuchPointError(entry)
    months = Visits.objects.standing().filter(point=entry).order_by("-month")
    deposits = Deposit.objects.standing().filter(point=entry)
    return PointWhole(
        _cards([standing], today.year)[0], tuple(months.values_list("month", "visitors")),
        tuple(_lines(list(deposits.order_by("-on", "-pk")[:200]))),
        tuple(_card(each) for each in rows if each.recorded_to is not None),
    )  # fmt: skip


def packages(actor: Actor, today: date) -> list[PackageCard]:
    """Of the bodies one knows, newest first."""
    rows = Package.objects.filter(body__in=policy.known(actor, today)).order_by("-pk")[:200]
    return _packages(list(rows))


def package(actor: Actor, package_id: int, today: date) -> PackageCard:
    """Raises NoSuchPointError."""
    rows = list(Package.objects.filter(pk=package_id, body__in=policy.known(actor, today)))
    if not rows:
        raise NoSuchPointError(package_id)
    return _packages(rows)[0]


def to_deposit(
    body_ids: Sequence[int] | frozenset[int], point: int, form: str
) -> list[tuple[int, str, date]]:
    """Published documents not there in this form: (number, title, released on), newest first."""
    there = Deposit.objects.standing().filter(point=point, form=form).values("document")
    found = Document.objects.filter(body__in=body_ids, first_released_at__isnull=False)
    rows = list(
        found.exclude(standing="withdrawn").exclude(pk__in=there).order_by("-first_released_at")[:200]
    )
    titles = _titles([each.pk for each in rows])
    return [
        (each.pk, titles.get(each.pk, each.index_number), timezone.localdate(each.first_released_at))
        for each in rows
        if each.first_released_at
    ]


def _cards(rows: Sequence[ReadingPoint], year: int) -> list[PointCard]:
    entries = [each.entry_id for each in rows]
    counted = {
        row["point"]: row
        for row in Deposit.objects.standing()
        .filter(point__in=entries)
        .order_by()
        .values("point")
        .annotate(
            paper=Count("pk", filter=Q(form=DepositForm.PAPER)),
            electronic=Count("pk", filter=Q(form=DepositForm.ELECTRONIC)),
        )
    }
    came: dict[int, int] = {}
    found = Visits.objects.standing().filter(point__in=entries, month__year=year)
    for entry, visitors in found.values_list("point_id", "visitors"):
        came[entry] = came.get(entry, 0) + visitors
    return [_card(each, counted.get(each.entry_id, {}), came.get(each.entry_id)) for each in rows]


def _card(row: ReadingPoint, counted: Mapping[str, Any] | None = None, came: int | None = None) -> PointCard:
    known = counted or {}
    return PointCard(
        row.entry_id, row.body_id, row.name, row.place, str(row.get_place_display()), row.address, row.hours,
        row.phone, row.accessible, row.valid_from, row.valid_to, row.is_sample, known.get("paper", 0),
        known.get("electronic", 0), came,
    )  # fmt: skip


def _lines(rows: Sequence[Deposit]) -> list[DepositLine]:
    titles = _titles([each.document_id for each in rows])
    return [
        DepositLine(
            each.entry_id, each.document_id, titles.get(each.document_id, ""), str(each.get_form_display()),
            each.copies, each.on, each.package_id,
        )
        for each in rows
    ]  # fmt: skip


def _titles(document_ids: Sequence[int]) -> dict[int, str]:
    rows = Edition.objects.filter(document__in=document_ids, released_at__isnull=False).order_by("number")
    return dict(rows.values_list("document_id", "title"))


def _packages(rows: Sequence[Package]) -> list[PackageCard]:
    progress = {each.package_id: each for each in PackageProgress.objects.filter(package__in=rows)}
    names = dict(
        ReadingPoint.objects.standing()
        .filter(entry__in=[each.point_id for each in rows if each.point_id])
        .values_list("entry_id", "name")
    )
    cards = []
    for each in rows:
        known = progress.get(each.pk)
        cards.append(
            PackageCard(
                each.pk, each.body_id, each.year, each.state, str(each.get_state_display()),
                len(each.documents), each.size, each.sha256, each.asked_at, each.made_at,
                known.done if known else 0, known.of if known else 0, known.problem if known else "",
                names.get(each.point_id or 0, ""), each.receipt, each.handed_on,
            )
        )  # fmt: skip
    return cards
