"""How long personal data of a closed case is kept: rules/retention/cases.toml."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from gongkai.casework.models import FileRole
from gongkai.core.messages import N_, Message
from gongkai.foundation.rulebook.book import RULES, declarations


def _known(files: tuple[str, ...]) -> None:
    unknown = set(files) - set(FileRole.values)
    if unknown:
        raise ValueError(Message(N_("没有“{role}”这类材料"), {"role": "、".join(sorted(unknown))}))


@dataclass(frozen=True, slots=True)
class Identity:
    """`days`: calendar days after closing."""

    days: int
    files: tuple[str, ...]

    def __post_init__(self) -> None:
        _known(self.files)


@dataclass(frozen=True, slots=True)
class Personal:
    """`years` after closing."""

    years: int
    files: tuple[str, ...]

    def __post_init__(self) -> None:
        _known(self.files)


@dataclass(frozen=True, slots=True)
class RetentionRules:
    title: str
    legal_basis: str
    identity: Identity
    personal: Personal

    def identity_closed_before(self, day: date) -> date:
        """Cases closed on that day or earlier have no need of their proofs of identity any more."""
        return day - timedelta(days=self.identity.days)

    def personal_closed_before(self, day: date) -> date:
        """Cases closed on that day or earlier lose their personal data. 29 February ends on 28 February."""
        year = day.year - self.personal.years
        return date(year, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


@cache
def retention_rules() -> RetentionRules:
    (declaration,) = declarations(RULES, "retention/cases.toml")
    return declaration.read(RetentionRules)
