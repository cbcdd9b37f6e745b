"""Reading the filled workbook: every cell that can't be taken is told by row and column, and what to do."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from io import BytesIO

import python_calamine

from gongkai.casework.actions.opening import ApplicantFacts, RequestFacts
from gongkai.casework.actions.recording import PastSteps
from gongkai.casework.importing.columns import SHEET, Holds, columns
from gongkai.core.messages import N_, Message
from gongkai.core.receipt import Arrival, Channel
from gongkai.foundation.files import accepting

LARGEST = 16 * 1024 * 1024  # bytes of the file
MOST_ROWS = 20_000
_DAY = re.compile(r"^(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})\s*日?$")
_EXACT = 10**15  # a float that large has lost its last digits


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one place. `column` is the head of the column, empty for the row as a whole."""

    row: int
    column: str
    message: Message


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One request as the workbook tells it. `row` is the sheet's row, from 1."""

    row: int
    external: str
    applicant: ApplicantFacts
    request: RequestFacts
    arrival: Arrival
    steps: PastSteps
    outcome: str
    ended_on: date | None
    document: str


@dataclass(frozen=True, slots=True)
class Workbook:
    rows: tuple[ImportRow, ...]
    problems: tuple[Problem, ...]
    read: int  # rows that held anything


class NotImportableError(ValueError):
    """The file as a whole can't be read. `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


def read(data: bytes) -> Workbook:
    """Every row of the workbook's sheet 申请, by the heads of its columns. Raises NotImportableError."""
    known = accepting.accepted("import.xlsx", data, largest=LARGEST, endings=("xlsx",))
    if isinstance(known, Message):
        raise NotImportableError(known)
    heads, *lines = _lines(data) or [[]]
    places = _places(heads)
    rows: list[ImportRow] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    filled = [(number, line) for number, line in enumerate(lines, start=2) if any(map(_said, line))]
    for number, line in filled:
        reader = _Row(number, {key: line[at] if at < len(line) else "" for key, at in places.items()})
        row = reader.read()
        first = seen.setdefault(row.external, number) if row.external else number
        if first != number:
            reader.wrong("external", Message(N_("与第 {row} 行的原编号相同，每行应当不同。"), {"row": first}))
        problems.extend(reader.problems)
        if not reader.problems:
            rows.append(row)
    return Workbook(tuple(rows), tuple(problems), len(filled))


def _lines(data: bytes) -> list[list[object]]:
    try:
        book = python_calamine.load_workbook(BytesIO(data))
    except (python_calamine.PasswordError, python_calamine.CalamineError) as error:
        raise NotImportableError(Message(N_("文件打不开，请去掉密码、重新保存为 .xlsx 后再试。"))) from error
    if SHEET not in book.sheet_names:
        raise NotImportableError(Message(N_("缺少工作表“{sheet}”，请用下载的模板填写。"), {"sheet": SHEET}))
    sheet = book.get_sheet_by_name(SHEET)
    if sheet.total_height > MOST_ROWS:
        raise NotImportableError(Message(N_("一次最多导入 {most} 行，请分成几个文件。"), {"most": MOST_ROWS}))
    return [list(line) for line in sheet.to_python(skip_empty_area=False)]


def _places(heads: Sequence[object]) -> dict[str, int]:
    """Where each column stands: by its head, in whatever order."""
    by_title = {each.title: each for each in columns()}
    found: dict[str, int] = {}
    for at, head in enumerate(heads):
        title = _said(head).removesuffix("*").strip()
        if not title:
            continue
        column = by_title.get(title)
        if column is None or column.key in found:
            raise NotImportableError(
                Message(N_("第 1 行的“{title}”不是模板的列，或者重复了。"), {"title": title})
            )
        found[column.key] = at
    missing = [each.title for each in columns() if each.required and each.key not in found]
    if missing:
        values = {"titles": "、".join(missing)}
        raise NotImportableError(Message(N_("第 1 行缺少必填的列：{titles}。请用下载的模板填写。"), values))
    return found


