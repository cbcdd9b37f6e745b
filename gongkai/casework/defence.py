"""By when a body has to answer a reconsideration or a lawsuit (答复、答辩期限)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from gongkai.core.workdays import Calendar
from gongkai.foundation.rulebook.book import RULES, declarations


class Unit(StrEnum):
    DAYS = "days"
    WORKDAYS = "workdays"


@dataclass(frozen=True, slots=True)
class DefencePeriod:
    """Holds for copies received on `first` or later, until another of the same kind begins."""

    kind: str
    first: date
    days: int
    unit: Unit
    article: str
    simplified: bool = False


@dataclass(frozen=True, slots=True)
class DefenceExample:
    """Runs as a test."""

    kind: str
    notified: date
    due: date
    about: str
    simplified: bool = False


@dataclass(frozen=True, slots=True)
class DefenceRules:
    title: str
    legal_basis: str
    period: tuple[DefencePeriod, ...]
    example: tuple[DefenceExample, ...]

    def holding(self, kind: str, notified: date, *, simplified: bool) -> DefencePeriod | None:
        """The newest period that had begun; the simplified one where there is one."""
        begun = [each for each in self.period if each.kind == kind and each.first <= notified]
        own = [each for each in begun if each.simplified == simplified] or begun
        return max(own, key=lambda each: each.first, default=None)


@cache
def defence_rules() -> DefenceRules:
    """rules/challenges/defence.toml."""
    (declaration,) = declarations(RULES, "challenges/defence.toml")
    return declaration.read(DefenceRules)


@dataclass(frozen=True, slots=True)
class DefenceDue:
    """The last day for the answer. `article` is empty where the organ itself told the day."""

    on: date
    article: str


def defence_due(
    kind: str, notified: date, calendar: Calendar, *, simplified: bool = False
) -> DefenceDue | None:
    """The day the copy was received is day 0. None for kinds of challenge that set no period."""
    period = defence_rules().holding(kind, notified, simplified=simplified)
    if period is None:
        return None
    if period.unit is Unit.WORKDAYS:
        return DefenceDue(calendar.add_workdays(notified, period.days).date, period.article)
    last = notified + timedelta(days=period.days)
    return DefenceDue(
        last if calendar.is_workday(last) else calendar.add_workdays(last, 1).date, period.article
    )
