"""表三 收到和处理政府信息公开申请情况: rows of seven figures."""

from collections.abc import Sequence

from gongkai.core.forms import Block, Form, Kind
from gongkai.core.recognise import remarks
from gongkai.core.recognise.align import Labels, Match, best_region
from gongkai.core.recognise.columns import (
    by_gaps,
    by_heads,
    by_order,
    by_padding,
    by_place,
    heads,
    mended,
    middles_of,
    usual_columns,
    usual_step,
)
from gongkai.core.recognise.entries import Entry, Piece
from gongkai.core.recognise.harvest import Harvest, is_running, lines_of, table_of

OTHER = "R3.6"
MOSTLY = 0.9


def read_requests(form: Form, entries: Sequence[Entry], harvest: Harvest) -> list[Match]:
    """Read 表三 into `harvest`. Returns the matched rows, none when the form has no such table."""
    table = table_of(form, "T3")
    if table is None:
        return []
    block = table.blocks[0]
    rows = [row for row in block.rows if row.kind is not Kind.HEADING or row.code == OTHER]
    region, matches = best_region(entries, Labels(rows), rows[0])
    matches = [match for match in matches if match.entry.values or not is_running(match.entry)]
    if _is_scrambled(matches, len(block.columns), len(rows)):
        harvest.findings.append(remarks.scrambled(matches[0]))
        return matches
    printed = [match.entry for match in matches]
    for match in _with_single_other(block, matches, harvest):
        pieces = _pieces(region, match.entry, block, printed)
        if pieces is None:
            if match.entry.values:
                harvest.findings.append(remarks.short_row(match, len(block.columns)))
            continue
        for column, piece in zip(block.columns, pieces, strict=True):
            harvest.put(form, f"T3.{match.row.code}.{column.code}", piece, match)
        harvest.findings.extend(remarks.misprint(match))
    return matches


def _is_scrambled(matches: Sequence[Match], columns: int, rows: int) -> bool:
    """True when the text gives the table column by column: figures pile up after some labels, and other
    labels have none. Which figure is whose can't be told then, and none is read."""
    running = [match.entry for match in matches if is_running(match.entry)]
    piles = any(len(entry.values) >= 2 * columns and lines_of(entry.values) > 1 for entry in running)
    whole = sum(len(entry.values) == columns for entry in running)
    return piles and whole < rows * MOSTLY - 2


def _with_single_other(block: Block, matches: list[Match], harvest: Harvest) -> list[Match]:
    """One printed row （六）其他处理 where the form has three: its figures go to 3.其他, with a note."""
    by_code = {row.code: row for row in block.rows}
    if by_code[OTHER].kind is not Kind.HEADING:
        return matches
    kept = [match for match in matches if match.row.code != OTHER]
    single = next((match for match in matches if match.row.code == OTHER), None)
    split = any(match.row.parent == OTHER for match in kept)
    if single is None or split or not single.entry.values:
        return kept
    harvest.findings.append(remarks.single_other_row(single))
    other = by_code[f"{OTHER}.3"]
    return [*kept, Match(single.entry, other, 1.0, other.label)]


def _pieces(
    region: Sequence[Entry], entry: Entry, block: Block, printed: Sequence[Entry]
) -> list[Piece | None] | None:
    """The row's seven figures: in order when they are seven, else by the place of other rows' and heads'."""
    count = len(block.columns)
    if is_running(entry):
        return _running_pieces(entry, printed, count)
    ordered = by_order(entry.values, count)
    if ordered is not None:
        return ordered
    found = usual_columns(printed, entry.grid, count) or heads(region, region.index(entry), block.columns)
    return by_heads(entry, found) if found is not None else by_padding(entry.values, count)


def _running_pieces(entry: Entry, printed: Sequence[Entry], count: int) -> list[Piece | None] | None:
    ordered = by_order(mended(entry.values, count), count)
    if ordered is not None or len(entry.values) >= count:
        return ordered
    if lines_of(entry.values) == len(entry.values):
        step = usual_step(printed, count) or 2
        spread = by_gaps(entry, count, step)
        if spread is not None:
            return spread
    middles = middles_of([row.values for row in printed], count)
    fits = lines_of(entry.values) == 1
    return by_place(entry.values, middles) if fits and middles is not None else None
