"""Named counts: a figure is declared once, and everything that shows it uses that declaration.

A count declares its rows; its value is the sum of their amounts. So a figure and the rows it opens to
can't disagree. What a source of rows is (a database query, a list) is for the caller to know.

Figures that divide one set of rows (requests closed, by outcome and by applicant) are a family: it is
declared once, `key` sorts the rows, and each key is a member: "requests_closed[2019.disclosed.natural]".
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
    where the figure is defined. `opens` is what a row leads people to ("case"), where it leads anywhere.

    A family has `key(period)`: what gives each row its key, and none to rows that don't belong to it. So
    several families may sort the rows of one source, which is then read once for all of them.
    """

    name: str
    title: str
    unit: str
    basis: str
    source: Callable[[Period, int], Source]
    opens: str = ""
    key: Callable[[Period], object] | None = None

    @property
    def is_family(self) -> bool:
        return self.key is not None

    def member(self, key: str) -> str:
        """The name of the figure that counts the rows with this key."""
        if not self.is_family:
            raise ValueError(f"{self.name} is one figure and has no members")
        return f"{self.name}[{key}]"


def family_and_key(name: str) -> tuple[str, str | None]:
    """("requests_received", "natural") of "requests_received[natural]"; a plain name has no key."""
    family, bracket, rest = name.partition("[")
    return (family, rest.removesuffix("]")) if bracket else (name, None)


@dataclass(frozen=True, slots=True)
class CountRow:
    """One row behind a figure: its subject in the ledger, how much it adds, and what it opens to."""

    subject: tuple[str, str]
    body: int
    label: str
    amount: int
    event: int
    opens: tuple[str, str] | None = None


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
        """The count of this name, or the family of this member. Raises UnknownCountError, also for a family
        asked for as if it were one figure."""
        family, key = family_and_key(name)
        found = self._by_name.get(family)
        if found is None or found.is_family != (key is not None):
            raise UnknownCountError(name)
        return found

    def declared(self, name: str) -> Count[Source]:
        """The count or family as it was declared. Raises UnknownCountError."""
        found = self._by_name.get(name)
        if found is None:
            raise UnknownCountError(name)
        return found

    def family(self, name: str) -> Count[Source]:
        """Raises UnknownCountError when no family has this name."""
        found = self.declared(name)
        if not found.is_family:
            raise UnknownCountError(name)
        return found

    def all(self) -> Mapping[str, Count[Source]]:
        return dict(self._by_name)
