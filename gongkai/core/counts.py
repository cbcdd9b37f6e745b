"""Named counts: a figure is declared once, and everything that shows it uses that declaration.

A count declares its rows; its value is the sum of their amounts. So a figure and the rows it opens to
can't disagree. What a source of rows is (a database query, a list) is for the caller to know.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.core.messages import N_, Message


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to before `end`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError("a period ends after it starts")

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """1 January to 31 December."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    @property
    def whole_years(self) -> range:
        """The calendar years that lie wholly in the period."""
        first = self.start.year if self.start == date(self.start.year, 1, 1) else self.start.year + 1
        return range(first, max(first, self.end.year))


@dataclass(frozen=True, slots=True)
class Count[Source]:
    """One figure: `name` for programs, `title` and `unit` for people (money is held in fen).

    `source(period, position)` gives the rows that counted at ledger position `position`. `basis` says
    where the figure is defined.
    """

    name: str
    title: str
    unit: str
    basis: str
    source: Callable[[Period, int], Source]


@dataclass(frozen=True, slots=True)
class CountRow:
    """One row behind a figure: its subject in the ledger, and how much it adds."""

    subject: tuple[str, str]
    body: int
    label: str
    amount: int
    event: int


@dataclass(frozen=True, slots=True)
class CountResult:
    """A figure as of a ledger position, and the question that gives its rows."""

    name: str
    body: int
    period: Period
    position: int
    value: int


class UnknownCountError(LookupError):
    """No count has this name."""

    def __init__(self, name: str) -> None:
        self.message = Message(N_("没有名为“{name}”的指标"), {"name": name})
        super().__init__(str(self.message))


class Counts[Source]:
    """The counts of an installation, by name."""

    def __init__(self) -> None:
        self._by_name: dict[str, Count[Source]] = {}

    def declare(self, count: Count[Source]) -> Count[Source]:
        """Add `count`. Two counts of one name are an error in the program."""
        if count.name in self._by_name:
            raise ValueError(f"two counts are called {count.name}")
        self._by_name[count.name] = count
        return count

    def __getitem__(self, name: str) -> Count[Source]:
        """Raises UnknownCountError."""
        try:
            return self._by_name[name]
        except KeyError:
            raise UnknownCountError(name) from None

    def all(self) -> Mapping[str, Count[Source]]:
        return dict(self._by_name)
