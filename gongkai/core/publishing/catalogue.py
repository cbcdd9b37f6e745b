"""The standard catalogue of what must be public at the grass roots (基层政务公开标准目录): the 14 columns,
read from and written to the usual table. 国办发〔2019〕54号.

A table is lines of cells, header lines included, with merged cells already filled by whoever read the file or
left blank below their first line. Nothing is dropped: what can't be read is told with its line.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.boxes import Boxes, read_boxes, written_boxes
from gongkai.core.publishing.catalogue_head import FOURTEEN, TITLES, Column, Head, find_head, head, is_head
from gongkai.core.publishing.channels import Channels
from gongkai.core.publishing.time_limits import TimeLimit, read_limit

__all__ = [
    "FOURTEEN", "TITLES", "Column", "Problem", "Reading", "Row", "group_named", "head", "items", "read_table",
    "row_problems", "with_limit", "written_row",
]  # fmt: skip
_TICKS = frozenset("√✓✔■☑●◆üþ")
_LETTERS = frozenset("VvYyPR1是有对")
"""Ticks where they stand alone; P, R, ü and þ are what is left of Wingdings'."""

_NONE = frozenset(
    {"", "/", "／", "\\", "-", "—", "——", "－", "–", "×", "x", "X", "○", "□", "☐", "无", "否", "不公开"}
)


_CARRIED = (Column.FIELD, Column.FIRST, Column.SECOND)
"""Columns whose merged cells read as blank below their first line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One item. `group`: the group meant, "" when everybody. `limit` keeps the text of the cell; of 同上
    that of the row above."""

    number: str
    first: str
    second: str
    elements: tuple[str, ...]
    basis: tuple[str, ...]
    limit: TimeLimit
    body: str
    channels: Boxes
    everybody: bool
    group: str
    proactive: bool
    on_request: bool
    county: bool
    township: bool
    field: str = ""
    third: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """`line`: of the table as given, from 1. `column`: None for the table itself."""

    line: int
    column: Column | None
    message: Message


@dataclass(frozen=True, slots=True)
class Reading:
    """`rows`: line in the table → row."""

    rows: Mapping[int, Row]
    problems: tuple[Problem, ...]


def read_table(table: Sequence[Sequence[str]], channels: Channels) -> Reading:
    """Every item of the table, and what is wrong with each."""
    found = find_head(table)
    if found is None:
        missing = Message(N_("没有找到表头：应有“一级事项、公开内容、公开时限、公开主体”等栏"))
        return Reading({}, (Problem(1, None, missing),))
    if found.missing:
        return Reading({}, tuple(_about_head(found)))
    rows: dict[int, Row] = {}
    problems = list(_about_head(found))
    above: dict[Column, str] = {}
    for line, cells in enumerate(table[found.below :], found.below + 1):
        given = {column: _cell(cells, at) for column, at in found.at.items()}
        if not any(given.values()) or _is_remark(given, cells) or is_head(cells):
            continue
        given = _with_above(given, above)
        above = given
        row = _row(given, channels)
        rows[line] = row
        problems += [
            Problem(line, column, said)
            for column, said in row_problems(row)
            if column is not Column.SECOND or column in found.at
        ]
    return Reading(rows, tuple(problems))


def _about_head(found: Head) -> Iterator[Problem]:
    for column in found.missing:
        lacking = Message(N_("表头里没有“{column}”一栏，各行都没有读"), {"column": Message(TITLES[column])})
        yield Problem(found.line, None, lacking)
    for heading in found.others:
        said = Message(N_("“{heading}”不是目录的栏目，这一栏不导入，其他栏照常"), {"heading": heading[:40]})
        yield Problem(found.line, None, said)


def row_problems(row: Row) -> tuple[tuple[Column, Message], ...]:
    """What is wrong with a row, by column."""
    return tuple(_row_problems(row))


def _row_problems(row: Row) -> Iterator[tuple[Column, Message]]:
    for column, given in (
        (Column.FIRST, row.first), (Column.SECOND, row.second), (Column.ELEMENTS, row.elements),
        (Column.BASIS, row.basis), (Column.BODY, row.body),
    ):  # fmt: skip
        if not given:
            yield column, Message(N_("“{column}”没有填"), {"column": Message(TITLES[column])})
    if row.limit.same_as_above:
        yield Column.LIMIT, Message(N_("公开时限写“同上”，但上一行没有可用的时限"))
    elif not row.limit.is_read:
        pieces = "；".join(row.limit.unread) or row.limit.text
        yield Column.LIMIT, Message(N_("看不懂公开时限“{text}”"), {"text": pieces})
    if not row.channels.must:
        yield Column.CHANNELS, Message(N_("公开渠道和载体至少选一个“■”"))
    if row.everybody == bool(row.group):
        yield Column.GROUP, Message(N_("公开对象应当在“全社会”和“特定群体”中选一个；特定群体请写明"))
    if row.proactive == row.on_request:
        yield Column.ON_REQUEST, Message(N_("公开方式应当在“主动”和“依申请公开”中选一个"))
    if not (row.county or row.township):
        yield Column.COUNTY, Message(N_("公开层级至少选一级"))


