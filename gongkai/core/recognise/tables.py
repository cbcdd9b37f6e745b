"""表二, 表三 and 表四 of the forms of 2019 and 2021: from entries to cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.core.findings import Finding, Where
from gongkai.core.forms import Block, Form, Kind, Row, Table
from gongkai.core.reading import Found
from gongkai.core.recognise import remarks
from gongkai.core.recognise.align import Match, align, regions, total
from gongkai.core.recognise.columns import by_heads, by_order, by_place, heads, middles_of, usual_columns
from gongkai.core.recognise.entries import Entry, Piece
from gongkai.core.recognise.text import key, plain
from gongkai.core.recognise.values import Illegible, cell

OTHER = "R3.6"


@dataclass(slots=True)
class Harvest:
    """What was read so far: cells by code, and what was noticed on the way."""

    cells: dict[str, Found] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def put(self, form: Form, code: str, piece: Piece | None, match: Match) -> None:
        """Read `piece` into the cell `code` of `form`; an illegible one is noted and left out."""
        spec = form.cells.get(code)
        if spec is None:
            return
        entry = match.entry
        where = Where(entry.page, (piece.number if piece else 0) or entry.number, code)
        text = piece.text if piece else ""
        try:
            self.cells[code] = Found(cell(text, spec.unit), where, match.label)
        except Illegible:
            self.findings.append(remarks.illegible(spec, text, where))


def read_requests(form: Form, entries: Sequence[Entry], harvest: Harvest) -> list[Match]:
    """表三 收到和处理政府信息公开申请情况. Returns the matched rows."""
    table = _table(form, "T3")
    if table is None:
        return []
    block = table.blocks[0]
    rows = [row for row in block.rows if row.kind is not Kind.HEADING or row.code == OTHER]
    tried = [(part, align(part, rows)) for part in regions(entries, rows[0])]
    region, matches = max(tried, key=lambda pair: total(pair[1]))
    matches = [match for match in matches if match.entry.values or match.entry.grid is not None]
    read = _other_row(form, block, matches, harvest)
    rows_read = [match.entry for match in matches]
    for match in read:
        pieces = _pieces(region, match.entry, block, rows_read)
        if pieces is None:
            if match.entry.values:
                harvest.findings.append(remarks.short_row(match, len(block.columns)))
            continue
        for column, piece in zip(block.columns, pieces, strict=True):
            harvest.put(form, f"T3.{match.row.code}.{column.code}", piece, match)
        harvest.findings.extend(remarks.misprint(match))
    return matches


def _other_row(form: Form, block: Block, matches: list[Match], harvest: Harvest) -> list[Match]:
    """One printed row （六）其他处理 where the form has three: its figures go to 3.其他, with a note."""
    by_code = {row.code: row for row in block.rows}
    kept = [match for match in matches if match.row.code != OTHER or by_code[OTHER].kind is not Kind.HEADING]
    single = next((match for match in matches if match.row.code == OTHER), None)
    other = by_code.get(f"{OTHER}.3")
    if single is None or other is None or any(match.row.parent == OTHER for match in kept):
        return kept
    if not single.entry.values:
        return kept
    harvest.findings.append(remarks.single_other_row(single))
    return [*kept, Match(single.entry, other, 1.0, other.label)]


def _pieces(
    region: Sequence[Entry], entry: Entry, block: Block, rows: Sequence[Entry]
) -> list[Piece | None] | None:
    """The row's seven figures: in order when they are seven, else by the place of other rows' and heads'."""
    count = len(block.columns)
    ordered = by_order(entry.values, count)
    if ordered is not None:
        return ordered
    if entry.grid is None:
        middles = middles_of([row.values for row in rows], count)
        broken = len({piece.number for piece in entry.values}) > 1
        return None if broken or middles is None else by_place(entry.values, middles)
    found = usual_columns(rows, entry.grid, count) or heads(region, region.index(entry), block.columns)
    return by_heads(entry, found) if found is not None else None


