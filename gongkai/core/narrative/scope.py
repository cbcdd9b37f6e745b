"""Whose figure a clause gives, and of which time.

A report tells more than its tables: last year's figure, a running total since a site opened, one office's
share, a plan. Only a figure of the whole body and the whole year can contradict the table.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from gongkai.core.narrative.measures import Measure


class Time(StrEnum):
    YEAR = "year"  # the report's year
    RUNNING = "running"  # 累计, 截至…: may be more than the year
    SINCE = "since"  # 历年累计, 开通以来, 截至目前累计: more than the year
    OTHER = "other"  # another year, a comparison or a plan


@dataclass(frozen=True)
class ScopeWords:
    """The declared wordings of rules/returns/narrative-scope.toml."""

    part: tuple[str, ...]
    part_of_government: tuple[str, ...]
    whole: tuple[str, ...]
    since: tuple[str, ...]
    running: tuple[str, ...]
    this_year: tuple[str, ...]
    last_year: tuple[str, ...]
    compared: tuple[str, ...]
    planned: tuple[str, ...]
    governments: tuple[str, ...]
    legal_basis: str
    in_force: str = ""

    @cached_property
    def compiled(self) -> "CompiledScope":
        return CompiledScope(
            part=_any(self.part),
            part_of_government=_any((*self.part, *self.part_of_government)),
            whole=_any(self.whole),
            since=_any(self.since),
            running=_any(self.running),
            this_year=_any(self.this_year),
            last_year=_any(self.last_year),
            compared=_any(self.compared),
            planned=_any(self.planned),
            governments=_any(self.governments),
        )


@dataclass(frozen=True)
class CompiledScope:
    part: re.Pattern[str]
    part_of_government: re.Pattern[str]
    whole: re.Pattern[str]
    since: re.Pattern[str]
    running: re.Pattern[str]
    this_year: re.Pattern[str]
    last_year: re.Pattern[str]
    compared: re.Pattern[str]
    planned: re.Pattern[str]
    governments: re.Pattern[str]

    def is_part(self, lead: str, body: str | None, inherited: bool) -> bool:
        """Whether the subject named last before a figure is only a part of `body`."""
        is_government = body is None or bool(self.governments.search(body))
        pattern = self.part_of_government if is_government else self.part
        part = _last(pattern, lead)
        whole = _last(self.whole, lead)
        return part > whole if (part >= 0 or whole >= 0) else inherited

    def time_of(self, lead: str, clause: str, year: int | None, measure: Measure | None) -> Time:
        """The time a figure speaks of. `lead` is its sentence so far, `clause` its last clause."""
        if self.compared.search(clause) or self.planned.search(clause):
            return Time.OTHER
        carries = measure is not None and bool(measure.carries)
        if not carries and (self.last_year.search(clause) or self._other_year(lead, year)):
            return Time.OTHER
        if measure is not None and measure.stock:
            return Time.YEAR
        if self.since.search(lead):
            return Time.SINCE
        if self.running.search(clause) and not self.this_year.search(lead) and not _names(lead, year):
            return Time.RUNNING
        return Time.YEAR

    @staticmethod
    def _other_year(lead: str, year: int | None) -> bool:
        named = list(years_named(lead))
        return year is not None and bool(named) and named[-1] != year


def years_named(text: str) -> Iterator[int]:
    """The years a text speaks of, titles, document numbers and “截至/自…年” left out."""
    visible = re.sub(r"《[^》]*》|〔[^〕]*〕|“[^”]*”|[（(][^（）()]*[）)]", "", text)
    for match in re.finditer(r"(截至|截止|自|从|至|到)?(20[012]\d)(?:年度?)(?!以来|起)", visible):
        if not match[1]:
            yield int(match[2])


def _names(lead: str, year: int | None) -> bool:
    return year is not None and year in years_named(lead)


def _any(wordings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{wording})" for wording in wordings) or "(?!)")


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match of `pattern` ends, or -1."""
    return max((match.end() for match in pattern.finditer(text)), default=-1)
