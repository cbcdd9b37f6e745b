"""A table as it was read: heads, rows with their numbers, what is wrong in which cell."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from gongkai.core.disclosure.heads import flat
from gongkai.core.messages import N_, Message

type Cell = str | int | float | bool | date | datetime | None

HEAD_WITHIN = 12  # rows from the top in which the head is looked for
MOST_ROWS = 1_000_000
MOST_PROBLEMS = 2_000  # told of one file
_COUNTING = frozenset({"序号", "行号", "no.", "no"})  # heads of a column that only counts the rows
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_NO_ROWS = Message(N_("表头下面没有内容。这一期确实没有的，请作“本期无”的说明；要撤下已公布的，请逐行撤回。"))


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one place. `row`: the sheet's row from 1, 0 for the file; `cell`: "B7" where it is one
    cell; `column`: the column's title; `no_row`: what stands there is no row of the table, and
    nothing else is worth saying of it."""

    row: int
    message: Message
    cell: str = ""
    column: str = ""
    no_row: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: heads → column name, as they may be written; those that must be there; what the
    sheet is called when there are several."""

    heads: Mapping[str, str]
    required: Mapping[str, str]
    sheet: str

    def name_of(self, head: object) -> str | None:
        return self.heads.get(flat(head))


@dataclass(slots=True)
class Table:
    """`columns`: the names in the order of the cells of each row; `rows`: (row of the sheet, cells);
    `counting`: places of columns that only count the rows and are not read."""

    columns: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    counting: frozenset[int] = frozenset()

    def where(self, row: int, name: str) -> str:
        """The cell's address, "" for a column the table does not have."""
        return f"{self.letters[self.columns.index(name)]}{row}" if name in self.columns else ""