def read_disclosure(form: Form, entries: Sequence[Entry], harvest: Harvest) -> list[Match]:
    """表二 主动公开政府信息情况: blocks of rows, each under its own heads."""
    table = _table(form, "T2")
    if table is None:
        return []
    home = {row.code: block for block in table.blocks for row in block.rows}
    rows = [row for block in table.blocks for row in block.rows]
    tried = [align(part, rows) for part in regions(entries, rows[0])]
    matches = max(tried, key=total)
    for match in matches:
        block = home[match.row.code]
        pieces = _disclosure_pieces(entries, match.entry, block)
        if pieces is None:
            continue
        for column, piece in zip(block.columns, pieces, strict=True):
            harvest.put(form, f"T2.{match.row.code}.{column.code}", piece, match)
    return matches


def _disclosure_pieces(entries: Sequence[Entry], entry: Entry, block: Block) -> list[Piece | None] | None:
    if entry.grid is not None:
        found = heads(entries, entries.index(entry), block.columns)
        if found is not None:
            return by_heads(entry, found)
    printed = [piece for piece in entry.values if plain(piece.text)]
    if len(block.columns) == 1 and entry.grid is not None:
        return [printed[0]] if len(printed) == 1 else ([None] if not printed else None)
    return by_order(entry.values, len(block.columns))


_GROUPS = (("A", ("行政复议",)), ("B", ("未经复议直接起诉", "未经复议")), ("C", ("复议后起诉",)))
_FATES = ("维持", "纠正", "审结")


def read_reviews(form: Form, entries: Sequence[Entry], after: int, harvest: Harvest) -> bool:
    """表四 政府信息公开行政复议、行政诉讼情况: fifteen figures in a row, or three rows of five."""
    table = _table(form, "T4")
    if table is None:
        return False
    columns = table.blocks[0].columns
    for at, entry in _under_fates(entries, after):
        pieces = _fifteen(entries, at, len(columns))
        if pieces is not None:
            match = Match(entry, Row("v", table.title), 1.0, "")
            for column, piece in zip(columns, pieces, strict=True):
                harvest.put(form, f"T4.{column.code}", piece, match)
            return True
        if _three_rows(form, entries[at : at + 6], harvest):
            return True
    return False


def _under_fates(entries: Sequence[Entry], after: int) -> Iterator[tuple[int, Entry]]:
    """Entries with figures that stand under the heads 结果维持 … 尚未审结."""
    seen = ""
    for at, entry in enumerate(entries):
        if entry.number < after:
            continue
        seen = (seen + "".join(plain(text) for text in (*entry.labels, *(p.text for p in entry.spans))))[
            -600:
        ]
        if entry.values and (all(fate in seen for fate in _FATES) or _scattered(seen)):
            yield at, entry


def _scattered(seen: str) -> bool:
    """Heads whose characters were torn apart by narrow columns ("结 结 其 尚 / 果 果 他 未")."""
    return (
        "复议" in seen and "起诉" in seen and all(seen.count(character) >= 3 for character in "维持纠正审结")
    )


def _fifteen(entries: Sequence[Entry], at: int, count: int) -> list[Piece | None] | None:
    entry = entries[at]
    ordered = by_order(entry.values, count)
    if ordered is None and entry.grid is not None and len(entry.spans) == count and not entry.labels:
        return list(entry.spans)
    if ordered is None or not any(piece is not None and plain(piece.text) for piece in ordered):
        return None
    return ordered


def _three_rows(form: Form, entries: Sequence[Entry], harvest: Harvest) -> bool:
    read = set()
    for entry in entries:
        group = next(
            (
                code
                for code, names in _GROUPS
                if any(key(entry.labels[-1] if entry.labels else "") == n for n in names)
            ),
            None,
        )
        if group is None:
            continue
        pieces = by_order(entry.values, 5)
        if pieces is None:
            continue
        match = Match(entry, Row("v", ""), 1.0, entry.labels[-1])
        for at, piece in enumerate(pieces, start=1):
            harvest.put(form, f"T4.{group}{at}", piece, match)
        read.add(group)
    return len(read) == 3


def _table(form: Form, code: str) -> Table | None:
    return next((table for table in form.tables if table.code == code), None)
