"""What came in for a release, opened: rows by column name, each with its place."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gongkai.core.disclosure.heads import flat, heads_of
from gongkai.core.disclosure.schema import Column, ColumnType, DataSet
from gongkai.core.messages import N_, Message
from gongkai.disclosure.given import PASTED, ROWS
from gongkai.disclosure.models import Release
from gongkai.disclosure.reading import Problem, Table, Wanted, read_file, read_pasted
from gongkai.disclosure.reading.table import Cell, NotATableError
from gongkai.disclosure.wording import head_unit_of
from gongkai.foundation.files import storage

__all__ = ["NotATableError", "Opened", "opened", "wanted_of"]

_TOTALS = re.compile(
    r"(?:以上|本[页月季年表期]|全[市县区年]|各项|总)?(?:合计|总计|小计|累计|共计|总和|total|subtotal|sum)"
    r"(?:数|金额|数量)?(?:[（(].{1,12}[）)])?[:：]?(?:[\d.,]+\D{0,4})?",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"(?:备?注|说明|填表人?|填报(?:人|单位|日期|时间)|制表人?|审核人?|复核人?|负责人|联系(?:人|电话)|(?:数据)?来源|统计时间)"
    r"[:：].*",
    re.DOTALL,
)
_FEW = 2  # cells of a line under the table
_EXACT = 1e15
"""A spreadsheet keeps 15 digits: longer numbers typed as numbers have lost their end."""
_AS_TEXT = frozenset({
    ColumnType.STRING, ColumnType.TEXT, ColumnType.CREDIT_CODE, ColumnType.DIVISION, ColumnType.URL,
    ColumnType.BODY,
})  # fmt: skip


@dataclass(slots=True)
class Opened:
    """`rows`: (place, cells by name), the place being the row of the sheet or the number of the row."""

    rows: list[tuple[int, Mapping[str, object]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    table: Table | None = None

    def cell(self, place: int, column: str) -> str:
        """The cell's address in the sheet, "" where there is no sheet."""
        return self.table.where(place, column) if self.table and column else ""


def wanted_of(data_set: DataSet) -> Wanted:
    """Heads by which the columns are known: title, title with unit, name."""
    heads: dict[str, str] = {}
    for column in data_set.columns:
        for head in heads_of(column.title, column.name, column.unit):
            heads[head] = column.name
    required = {each.name: each.title for each in data_set.columns if each.required}
    return Wanted(heads, required, data_set.title)


def head_of(column: Column) -> str:
    """What stands over the column in the template: “罚款金额（万元）”."""
    return f"{column.title}（{column.unit}）" if column.unit and head_unit_of(column) else column.title


def opened(release: Release, data_set: DataSet) -> Opened:
    """Raises NotATableError."""
    if not release.file_place:
        raise NotATableError(Message(N_("还没有填写任何内容。")))
    content = storage.content_of(release.file_place)
    if release.file_name == ROWS:
        return _of_rows(content)
    wanted = wanted_of(data_set)
    if release.file_name == PASTED:
        table = read_pasted(content.decode(), wanted)
    else:
        table = read_file(content, wanted)
    return of_table(table, data_set)


def _of_rows(content: bytes) -> Opened:
    rows = json.loads(content)
    return Opened([(place, row) for place, row in enumerate(rows, start=1)])


def of_table(table: Table, data_set: DataSet) -> Opened:
    found = Opened(problems=list(table.problems), notes=list(table.notes), table=table)
    columns = [data_set.column(name) for name in table.columns]
    heads = [frozenset(heads_of(each.title, each.name, each.unit)) for each in columns]
    table.rows.reverse()
    while table.rows:  # they may be hundreds of megabytes, and are in `found` from here on
        number, cells = table.rows.pop()
        found.rows.append((number, dict(zip(table.columns, cells, strict=True))))
        found.problems.extend(_doubts(number, cells, columns, table))
        if (said := _no_row(number, cells, heads)) is not None:
            found.problems.append(Problem(number, said, no_row=True))
    return found


def _no_row(number: int, cells: list[Cell], heads: list[frozenset[str]]) -> Message | None:
    """What stands in the table and is no row of it: its head once more, a line under it."""
    at = next((at for at, each in enumerate(cells) if each is not None and each != ""), None)
    first = cells[at] if at is not None else None
    if at is None or not isinstance(first, str):
        return None
    if flat(first) in heads[at] and _is_head_again(cells, heads):
        return Message(N_("第 {row} 行又是表头。请删除这一行。"), {"row": number})
    if _FOOT.fullmatch(first.strip()) and sum(each is not None and each != "" for each in cells) <= _FEW:
        return Message(N_("第 {row} 行像是表下面的说明，不是一条记录。请删除这一行。"), {"row": number})
    return None


def _is_head_again(cells: list[Cell], heads: list[frozenset[str]]) -> bool:
    said = [flat(each) in known for each, known in zip(cells, heads, strict=True) if each not in (None, "")]
    return len(said) > 1 and all(said)


def _doubts(number: int, cells: list[Cell], columns: list[Column], table: Table) -> Iterator[Problem]:
    first = True
    for cell, column in zip(cells, columns, strict=True):
        if isinstance(cell, float) and abs(cell) >= _EXACT and column.type in _AS_TEXT:
            where = table.where(number, column.name)
            said = Message(
                N_("{cell} 是数字格式，超过 15 位的部分已经丢失。请把这一列设为文本，重新输入。"),
                {"cell": where},
            )
            yield Problem(number, said, where, column.name)
        if isinstance(cell, str) and cell.strip():
            if first and not column.enum and _TOTALS.fullmatch("".join(cell.split())):
                where = table.where(number, column.name)
                said = Message(N_("第 {row} 行像是合计行。请删除，系统自己会汇总。"), {"row": number})
                yield Problem(number, said, where, column.name, no_row=True)
            first = False
        elif cell is not None and cell != "":
            first = False
