"""The standard catalogue of what must be public at the grass roots (基层政务公开标准目录): the 14 columns,
read from and written to the usual table. 国办发〔2019〕54号.

A table is lines of cells, header lines included, with merged cells already filled by whoever read the file or
left blank below their first line. Nothing is dropped: what can't be read is told with its line.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.boxes import Boxes, read_boxes, written_boxes
from gongkai.core.publishing.channels import Channels
from gongkai.core.publishing.time_limits import TimeLimit, read_limit


class Column(StrEnum):
    """The 14 columns in their order, and two that some counties add."""

    NUMBER = "number"  # 序号
    FIRST = "first"  # 一级事项
    SECOND = "second"  # 二级事项
    ELEMENTS = "elements"  # 公开内容（要素）
    BASIS = "basis"  # 公开依据
    LIMIT = "limit"  # 公开时限
    BODY = "body"  # 公开主体
    CHANNELS = "channels"  # 公开渠道和载体
    EVERYBODY = "everybody"  # 公开对象：全社会
    GROUP = "group"  # 公开对象：特定群体
    PROACTIVE = "proactive"  # 公开方式：主动
    ON_REQUEST = "on_request"  # 公开方式：依申请公开
    COUNTY = "county"  # 公开层级：县级
    TOWNSHIP = "township"  # 公开层级：乡级
    FIELD = "field"  # 公开领域, added
    THIRD = "third"  # 三级事项, added


FOURTEEN = tuple(Column)[:14]

_HEADS: Mapping[Column, tuple[str, ...]] = {
    Column.NUMBER: ("序号",),
    Column.FIRST: ("一级事项", "公开事项"),
    Column.SECOND: ("二级事项",),
    Column.ELEMENTS: ("公开内容", "公开内容（要素）", "公开要素"),
    Column.BASIS: ("公开依据",),
    Column.LIMIT: ("公开时限",),
    Column.BODY: ("公开主体", "责任主体"),
    Column.CHANNELS: ("公开渠道和载体", "公开渠道", "公开载体"),
    Column.EVERYBODY: ("全社会",),
    Column.GROUP: ("特定群体", "特定群众"),
    Column.PROACTIVE: ("主动",),
    Column.ON_REQUEST: ("依申请",),
    Column.COUNTY: ("县级", "市级", "区级", "县区级"),
    Column.TOWNSHIP: ("乡级", "乡镇级", "乡、村级", "镇街级", "镇级"),
    Column.FIELD: ("公开领域", "领域"),
    Column.THIRD: ("三级事项",),
}
_TICKS = frozenset("√✓✔■☑是有")
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
    """`line`: of the table as given, from 1. `column`: None for the whole line."""

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
    places = _places(table)
    if places is None:
        missing = Message(N_("没有找到表头：应有“一级事项、公开内容、公开时限、公开主体”等栏"))
        return Reading({}, (Problem(1, None, missing),))
    rows: dict[int, Row] = {}
    problems: list[Problem] = []
    above: dict[Column, str] = {}
    for line, cells in enumerate(table[places.below :], places.below + 1):
        given = {column: _cell(cells, at) for column, at in places.at.items()}
        if not any(given.values()) or _is_remark(given, cells):
            continue
        given = _with_above(given, above)
        above = given
        row = _row(given, channels)
        rows[line] = row
        problems += [Problem(line, column, said) for column, said in row_problems(row) if column in places.at]
    return Reading(rows, tuple(problems))


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


TITLES: Mapping[Column, str] = {
    Column.NUMBER: N_("序号"),
    Column.FIRST: N_("一级事项"),
    Column.SECOND: N_("二级事项"),
    Column.ELEMENTS: N_("公开内容（要素）"),
    Column.BASIS: N_("公开依据"),
    Column.LIMIT: N_("公开时限"),
    Column.BODY: N_("公开主体"),
    Column.CHANNELS: N_("公开渠道和载体"),
    Column.EVERYBODY: N_("全社会"),
    Column.GROUP: N_("特定群体（请写明）"),
    Column.PROACTIVE: N_("主动"),
    Column.ON_REQUEST: N_("依申请公开"),
    Column.COUNTY: N_("县级"),
    Column.TOWNSHIP: N_("乡级"),
    Column.FIELD: N_("公开领域"),
    Column.THIRD: N_("三级事项"),
}


def head() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The two header lines of the usual table; a group's title stands over its first column."""
    groups = {
        Column.FIRST: "公开事项", Column.EVERYBODY: "公开对象", Column.PROACTIVE: "公开方式",
        Column.COUNTY: "公开层级",
    }  # fmt: skip
    grouped = (*groups, Column.SECOND, Column.GROUP, Column.ON_REQUEST, Column.TOWNSHIP)
    upper = tuple(groups.get(column, "" if column in grouped else TITLES[column]) for column in FOURTEEN)
    lower = tuple(TITLES[column] if column in grouped else "" for column in FOURTEEN)
    return upper, lower


