"""表四 政府信息公开行政复议、行政诉讼情况: fifteen figures in a row, or three rows of five."""

from collections.abc import Iterator, Sequence

from gongkai.core.forms import Form, Row
from gongkai.core.recognise.align import Match
from gongkai.core.recognise.columns import by_order, mended
from gongkai.core.recognise.entries import Entry, Piece
from gongkai.core.recognise.harvest import Harvest, is_running, table_of
from gongkai.core.recognise.text import key, plain

_GROUPS = {"行政复议": "A", "未经复议直接起诉": "B", "未经复议": "B", "直接起诉": "B", "复议后起诉": "C"}
_FATES = ("维持", "纠正", "审结")
_ROW = Row("v", "行政复议、行政诉讼")
MEMORY = 600  # characters of heads kept in view


def read_reviews(
    form: Form, entries: Sequence[Entry], after: int, harvest: Harvest
) -> tuple[int, int] | None:
    """Read 表四 into `harvest` from the entries below line `after`. Returns its first and last line."""
    table = table_of(form, "T4")
    if table is None:
        return None
    columns = table.blocks[0].columns
    for at, entry in _under_fates(entries, after):
        pieces = _one_row(entry, len(columns))
        if pieces is not None:
            for column, piece in zip(columns, pieces, strict=True):
                harvest.put(form, f"T4.{column.code}", piece, Match(entry, _ROW, 1.0, ""))
            return entry.number, max([entry.number, *(piece.number for piece in entry.values)])
        rows = _three_rows(entries[at : at + 6])
        if rows is not None:
            for group, row in rows.items():
                for number, piece in enumerate(row.values, start=1):
                    harvest.put(form, f"T4.{group}{number}", piece, Match(row, _ROW, 1.0, row.labels[-1]))
            return entry.number, rows["C"].number
    return None


def _under_fates(entries: Sequence[Entry], after: int) -> Iterator[tuple[int, Entry]]:
    """Entries with figures that stand under the heads 结果维持 … 尚未审结."""
    seen = ""
    for at, entry in enumerate(entries):
        if entry.number < after:
            continue
        seen += "".join(plain(text) for text in (*entry.labels, *(piece.text for piece in entry.spans)))
        seen = seen[-MEMORY:]
        if entry.values and (all(fate in seen for fate in _FATES) or _are_torn(seen)):
            yield at, entry


def _are_torn(seen: str) -> bool:
    """Heads whose characters narrow columns tore apart ("结 结 其 尚 / 果 果 他 未")."""
    return (
        "复议" in seen and "起诉" in seen and all(seen.count(character) >= 3 for character in "维持纠正审结")
    )


def _one_row(entry: Entry, count: int) -> list[Piece | None] | None:
    ordered = by_order(mended(entry.values, count) if is_running(entry) else entry.values, count)
    if ordered is None and not is_running(entry) and len(entry.spans) == count and not entry.labels:
        return list(entry.spans)
    if ordered is None or not any(piece is not None and plain(piece.text) for piece in ordered):
        return None
    return ordered


def _three_rows(entries: Sequence[Entry]) -> dict[str, Entry] | None:
    rows: dict[str, Entry] = {}
    for entry in entries:
        names = [key(label) for label in reversed(entry.labels)]
        group = next((_GROUPS[name] for name in names if name in _GROUPS), None)
        if group is not None and group not in rows and len(entry.values) == 5:
            rows[group] = entry
    return rows if len(rows) == 3 else None
