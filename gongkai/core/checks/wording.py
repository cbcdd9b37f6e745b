"""The declared wordings of the text checks (rules/returns/text-checks.toml)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Strength(StrEnum):
    """How surely a wording was meant for somebody else."""

    STRONG = "strong"
    WEAK = "weak"


class SaidOf(StrEnum):
    """Whose task list a wording comes from: it is left over in the report of any lower body."""

    PROVINCE = "province"
    CITY = "city"
    ANY = "any"


@dataclass(frozen=True)
class Leftover:
    words: str
    strength: Strength
    said_of: SaidOf

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.words)


@dataclass(frozen=True)
class ChapterWords:
    number: str
    known_by: str
    also_right: tuple[str, ...]

    def is_meant_by(self, title: str) -> bool:
        return re.search(self.known_by, title) is not None


@dataclass(frozen=True)
class TextWords:
    """All wordings. `title_length` is the shortest document title compared, `title_gap` the most
    characters one of two near-identical titles may have more."""

    period: tuple[str, ...]
    work_done: tuple[str, ...]
    year_is_fine: tuple[str, ...]
    plan_chapter: tuple[str, ...]
    plan: tuple[str, ...]
    different_titles: tuple[str, ...]
    title_length: int
    title_gap: int
    leftover: tuple[Leftover, ...]
    chapter: tuple[ChapterWords, ...]
    legal_basis: str
    in_force: str = ""

    @cached_property
    def period_pattern(self) -> re.Pattern[str]:
        return any_of(self.period)

    @cached_property
    def work_pattern(self) -> re.Pattern[str]:
        return any_of(self.work_done)

    @cached_property
    def fine_pattern(self) -> re.Pattern[str]:
        return any_of(self.year_is_fine)

    @cached_property
    def plan_pattern(self) -> re.Pattern[str]:
        return any_of(self.plan)

    @cached_property
    def plan_chapter_pattern(self) -> re.Pattern[str]:
        return any_of(self.plan_chapter)

    @cached_property
    def different_titles_pattern(self) -> re.Pattern[str]:
        return any_of(self.different_titles)


def any_of(wordings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{wording})" for wording in wordings) or "(?!)")
