"""The form of 2014: one list of rows, each with a unit and a figure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gongkai.core.cells import is_money
from gongkai.core.forms import Form, Row
from gongkai.core.recognise import remarks
from gongkai.core.recognise.align import Labels, Match, best_region
from gongkai.core.recognise.columns import by_heads
from gongkai.core.recognise.entries import Entry, Piece
from gongkai.core.recognise.harvest import Harvest, is_running, lines_of
from gongkai.core.recognise.text import key, plain
from gongkai.core.recognise.values import amount

_FIGURE_HEADS = (
    "统计数",
    "统计数量",
    "统计数据",
    "统计值",
    "数量",
    "数值",
    "数据",
    "指标值",
    "合计",
    "总计",
    "全年累计",
    "本年累计",
    "累计",
    "本年度",
    "本年",
    "本期",
    "年度",
)


_YEAR_HEAD = re.compile(r"20\d\d(?=年|$)")
LONGEST_YEAR_HEAD = 12  # characters: "2018年度统计数"
MAX_STEP = 3  # serial numbers between two rows with figures: headings take some


def rows_of(form: Form) -> list[Row]:
    """The rows of the list in their order, with the optional ones at their place after part 六."""
    rows = [row for table in form.tables for block in table.blocks for row in block.rows]
    have = {row.code for row in rows}
    extra = [row for row in form.optional_rows if row.code not in have]
    at = next((i for i, row in enumerate(rows) if row.code == "7"), len(rows))
    return [*rows[:at], *extra, *rows[at:]]


def read_list(form: Form, entries: Sequence[Entry], harvest: Harvest) -> list[Match]:
    """The cells of 政府信息公开情况统计表."""
    rows = rows_of(form)
    first = next((row for row in rows if row.code == "1.1"), rows[0])
    region, matches = best_region(entries, Labels(rows), first)
    matches = _without_serials(matches)
    for match in matches:
        if match.row.code not in form.cells or not _is_row(match.entry):
            continue
        piece = _figure(region, match.entry)
        harvest.put(form, match.row.code, piece, match, _money_unit(match.entry))
        harvest.findings.extend(remarks.misprint(match))
    return matches


def _without_serials(matches: list[Match]) -> list[Match]:
    """In text with one cell on a line a row's figures are followed by the next row's serial number: the
    last figures of the entries then count up, and are taken away."""
    last = [amount(match.entry.values[-1].text) if match.entry.values else None for match in matches]
    steps = [
        left is not None and right is not None and 1 <= right.number - left.number <= MAX_STEP
        for left, right in pairwise(last)
    ]
    if sum(steps) < len(matches) * 0.6 or not all(is_running(match.entry) for match in matches):
        return matches
    counted = [at for at, found in enumerate(steps) if found]
    serial = {at for step in counted for at in (step, step + 1)}
    return [
        replace(match, entry=replace(match.entry, values=match.entry.values[:-1])) if at in serial else match
        for at, match in enumerate(matches)
    ]


def _is_row(entry: Entry) -> bool:
    """A table's row; or in running text a label with a unit or one figure, not a pile of figures."""
    if not is_running(entry):
        return True
    return lines_of(entry.values) <= 1 and (entry.unit is not None or len(entry.values) == 1)


def _money_unit(entry: Entry) -> str | None:
    return entry.unit if is_money(entry.unit) else None


def _figure(entries: Sequence[Entry], entry: Entry) -> Piece | None:
    printed = [piece for piece in entry.values if plain(piece.text)]
    if len(printed) <= 1:
        return printed[0] if printed else None
    head = _figure_head(entries, entry) or _newest_head(entries, entry)
    if head is not None:
        return by_heads(entry, [head])[0]
    return printed[0]


def _newest_head(entries: Sequence[Entry], entry: Entry) -> Piece | None:
    """Where two years stand side by side, the head of the later one: a report tells its own year, and the
    year before for comparison."""
    heads = [
        (int(found[0]), piece)
        for other in entries
        if other.grid == entry.grid and other.grid is not None
        for piece in other.spans
        if (found := _YEAR_HEAD.search(plain(piece.text))) and len(plain(piece.text)) <= LONGEST_YEAR_HEAD
    ]
    years = {year for year, _ in heads}
    return max(heads, key=lambda head: head[0])[1] if len(years) > 1 else None


def _figure_head(entries: Sequence[Entry], entry: Entry) -> Piece | None:
    for other in entries:
        if other.grid != entry.grid or other.grid is None:
            continue
        for piece in other.spans:
            if key(piece.text) in _FIGURE_HEADS:
                return piece
    return None
