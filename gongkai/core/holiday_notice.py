"""A year's holiday notice of the State Council's office (国务院办公厅关于…年部分节假日安排的通知) as data.

Days off run from `first` to `last`, both included; `make_up` are the weekend days worked in exchange
(调休上班). A notice may reach into the last days of the year before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Notice:
    """The document. `number` is None, and `verified` False, where the number has not been seen in print."""

    title: str
    verified: bool
    number: str | None = None
    issued: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday of the year. `notice` is the number of an amending notice, if that set these days."""

    name: str
    first: date
    last: date
    make_up: tuple[date, ...] = ()
    notice: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            values = {"name": self.name, "first": self.first.isoformat(), "last": self.last.isoformat()}
            raise ValueError(Message(N_("“{name}”的结束日期 {last} 早于开始日期 {first}"), values))
        for day in self.make_up:
            if day.weekday() < _SATURDAY:
                raise ValueError(Message(N_("调休上班日 {day} 不是周六或周日"), {"day": day.isoformat()}))

    @property
    def days(self) -> Iterator[date]:
        """Each day off."""
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class YearNotice:
    """The holidays of one year and the notices that set them."""

    year: int
    notice: tuple[Notice, ...]
    holiday: tuple[Holiday, ...]

    def __post_init__(self) -> None:
        if not self.notice:
            raise ValueError(Message(N_("没有写明依据的通知")))
        off = [day for holiday in self.holiday for day in holiday.days]
        worked = [day for holiday in self.holiday for day in holiday.make_up]
        for day in (*off, *worked):
            if not date(self.year - 1, 12, 1) <= day <= date(self.year, 12, 31):
                values = {"day": day.isoformat(), "year": self.year}
                raise ValueError(Message(N_("日期 {day} 不属于 {year} 年的安排"), values))
        for day in off + worked:
            if (off + worked).count(day) > 1:
                raise ValueError(Message(N_("日期 {day} 出现了两次"), {"day": day.isoformat()}))


def read_year(declaration: Declaration) -> YearNotice:
    """A year's notice from its TOML text. Raises DeclarationError with file and line."""
    return declaration.read(YearNotice)
