"""Catalogues and guides before the staff: proposals, tables that were read, versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.core.messages import Message
from gongkai.core.publishing.catalogue import TITLES, Column
from gongkai.core.publishing.catalogue_compare import Side
from gongkai.core.publishing.catalogue_duty import Fulfilment
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing.catalogue import law, policy
from gongkai.publishing.catalogue.actions.tables import compared
from gongkai.publishing.catalogue.facts import Facts
from gongkai.publishing.catalogue.models import (
    Catalogue,
    CatalogueChange,
    CatalogueTable,
    CatalogueVersion,
    GuideVersion,
)
from gongkai.publishing.catalogue.queries.under import RowStanding, standings


class NoSuchCatalogueError(LookupError):
    """There is no such catalogue, or the person may not see it."""


@dataclass(frozen=True, slots=True)
class CatalogueCard:
    """`lacking`: rows that are late, missed or empty; `waits`: a proposal is to be decided."""

    id: int
    body: int
    field: str
    title: str
    not_covered: str
    items: int
    lacking: int
    waits: bool
    reviewed_on: date
    review_due: date
    revision: int
    is_sample: bool


@dataclass(frozen=True, slots=True)
class RowLine:
    """`version` None for a row that is only proposed."""

    item: int
    version: int
    code: str
    facts: Facts
    since: date
    standing: RowStanding


@dataclass(frozen=True, slots=True)
class ChangeCard:
    """`rows`: (item's number or None, what stands, what is proposed)."""

    id: int
    kind: str
    reason: str
    request_task: int | None
    proposed_by: str
    proposed_at: datetime
    agreed: bool | None
    answer: str
    decided_by: str
    decided_at: datetime | None
    withdrawn: bool
    rows: tuple[tuple[int | None, Facts | None, Facts | None], ...]


@dataclass(frozen=True, slots=True)
class CatalogueWhole:
    card: CatalogueCard
    rows: tuple[RowLine, ...]
    waiting: ChangeCard | None
    changes: tuple[ChangeCard, ...]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A row as it stood; `valid_to` None: it stands."""

    facts: Facts
    valid_from: date
    valid_to: date | None
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class TableReport:
    """What a table would do. `problems`: (line, column's title, message)."""

    id: int
    catalogue: int
    name: str
    read: int
    new: tuple[Facts, ...]
    changed: tuple[tuple[Facts, tuple[str, ...]], ...]
    same: int
    gone: tuple[Facts, ...]
    problems: tuple[tuple[int, str, Message], ...]


_LACKING = (Fulfilment.LATE, Fulfilment.MISSED, Fulfilment.EMPTY)


def catalogues(actor: Actor, today: date, body_id: int | None = None) -> list[CatalogueCard]:
    """Of the bodies one knows, by body and field."""
    found = Catalogue.objects.filter(body__in=policy.known(actor, today))
    if body_id is not None:
        found = found.filter(body=body_id)
    rows = list(found.order_by("body_id", "pk"))
    versions = list(
        CatalogueVersion.objects.filter(item__catalogue__in=rows, valid_to__isnull=True).select_related(
            "item"
        )
    )
    standing = standings(versions, today)
    cards = [
        _card(each, [v for v in versions if v.item.catalogue_id == each.pk], standing, _waits(rows))
        for each in rows
    ]
    numbers = {each.code: each.number for each in law.fields()}
    return sorted(cards, key=lambda each: (each.body, numbers.get(each.field, 0)))


def due_for_review(actor: Actor, today: date) -> list[tuple[int, str, date]]:
    """(number, field, due) of the catalogues that the person's bodies are to look over again."""
    found = Catalogue.objects.filter(body__in=actor.bodies_as(*policy.APPROVERS)).order_by(
        "reviewed_on", "pk"
    )
    rows = [(each.pk, law.field(each.field), each.field, law.review_due(each.reviewed_on)) for each in found]
    return [(pk, field.title if field else code, due) for pk, field, code, due in rows if due <= today]


def whole(actor: Actor, catalogue_id: int, today: date) -> CatalogueWhole:
    """Raises NoSuchCatalogueError."""
    catalogue = _seen(actor, catalogue_id, today)
    versions = list(
        CatalogueVersion.objects.filter(item__catalogue=catalogue, valid_to__isnull=True)
        .select_related("item")
        .order_by("order", "pk")
    )
    standing = standings(versions, today)
    rows = tuple(
        RowLine(
            each.item_id, each.pk, each.item.code, Facts.of_dict(vars(each)), each.item.since,
            standing[each.pk],
        )
        for each in versions
    )  # fmt: skip
    known = {each.item: each.facts for each in rows}
    changes = [_change(each, known) for each in catalogue.changes.order_by("-pk")[:30]]
    waiting = next((each for each in changes if each.agreed is None and not each.withdrawn), None)
    card = _card(catalogue, versions, standing, _waits([catalogue]))
    return CatalogueWhole(card, rows, waiting, tuple(each for each in changes if each is not waiting))


def history(actor: Actor, catalogue_id: int, item_id: int, today: date) -> tuple[str, list[VersionLine]]:
    """The item's code and its versions, newest first. Raises NoSuchCatalogueError."""
    catalogue = _seen(actor, catalogue_id, today)
    found = CatalogueVersion.objects.filter(item=item_id, item__catalogue=catalogue)
    rows = list(found.select_related("item", "change").order_by("-pk"))
    if not rows:
        raise NoSuchCatalogueError(item_id)
    lines = [
        VersionLine(
            Facts.of_dict(vars(each)), each.valid_from, each.valid_to, each.change.reason,
            each.change.decided_by,
        )
        for each in rows
    ]  # fmt: skip
    return rows[0].item.code, lines


def table(actor: Actor, table_id: int, today: date) -> TableReport:
    """What a table that was read would change. Raises NoSuchCatalogueError."""
    found = CatalogueTable.objects.filter(
        pk=table_id, proposed__isnull=True, body__in=policy.own(actor, today)
    ).first()
    if found is None:
        raise NoSuchCatalogueError(table_id)
    standing, facts, pairs = compared(found)
    new, changed, gone, same = [], [], [], 0
    for each in pairs:
        if each.right is None and each.left is not None:
            gone.append(Facts.of_dict(vars(standing[each.left])))
        elif each.right is not None and each.left is None:
            new.append(facts[each.right])
        elif each.right is not None and each.side is Side.DIFFERING:
            changed.append((facts[each.right], tuple(TITLES[column] for column in each.columns)))
        else:
            same += 1
    problems = tuple(
        (line, TITLES[Column(column)] if column else "", Message(text, values))
        for line, column, text, values in found.problems
    )
    bad = {line for line, column, *_ in found.problems if column}
    return TableReport(
        found.pk, found.catalogue_id, found.name, len(facts) + len(bad),
        tuple(new), tuple(changed), same, tuple(gone), problems,
    )  # fmt: skip


def guides(actor: Actor, body_id: int, kind: str, today: date) -> list[GuideVersion]:
    """Versions of a body's page, newest first. Raises NoSuchCatalogueError."""
    if body_id not in policy.known(actor, today):
        raise NoSuchCatalogueError(body_id)
    return list(GuideVersion.objects.filter(body=body_id, kind=kind).order_by("-number"))


def _seen(actor: Actor, catalogue_id: int, today: date) -> Catalogue:
    found = Catalogue.objects.filter(pk=catalogue_id, body__in=policy.known(actor, today)).first()
    if found is None:
        raise NoSuchCatalogueError(catalogue_id)
    return found


def _waits(rows: Sequence[Catalogue]) -> frozenset[int]:
    found = CatalogueChange.objects.filter(catalogue__in=rows, agreed__isnull=True, withdrawn=False)
    return frozenset(found.values_list("catalogue_id", flat=True))


def _card(
    row: Catalogue, versions: Sequence[CatalogueVersion], standing: Any, waits: frozenset[int]
) -> CatalogueCard:
    field = law.field(row.field)
    return CatalogueCard(
        row.pk, row.body_id, row.field, field.title if field else row.field, row.not_covered, len(versions),
        sum(standing[each.pk].duty.state in _LACKING for each in versions), row.pk in waits, row.reviewed_on,
        law.review_due(row.reviewed_on), row.revision, row.is_sample,
    )  # fmt: skip


def _change(row: CatalogueChange, known: dict[int, Facts]) -> ChangeCard:
    rows = tuple(
        (told["item"], known.get(told["item"]), Facts.of_dict(told["facts"]) if told["facts"] else None)
        for told in row.rows
    )
    return ChangeCard(
        row.pk, row.kind, row.reason, row.request_task, row.proposed_by, row.proposed_at, row.agreed,
        row.answer, row.decided_by, row.decided_at, row.withdrawn, rows,
    )  # fmt: skip
