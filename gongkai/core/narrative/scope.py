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

_TAIL = 3  # so many last characters name a body


class Time(StrEnum):
    YEAR = "year"  # the report's year
    RUNNING = "running"  # 累计, 截至…: may be more than the year
    SINCE = "since"  # 历年累计, 开通以来, 截至目前累计: more than the year
    OTHER = "other"  # another year, a comparison or a plan


class Subject(StrEnum):
    """Whose figure it is."""

    WHOLE = "whole"  # the reporting body's
    PART = "part"  # a part of it: its own office, 本级
    OTHER = "other"  # another body named


@dataclass(frozen=True)
class ScopeWords:
    """The declared wordings of rules/returns/narrative-scope.toml. `does` fills the hole {does} in them."""

    does: str
    part: tuple[str, ...]
    part_of_government: tuple[str, ...]
    other_body: tuple[str, ...]
    whole: tuple[str, ...]
    since: tuple[str, ...]
    running: tuple[str, ...]
    this_year: tuple[str, ...]
    part_of_year: tuple[str, ...]
    last_year: tuple[str, ...]
    compared: tuple[str, ...]
    planned: tuple[str, ...]
    governments: tuple[str, ...]
    legal_basis: str
    in_force: str = ""

    @cached_property
    def compiled(self) -> "CompiledScope":
        def spelt(wordings: tuple[str, ...]) -> re.Pattern[str]:
            return _any(tuple(wording.replace("{does}", self.does) for wording in wordings))

        return CompiledScope(
            part=spelt(self.part),
            part_of_government=spelt((*self.part, *self.part_of_government)),
            other_body=spelt(self.other_body),
            whole=spelt(self.whole),
            since=spelt(self.since),
            running=spelt(self.running),
            this_year=spelt(self.this_year),
            part_of_year=spelt(self.part_of_year),
            last_year=spelt(self.last_year),
            compared=spelt(self.compared),
            planned=spelt(self.planned),
            governments=spelt(self.governments),
        )


@dataclass(frozen=True)
class CompiledScope:
    part: re.Pattern[str]
    part_of_government: re.Pattern[str]
    other_body: re.Pattern[str]
    whole: re.Pattern[str]
    since: re.Pattern[str]
    running: re.Pattern[str]
    this_year: re.Pattern[str]
    part_of_year: re.Pattern[str]
    last_year: re.Pattern[str]
    compared: re.Pattern[str]
    planned: re.Pattern[str]
    governments: re.Pattern[str]

    def subject_of(self, lead: str, body: str | None, inherited: Subject) -> Subject:
        """Whose figure comes next: the subject named last in `lead`, else the one of the sentence before."""
        is_government = body is None or bool(self.governments.search(body))
        part = self.part_of_government if is_government else self.part
        ends = {
            Subject.WHOLE: _last(self.whole, lead),
            Subject.PART: _last(part, lead),
            Subject.OTHER: _last(self.other_body, lead, not_naming=body),
        }
        if not is_government and _is_office_of_government(lead, body, self.part_of_government):
            ends[Subject.OTHER] = max(ends[Subject.OTHER], _last(self.part_of_government, lead))
        named = max(ends, key=lambda subject: ends[subject])
        return named if ends[named] >= 0 else inherited

    def time_of(self, lead: str, clause: str, year: int | None, measure: Measure | None) -> Time:
        """The time a figure speaks of. `lead` is its sentence so far, `clause` its last clause."""
        if self.compared.search(clause) or self.planned.search(clause):
            return Time.OTHER
        carries = measure is not None and bool(measure.carries)
        if not carries and (self.last_year.search(clause) or self._other_year(lead, year)):
            return Time.OTHER
        if measure is not None and measure.stock:
            return Time.YEAR
        if _last(self.part_of_year, lead) > _last(self.this_year, lead):
            return Time.OTHER
        if self.since.search(lead) and not self.this_year.search(lead):
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
    for match in re.finditer(
        r"(截至|截止|自|从|至|到|较|比|与|和|同)?(20[012]\d)(?:年度?)(?!以来|起)", visible
    ):
        if not match[1]:
            yield int(match[2])


def _names(lead: str, year: int | None) -> bool:
    return year is not None and year in years_named(lead)


def _any(wordings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{wording})" for wording in wordings) or "(?!)")


def _last(pattern: re.Pattern[str], text: str, not_naming: str | None = None) -> int:
    """Where the last match of `pattern` ends, or -1. Matches that name `not_naming` by its last characters
    do not count: 市教育局受理 is no other body in the report of 青川市教育局."""
    tail = not_naming[-_TAIL:] if not_naming else None
    ends = (match.end() for match in pattern.finditer(text) if not (tail and tail in match.group()))
    return max(ends, default=-1)


def _is_office_of_government(lead: str, body: str | None, pattern: re.Pattern[str]) -> bool:
    """In a department's report: whether `lead` names the government's office, which is another body."""
    return not _is_office(body) and any("办" in match.group() for match in pattern.finditer(lead))


def _is_office(body: str | None) -> bool:
    return body is not None and body.endswith(("办公室", "办公厅", "办"))
