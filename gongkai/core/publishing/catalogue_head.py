"""Where the columns of a catalogue stand in a table: header lines as counties write them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.messages import N_


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


_HEADS: Mapping[Column, str] = {
    Column.NUMBER: "序号?|编号",
    Column.FIRST: "一级(?:公开)?事项|公开事项|事项名称",
    Column.SECOND: "二级(?:公开)?事项",
    Column.ELEMENTS: "公开内容(?:及?要素)?|公开要素",
    Column.BASIS: "(?:公开|法律|政策)?依据",
    Column.LIMIT: "公开时[限间]|时限",
    Column.BODY: "(?:公开)?责任(?:主体|单位|部门)|公开(?:主体|单位|部门)",
    Column.CHANNELS: "公开(?:渠道|载体|平台)(?:[和及与、/](?:渠道|载体|平台))?",
    Column.EVERYBODY: "(?:面?向)?(?:全社会|社会公众)",
    Column.GROUP: "特定(?:群体|群众|人群|对象)",
    Column.PROACTIVE: "主动(?:公开)?",
    Column.ON_REQUEST: "依申请.*",
    Column.COUNTY: "[市县区旗、/]+级",
    Column.TOWNSHIP: "(?=.*[乡镇街])[乡镇村街道社区、/]+级?",
    Column.FIELD: "(?:公开|试点)?领域",
    Column.THIRD: "三级(?:公开)?事项",
}
"""Words of a header cell, without what stands in brackets."""

_GROUPS = "公开(?:事项|对象|方式|层级|范围)"
_LOOSE = {Column.FIRST: "公开事项"}
"""Words that name the column only where nothing better does: a group's title."""

_TELLING = frozenset({
    Column.FIRST, Column.ELEMENTS, Column.BASIS, Column.LIMIT, Column.BODY, Column.CHANNELS
})  # fmt: skip
_NEEDED = (
    *((each,) for each in FOURTEEN if each in _TELLING), (Column.EVERYBODY, Column.GROUP),
    (Column.PROACTIVE, Column.ON_REQUEST), (Column.COUNTY, Column.TOWNSHIP),
)  # fmt: skip
"""Of each at least one is a column of the table."""

_ENOUGH = 3  # telling columns in the first line of a header
_DEEPEST = 30  # lines in which a header begins
_LINES = 3  # of a header at most


@dataclass(frozen=True, slots=True)
class Head:
    """`at`: where each column stands. `line`: the first line of the header, from 1; `below`: lines down to
    its end. `others`: headings that are no column of a catalogue. `missing`: columns it lacks and a row
    can't do without."""

    at: Mapping[Column, int]
    line: int
    below: int
    others: tuple[str, ...]
    missing: tuple[Column, ...]


def find_head(table: Sequence[Sequence[str]]) -> Head | None:
    """The header: one line, or groups above and columns below; cells merged over two lines say the same twice
    or are blank below."""
    start = next((at for at, cells in enumerate(table[:_DEEPEST]) if _begins(cells)), None)
    if start is None:
        return None
    end = start + 1
    while end < min(start + _LINES, len(table)) and _goes_on(table[end], table[end - 1]):
        end += 1
    at = _places(table[start:end])
    missing = tuple(some[0] for some in _NEEDED if not any(each in at for each in some))
    return Head(at, start + 1, end, tuple(_others(table[start:end], at)), missing)


def is_head(cells: Sequence[str]) -> bool:
    """A line of headings, as printed again on a later page."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) > 1 and 2 * sum(_is_heading(cell) for cell in filled) >= len(filled)


def _begins(cells: Sequence[str]) -> bool:
    return len({_column(cell) for cell in cells} & _TELLING) >= _ENOUGH


def _goes_on(cells: Sequence[str], above: Sequence[str]) -> bool:
    filled = [(at, cell) for at, cell in enumerate(cells) if cell.strip()]
    known = sum(_is_heading(cell) or (at < len(above) and cell == above[at]) for at, cell in filled)
    return bool(filled) and 2 * known >= len(filled)


def _places(lines: Sequence[Sequence[str]]) -> dict[Column, int]:
    """The first place of each column; a loose name gives way to a good one."""
    at: dict[Column, int] = {}
    loose: dict[Column, int] = {}
    for cells in lines:
        for place, cell in enumerate(cells):
            column = _column(cell)
            if column is not None:
                into = loose if _LOOSE.get(column) == _bare(cell) else at
                into.setdefault(column, place)
    return loose | at


def _others(lines: Sequence[Sequence[str]], at: Mapping[Column, int]) -> Iterator[str]:
    known = set(at.values())
    for place in range(max(map(len, lines))):
        said = [cells[place].strip() for cells in lines if place < len(cells) and cells[place].strip()]
        if said and place not in known:
            yield " ".join(said[-1].split())


def _is_heading(cell: str) -> bool:
    return _column(cell) is not None or re.fullmatch(_GROUPS, _bare(cell)) is not None


def _column(cell: str) -> Column | None:
    """By the cell's words but for brackets: “特定群体（请写明）”, “县（市、区）级”."""
    bare = _bare(cell)
    return next((column for column, names in _HEADS.items() if re.fullmatch(names, bare)), None)


def _bare(cell: str) -> str:
    return re.sub(r"\s+|\([^)]*\)?|[*:]", "", unicodedata.normalize("NFKC", cell))


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