def written_row(row: Row, channels: Channels) -> tuple[str, ...]:
    """The 14 cells of a row."""
    tick = {True: "√", False: ""}
    return (
        row.number, row.first, row.second, "\n".join(row.elements), "\n".join(row.basis), row.limit.text,
        row.body, written_boxes(row.channels, channels), tick[row.everybody],
        f"√（{row.group}）" if row.group else "", tick[row.proactive], tick[row.on_request],
        tick[row.county], tick[row.township],
    )  # fmt: skip


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if at < len(cells) else ""


def _is_remark(given: Mapping[Column, str], cells: Sequence[str]) -> bool:
    """注：… under the table, a title between its parts: a single cell filled, or several merged into one."""
    filled = [cell for cell in cells if cell.strip()]
    told = [text for column, text in given.items() if column is not Column.NUMBER and text]
    merged = len(told) > 1 and len(set(told)) == 1
    return merged or (len(set(filled)) == 1 and not given.get(Column.ELEMENTS))


def _with_above(given: Mapping[Column, str], above: Mapping[Column, str]) -> dict[Column, str]:
    """Blanks of merged cells and 同上 taken from the line above."""
    filled = dict(given)
    for column, text in given.items():
        same = read_limit(text).same_as_above
        fresh = column is Column.SECOND and given.get(Column.FIRST, "") not in ("", above.get(Column.FIRST))
        if above.get(column) and (same or (column in _CARRIED and not text and not fresh)):
            filled[column] = above[column]
    return filled


def _row(given: Mapping[Column, str], channels: Channels) -> Row:
    def text(column: Column) -> str:
        return " ".join(given.get(column, "").split())

    group = given.get(Column.GROUP, "")
    return Row(
        number=text(Column.NUMBER),
        first=text(Column.FIRST),
        second=text(Column.SECOND),
        elements=items(given.get(Column.ELEMENTS, "")),
        basis=items(given.get(Column.BASIS, "")),
        limit=read_limit(given.get(Column.LIMIT, "")),
        body=text(Column.BODY),
        channels=read_boxes(given.get(Column.CHANNELS, ""), channels),
        everybody=_ticked(given.get(Column.EVERYBODY, "")),
        group=group_named(group),
        proactive=_ticked(given.get(Column.PROACTIVE, "")),
        on_request=_ticked(given.get(Column.ON_REQUEST, "")),
        county=_ticked(given.get(Column.COUNTY, "")),
        township=_ticked(given.get(Column.TOWNSHIP, "")),
        field=text(Column.FIELD),
        third=text(Column.THIRD),
    )


def _ticked(cell: str) -> bool:
    return _without_tick(cell) is not None


def _without_tick(cell: str) -> str | None:
    """What follows the tick; None without one."""
    first, rest = cell.strip()[:1], cell.strip()[1:]
    is_tick = first in _TICKS or (first in _LETTERS and not rest[:1].isalnum())
    return rest if first and is_tick else None


def group_named(cell: str) -> str:
    """The words for the group: “√（低保对象）” and “低保对象” mean the same. A bare tick, or a stroke,
    names nobody."""
    rest = _without_tick(cell)
    bare = (cell if rest is None else rest).strip(" \t\n（()）:：")
    return "" if bare in _NONE else bare


_NUMBERED = r"(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)])"
_BETWEEN = re.compile(rf"\n+|[；;]|[①-⑳]|(?<=\s)(?={_NUMBERED})")


def items(cell: str) -> tuple[str, ...]:
    """A cell's list: one a line, by ； or by number; commas and 、 stay within an item."""
    pieces = (re.sub(rf"^\s*{_NUMBERED}", "", piece).strip(" 。\t") for piece in _BETWEEN.split(cell))
    return tuple(each for each in pieces if each)


def with_limit(row: Row, text: str) -> Row:
    """The row with another limit."""
    return replace(row, limit=read_limit(text))