def written_row(row: Row, channels: Channels) -> tuple[str, ...]:
    """The 14 cells of a row."""
    tick = {True: "√", False: ""}
    return (
        row.number, row.first, row.second, "\n".join(row.elements), "\n".join(row.basis), row.limit.text,
        row.body, written_boxes(row.channels, channels), tick[row.everybody],
        f"√（{row.group}）" if row.group else "", tick[row.proactive], tick[row.on_request],
        tick[row.county], tick[row.township],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Places:
    """`at`: where each column stands; `below`: the first line under the header."""

    at: Mapping[Column, int]
    below: int


_NEEDED = {Column.FIRST, Column.ELEMENTS, Column.LIMIT, Column.BODY}
_DEEPEST_HEAD = 8


def _places(table: Sequence[Sequence[str]]) -> _Places | None:
    """The header may take two lines: groups above, columns below."""
    at: dict[Column, int] = {}
    last = 0
    for line, cells in enumerate(table[:_DEEPEST_HEAD]):
        for place, cell in enumerate(cells):
            column = _column(cell)
            if column is not None:
                at.setdefault(column, place)
                last = line
    return _Places(at, last + 1) if at.keys() >= _NEEDED else None


def _column(cell: str) -> Column | None:
    """By the start of the cell's words: “特定群体（请写明）”, “主动”, “依申请公开”."""
    bare = re.sub(r"\s+|[（(].*", "", cell)
    for column, names in _HEADS.items():
        if bare in names or (column is Column.ON_REQUEST and bare.startswith("依申请")):
            return column
    return None


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if at < len(cells) else ""


def _is_remark(given: Mapping[Column, str], cells: Sequence[str]) -> bool:
    """注：… under the table: a single cell filled."""
    filled = [cell for cell in cells if cell.strip()]
    return len(set(filled)) == 1 and not given.get(Column.ELEMENTS)


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
    return cell.strip()[:1] in _TICKS if cell.strip() else False


def group_named(cell: str) -> str:
    """The words for the group: “√（低保对象）” and “低保对象” mean the same. A bare tick names nobody."""
    return re.sub(r"^[√✓✔■☑\s（(]+|[）)\s]+$", "", cell.strip())


_NUMBERED = r"(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)])"
_BETWEEN = re.compile(rf"\n+|[；;]|[①-⑳]|(?<=\s)(?={_NUMBERED})")


def items(cell: str) -> tuple[str, ...]:
    """A cell's list: one a line, by ； or by number; commas and 、 stay within an item."""
    pieces = (re.sub(rf"^\s*{_NUMBERED}", "", piece).strip(" 。\t") for piece in _BETWEEN.split(cell))
    return tuple(each for each in pieces if each)


def with_limit(row: Row, text: str) -> Row:
    """The row with another limit."""
    return replace(row, limit=read_limit(text))