class _Row:
    """Takes one line apart and notes what is wrong with it."""

    def __init__(self, number: int, cells: Mapping[str, object]) -> None:
        self.line = number
        self.cells = cells
        self.columns = {each.key: each for each in columns()}
        self.problems: list[Problem] = []

    def wrong(self, key: str, message: Message) -> None:
        self.problems.append(Problem(self.line, self.columns[key].title, message))

    def read(self) -> ImportRow:
        for column in self.columns.values():
            if column.required and not _said(self.cells.get(column.key, "")):
                self.wrong(column.key, Message(N_("必填，没有填写。")))
        submitted = self.day("submitted") or date.min
        channel = self.choice("channel") or Channel.OTHER.value
        row = ImportRow(
            self.line,
            self.text("external"),
            ApplicantFacts(type=self.choice("applicant_type"), **self._texts(ApplicantFacts)),
            RequestFacts(form=self.choice("form") or "paper", delivery=self.choice("delivery") or "post",
                         **self._texts(RequestFacts)),
            Arrival(Channel(channel), submitted, self.day("signed_for"), self.day("reached_system"),
                    self.day("confirmed")),
            self._steps(),
            self.choice("outcome"),
            self.day("ended_on"),
            self.text("document"),
        )  # fmt: skip
        self._together(row)
        return row

    def text(self, key: str) -> str:
        value = self.cells.get(key, "")
        if isinstance(value, float) and abs(value) >= _EXACT:
            self.wrong(key, Message(N_("号码被存成了数字，末几位已经丢失。请把这一列设为文本，重新填写。")))
        return _said(value)

    def day(self, key: str) -> date | None:
        value = self.cells.get(key, "")
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        said = _said(value)
        if not said:
            return None
        found = _day_written(said)
        if found is None:
            self.wrong(key, Message(N_("“{said}”不是日期，请写成 2017-03-05 这样。"), {"said": said}))
        return found

    def number(self, key: str) -> int | None:
        said = _said(self.cells.get(key, ""))
        if not said:
            return None
        if not said.isdecimal() or int(said) < 1:
            self.wrong(key, Message(N_("“{said}”不是正整数。"), {"said": said}))
            return None
        return int(said)

    def choice(self, key: str) -> str:
        column, said = self.columns[key], _said(self.cells.get(key, ""))
        if said and said not in column.choices:
            self.wrong(key, Message(N_("“{said}”不在列表中，请从列表中选择。"), {"said": said}))
            return ""
        return column.choices.get(said, "")

    def _texts(self, kind: type) -> dict[str, str]:
        names = {each.name for each in fields(kind)} & self.columns.keys()
        return {name: self.text(name) for name in names if self.columns[name].holds is Holds.TEXT}

    def _steps(self) -> PastSteps:
        days = {each.name: self.day(each.name) for each in fields(PastSteps) if each.name != "extended_days"}
        return PastSteps(extended_days=self.number("extended_days"), **days)

    def _together(self, row: ImportRow) -> None:
        """Cells that need one another."""
        steps = row.steps
        for needs, given, other in (
            ("ended_on", row.outcome, row.ended_on),
            ("outcome", row.ended_on, row.outcome),
            ("extended_days", steps.extended_on, steps.extended_days),
            ("extended_on", steps.extended_days, steps.extended_on),
            ("consulted_on", steps.consult_ended_on, steps.consulted_on),
            ("correction_asked_on", steps.corrected_on, steps.correction_asked_on),
        ):
            if given and not other and not self._told(needs):
                self.wrong(needs, Message(N_("填写了相关的列，这一列也要填写。")))

    def _told(self, key: str) -> bool:
        return any(each.column == self.columns[key].title for each in self.problems)


def _day_written(said: str) -> date | None:
    match = _DAY.match(said)
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None


def _said(value: object) -> str:
    """A cell as people read it: whole numbers without a point, no spaces around."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
