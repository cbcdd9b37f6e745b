"""A spreadsheet of a catalogue: read and told line by line first, proposed when somebody says so."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.catalogue import Reading
from gongkai.core.publishing.catalogue_compare import Pair, Side, side_by_side
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing.catalogue.actions import changing
from gongkai.publishing.catalogue.facts import Facts
from gongkai.publishing.catalogue.models import (
    CatalogueChange,
    CatalogueTable,
    CatalogueVersion,
    ChangeKind,
)


@verb("catalogue.receive_table")
def receive_table(
    *, actor: Actor, now: datetime, catalogue_id: int, name: str, reading: Reading
) -> CatalogueTable | Refused:
    """收下并检查表格: nothing changes yet. Lines with something wrong are told and left out."""
    catalogue = changing.taken(actor, now, catalogue_id, None)
    if isinstance(catalogue, Refused):
        return catalogue
    bad = {each.line for each in reading.problems}
    table = CatalogueTable(
        catalogue=catalogue, body_id=catalogue.body_id, name=name[:200], by=actor.code, at=now,
        rows=[[line, Facts.of_row(row).told()] for line, row in reading.rows.items() if line not in bad],
        problems=[
            [each.line, each.column.value if each.column else "", each.message.text, _plain(each.message)]
            for each in reading.problems
        ],
    )  # fmt: skip
    write(table)
    return table


@verb("catalogue.propose_table")
def propose_table(
    *, actor: Actor, now: datetime, table_id: int, reason: str, whole: bool = False
) -> CatalogueChange | Refused:
    """按表格提出增改. `whole`: rows that the table lacks are taken out."""
    table = CatalogueTable.objects.select_for_update().filter(pk=table_id, proposed__isnull=True).first()
    if table is None:
        return Refused(Message(N_("没有这份表格，或者已经提出。")))
    catalogue = changing.taken(actor, now, table.catalogue_id, None)
    if isinstance(catalogue, Refused):
        return catalogue
    refused = first_refusal(changing.reasoned(reason), changing.waiting(catalogue))
    if refused is not None:
        return refused
    standing, facts, pairs = compared(table)
    rows = _rows(standing, facts, pairs, whole)
    if not rows:
        return Refused(Message(N_("表格和现在的目录一样，没有要改的。")))
    change = changing.proposed(catalogue, actor, now, ChangeKind.ROWS, reason, rows, None)
    write(table, proposed=change, rows=[], problems=[])
    return change


type Compared = tuple[list[CatalogueVersion], list[Facts], tuple[Pair, ...]]


def compared(table: CatalogueTable) -> Compared:
    """The catalogue as it stands on the left, the table's good rows on the right."""
    standing = list(
        CatalogueVersion.objects.filter(item__catalogue=table.catalogue_id, valid_to__isnull=True).order_by(
            "order", "pk"
        )
    )
    facts = [Facts.of_dict(told) for _line, told in table.rows]
    left = [Facts.of_dict(vars(each)).row() for each in standing]
    return standing, facts, side_by_side(left, [each.row() for each in facts])


def _rows(
    standing: list[CatalogueVersion], facts: list[Facts], pairs: tuple[Pair, ...], whole: bool
) -> list[dict[str, Any]]:
    """What the table would change. A row keeps the kind and subject that its documents are known by."""
    made: list[dict[str, Any]] = []
    for each in pairs:
        old = standing[each.left] if each.left is not None else None
        new = facts[each.right] if each.right is not None else None
        if new is None and old is not None:
            made += [{"item": old.item_id, "facts": None}] if whole else []
        elif new is not None and (old is None or each.side is Side.DIFFERING):
            told = new.told()
            if old is not None:
                told |= {"kind": old.kind, "subject": old.subject}
            made.append({"item": old.item_id if old else None, "facts": told})
    return made


def _plain(message: Message) -> dict[str, str]:
    """The values of a problem as texts."""
    values: Mapping[str, object] = message.values
    return {name: it.text if isinstance(it, Message) else str(it) for name, it in values.items()}
