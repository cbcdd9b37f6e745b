"""表二 主动公开政府信息情况: blocks of rows, each block under its own heads."""

import re
from collections.abc import Sequence

from gongkai.core.cells import is_money
from gongkai.core.forms import Block, Form
from gongkai.core.recognise.align import Labels, Match, best_region
from gongkai.core.recognise.columns import by_heads, by_order, heads
from gongkai.core.recognise.entries import Entry, Piece
from gongkai.core.recognise.harvest import Harvest, is_running, table_of
from gongkai.core.recognise.text import key, plain

NEAR = 8  # entries above a row in which its block's heads stand


def read_disclosure(form: Form, entries: Sequence[Entry], harvest: Harvest) -> list[Match]:
    """Read 表二 into `harvest`. Returns the matched rows, none when the form has no such table."""
    table = table_of(form, "T2")
    if table is None:
        return []
    home = {row.code: block for block in table.blocks for row in block.rows}
    rows = [row for block in table.blocks for row in block.rows]
    _, matches = best_region(entries, Labels(rows), rows[0])
    for match in matches:
        block = home[match.row.code]
        at = entries.index(match.entry)
        pieces = _pieces(entries, at, block)
        if pieces is None:
            continue
        for column, piece in zip(block.columns, pieces, strict=True):
            code = f"T2.{match.row.code}.{column.code}"
            unit = form.cells[code].unit if code in form.cells else None
            headed = _head_unit(entries, at, column.label) if is_money(unit) else None
            harvest.put(form, code, piece, match, headed)
    return matches


def _pieces(entries: Sequence[Entry], at: int, block: Block) -> list[Piece | None] | None:
    entry, count = entries[at], len(block.columns)
    if not is_running(entry):
        found = heads(entries, at, block.columns)
        if found is not None:
            return by_heads(entry, found)
        printed = [piece for piece in entry.values if plain(piece.text)]
        if not printed and entry.values:
            return [None] * count
    return by_order(entry.values, count)


def _head_unit(entries: Sequence[Entry], at: int, label: str) -> str | None:
    """The unit of money printed in the head of a column, None when it names none."""
    above = entries[max(0, at - NEAR) : at + 1]
    shown = "|".join(
        plain(text) for entry in above for text in (*entry.labels, *(p.text for p in entry.spans))
    )
    found = re.findall(rf"{re.escape(key(label))}[^|\d]{{0,8}}?(万元|亿元|元)", shown)
    return found[-1] if found else None