class NotATableError(ValueError):
    """The file as a whole can't be taken. `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


def sheet_name(title: str) -> str:
    """What a sheet for a data set of this title is called: spreadsheet programs take 31 characters, and some
    not at all."""
    return _NOT_IN_NAMES.sub("-", title)[:31].strip("'") or "-"


def table_of(lines: Iterable[Sequence[Cell]], wanted: Wanted, first: int = 1) -> Table:
    """The table whose lines these are, the first being row `first` of the sheet. Raises NotATableError."""
    table = Table()
    places: dict[int, str] = {}
    empty = 0
    above: list[tuple[int, Sequence[Cell]]] = []
    for number, line in enumerate(lines, start=first):
        filled = any(is_filled(each) for each in line)
        if not places:
            if filled and is_head(line, wanted):
                places = places_of(number, line, wanted)
                table.counting = frozenset(at for at, head in enumerate(line) if _counts(head, wanted))
                _begin(table, places, above)
            elif filled:
                above.append((number, line))
            if not places and number - first >= HEAD_WITHIN:
                break
        elif filled:
            _take(table, number, line, places)
        else:
            empty += 1
    if not places or not table.rows:
        raise NotATableError(_NO_ROWS if places else _no_head(above, wanted))
    if empty:
        table.notes.append(Message(N_("跳过了 {number} 个空行。"), {"number": empty}))
    return table


def is_head(line: Sequence[Cell], wanted: Wanted) -> bool:
    """At least half of what stands in the line are known heads, and at least two (one where there is one)."""
    said = [each for each in line if is_filled(each)]
    known = [each for each in said if wanted.name_of(each)]
    return len(known) * 2 >= len(said) and len(known) >= min(2, len(set(wanted.heads.values())))


def places_of(number: int, line: Sequence[Cell], wanted: Wanted) -> dict[int, str]:
    """Where each column stands, in whatever order. Raises NotATableError."""
    places: dict[int, str] = {}
    for at, head in enumerate(line):
        if not is_filled(head) or _counts(head, wanted):
            continue
        name = wanted.name_of(head)
        cell = f"{letter(at)}{number}"
        if name is None:
            said = Message(
                N_("{cell} 的表头“{head}”不是这个数据集的列，请删除这一列或者改成模板的列名。"),
                {"cell": cell, "head": str(head)[:40]},
            )
            raise NotATableError(said)
        if name in places.values():
            raise NotATableError(
                Message(N_("{cell} 的表头“{head}”重复了。"), {"cell": cell, "head": str(head)[:40]})
            )
        places[at] = name
    missing = [title for name, title in wanted.required.items() if name not in places.values()]
    if missing:
        raise NotATableError(
            Message(
                N_("第 {row} 行的表头缺少必填的列：{titles}。"), {"row": number, "titles": "、".join(missing)}
            )
        )
    return places


def _counts(head: object, wanted: Wanted) -> bool:
    return flat(head) in _COUNTING and wanted.name_of(head) is None


def is_filled(cell: Cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def letter(at: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    said = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        said = chr(65 + rest) + said
    return said


def _begin(table: Table, places: Mapping[int, str], above: Sequence[tuple[int, Sequence[Cell]]]) -> None:
    table.columns = tuple(places.values())
    table.letters = tuple(letter(at) for at in places)
    if above:
        values = {"rows": "、".join(str(number) for number, _ in above)}
        table.notes.append(Message(N_("第 {rows} 行在表头上面，当作标题，没有读。"), values))
    for at in table.counting:
        table.notes.append(Message(N_("{column} 列只是序号，没有读。"), {"column": letter(at)}))


def _take(table: Table, number: int, line: Sequence[Cell], places: Mapping[int, str]) -> None:
    if len(table.rows) >= MOST_ROWS:
        raise NotATableError(Message(N_("一次最多上传 {most} 行，请分成几个文件。"), {"most": MOST_ROWS}))
    table.rows.append((number, [line[at] if at < len(line) else None for at in places]))
    for at in range(len(line)):
        if (
            at not in places
            and at not in table.counting
            and is_filled(line[at])
            and len(table.problems) < MOST_PROBLEMS
        ):
            cell = f"{letter(at)}{number}"
            said = Message(N_("{cell} 有内容，但这一列没有表头。请删除，或者写上表头。"), {"cell": cell})
            table.problems.append(Problem(number, said, cell))


def _no_head(above: Sequence[tuple[int, Sequence[Cell]]], wanted: Wanted) -> Message:
    if not above:
        return Message(N_("文件里没有内容。"))
    values = {"within": HEAD_WITHIN, "titles": "、".join(wanted.required.values())}
    return Message(
        N_("前 {within} 行里没有找到表头。表头一行至少要有这些列：{titles}。请用下载的模板填写。"), values
    )


def written(table: Table) -> Iterator[str]:
    """As lines of JSON, to be handed from one process to another."""
    head = {
        "columns": table.columns, "letters": table.letters, "notes": [_said(each) for each in table.notes],
        "problems": [[p.row, _said(p.message), p.cell, p.column] for p in table.problems],
    }  # fmt: skip
    yield json.dumps(head, ensure_ascii=False)
    for number, cells in table.rows:
        yield json.dumps([number, *map(_plain, cells)], ensure_ascii=False)


def taken(lines: Iterable[str | bytes]) -> Table:
    """What `written` wrote."""
    rows = iter(lines)
    head = json.loads(next(rows))
    table = Table(tuple(head["columns"]), tuple(head["letters"]))
    table.notes = [Message(*each) for each in head["notes"]]
    table.problems = [
        Problem(row, Message(*said), cell, column) for row, said, cell, column in head["problems"]
    ]
    for line in rows:
        number, *cells = json.loads(line)
        table.rows.append((number, [_real(cell) if isinstance(cell, dict) else cell for cell in cells]))
    return table


def _said(message: Message) -> tuple[str, dict[str, object]]:
    return message.text, dict(message.values)


def _plain(cell: Cell) -> object:
    if isinstance(cell, datetime):
        return {"datetime": cell.isoformat()}
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    if isinstance(cell, time):
        return cell.isoformat()
    return cell if cell is None or isinstance(cell, str | int | float | bool) else str(cell)


def _real(cell: Mapping[str, str]) -> Cell:
    if "date" in cell:
        return date.fromisoformat(cell["date"])
    return datetime.fromisoformat(cell["datetime"])
