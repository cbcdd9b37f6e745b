"""Whether a reopened request counts again in a year's statistics: a dated setting; the forms don't say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from gongkai.core.messages import N_, Message
from gongkai.foundation.rulebook.book import RULES, declarations


class LaterRounds(StrEnum):
    """What becomes of the second and later rounds of a request in the statistics of requests."""

    NOT_COUNTED = "not_counted"  # one request counts once; its first result stands
    AS_NEW = "as_new"  # each order to reply again is one more received, each new reply one more closed


@dataclass(frozen=True, slots=True)
class RoundSetting:
    """Holds for periods that end on `first` or later, until the next setting's `first`."""

    first: date
    later_rounds: LaterRounds
    because: str


@dataclass(frozen=True, slots=True)
class RoundRules:
    title: str
    legal_basis: str
    setting: tuple[RoundSetting, ...]

    def __post_init__(self) -> None:
        days = [each.first for each in self.setting]
        if not days or days != sorted(set(days)):
            raise ValueError(Message(N_("各项设置应当按日期先后排列，且不重复。")))


@cache
def round_rules() -> RoundRules:
    """rules/statistics/rounds.toml."""
    (declaration,) = declarations(RULES, "statistics/rounds.toml")
    return declaration.read(RoundRules)


def later_rounds(day: date, settings: Sequence[RoundSetting] | None = None) -> LaterRounds:
    """The reading in force on the last day of a period; the first setting also holds before its day."""
    known = round_rules().setting if settings is None else settings
    return [known[0], *(each for each in known if each.first <= day)][-1].later_rounds
