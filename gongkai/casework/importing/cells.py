"""The cells of one line: taken apart by what their columns hold, and what is wrong told by its place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from gongkai.casework.importing.columns import Column, Holds
from gongkai.casework.importing.workbook import UNIQUE, Line, Workbook, said
from gongkai.core.messages import N_, Message

_DAY = re.compile(r"^(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})\s*日?$")
_EXACT = 10**15  # a float that large has lost its last digits


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line. `column` is the head of the column, empty for the line as a whole."""

    column: str
    message: Message


class Cells:
    """One line being read; `problems` grow while it is asked."""

    def __init__(self, line: Line, columns: Sequence[Column], workbook: Workbook) -> None:
        self.line = line
        self.columns: Mapping[str, Column] = {each.key: each for each in columns}
        self.problems: list[Problem] = []
        self._required()
        self._unique(workbook)

    def wrong(self, key: str, message: Message) -> None:
        self.problems.append(Problem(self.columns[key].title, message))

    def text(self, key: str) -> str:
        value = self.line.cells.get(key, "")
        if isinstance(value, float) and abs(value) >= _EXACT:
            self.wrong(key, Message(N_("号码被存成了数字，末几位已经丢失。请把这一列设为文本，重新填写。")))
        return said(value)

    def texts(self, kind: type) -> dict[str, str]:
        """The text columns that bear the names of the record's fields."""
        names = {each.name for each in fields(kind)} & self.columns.keys()
        return {name: self.text(name) for name in names if self.columns[name].holds is Holds.TEXT}

    def day(self, key: str) -> date | None:
        value = self.line.cells.get(key, "")
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        typed = said(value)
        if not typed:
            return None
        found = _day_written(typed)
        if found is None:
            self.wrong(key, Message(N_("“{said}”不是日期，请写成 2017-03-05 这样。"), {"said": typed}))
        return found

    def number(self, key: str) -> int | None:
        typed = said(self.line.cells.get(key, ""))
        if not typed:
            return None
        if not typed.isdecimal() or int(typed) < 1:
            self.wrong(key, Message(N_("“{said}”不是正整数。"), {"said": typed}))
            return None
        return int(typed)

    def choice(self, key: str) -> str:
        column, typed = self.columns[key], said(self.line.cells.get(key, ""))
        if typed and typed not in column.choices:
            self.wrong(key, Message(N_("“{said}”不在列表中，请从列表中选择。"), {"said": typed}))
            return ""
        return column.choices.get(typed, "")

    def needs(self, key: str, given: object, other: object) -> None:
        """Where `given` is told, the column `key`, which holds `other`, must be filled in too."""
        if given and not other and not self._told(key):
            self.wrong(key, Message(N_("填写了相关的列，这一列也要填写。")))

    def _required(self) -> None:
        for column in self.columns.values():
            if column.required and not said(self.line.cells.get(column.key, "")):
                self.wrong(column.key, Message(N_("必填，没有填写。")))

    def _unique(self, workbook: Workbook) -> None:
        for sheet, key in UNIQUE:
            value = said(self.line.cells.get(key, ""))
            if sheet == self.line.sheet and value:
                first = workbook.first[sheet, key, value]
                if first != self.line.row:
                    values = {"row": first, "title": self.columns[key].title}
                    self.wrong(key, Message(N_("与第 {row} 行的{title}相同，每行应当不同。"), values))

    def _told(self, key: str) -> bool:
        return any(each.column == self.columns[key].title for each in self.problems)


def _day_written(typed: str) -> date | None:
    match = _DAY.match(typed)
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None
