"""The yearly clean-up of normative documents (年度清理): which were made, which ended and how, which are in
force at the end of the year, and what each of these needs next.

The same list gives the figures of table 2: made, repealed and in force (制发、废止、现行有效).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.dates import add_years
from gongkai.core.publishing.standing import Happened, Standing, StandingEvent, StandingPicture, standing_on
from gongkai.core.publishing.validity import ValidityRules, renewal_window, validity_on
from gongkai.core.workdays import written


class Next(StrEnum):
    """What a document of the list needs."""

    GONE = "gone"  # ended in the year: 失效, 废止, 被替代 or 撤回
    EVALUATE = "evaluate"  # its months of evaluation begin by the end of the next year
    SET_TERM = "set_term"  # in force without a last day, where the rules ask for one
    AMEND = "amend"  # evaluated in the year: to be amended
    REPEAL = "repeal"  # evaluated in the year: to be repealed
    LET_LAPSE = "let_lapse"  # evaluated: it ends with its last day
    KEEP = "keep"  # 继续有效


class Conclusion(StrEnum):
    """结论 of an evaluation."""

    KEEP = "keep"
    AMEND = "amend"
    REPEAL = "repeal"
    LAPSE = "lapse"


@dataclass(frozen=True, slots=True)
class Listed:
    """A normative document with everything that happened to it. `concluded`: conclusion of the newest
    evaluation and its day."""

    key: str
    title: str
    number: str
    events: tuple[StandingEvent, ...]
    concluded: Conclusion | None = None
    concluded_on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """`picture`: the standing at the end of the year. `made`: published in it; what is not published is no
    basis for administration, so that made, ended and in force add up from year to year."""

    listed: Listed
    picture: StandingPicture
    made: bool
    next: Next
    because: Message


@dataclass(frozen=True, slots=True)
class Cleanup:
    """The list of one year. `made`, `ended`, `in_force` are the figures of table 2; `repealed` are those of
    `ended` that were repealed or replaced rather than lapsed or withdrawn."""

    year: int
    lines: tuple[Line, ...]

    @property
    def made(self) -> int:
        return sum(line.made for line in self.lines)

    @property
    def ended(self) -> int:
        return sum(line.next is Next.GONE for line in self.lines)

    @property
    def repealed(self) -> int:
        done = (Standing.REPEALED, Standing.CONSOLIDATED)
        return sum(line.next is Next.GONE and line.picture.standing in done for line in self.lines)

    @property
    def in_force(self) -> int:
        """Valid at the end of the year, those published but not yet effective included."""
        return sum(line.next is not Next.GONE for line in self.lines)


def cleanup(documents: Iterable[Listed], year: int, rules: Sequence[ValidityRules]) -> Cleanup:
    """The list of `year`: what was in force when it began or published in it, by number and title."""
    lines = [line for each in documents if (line := _line(each, year, rules)) is not None]
    return Cleanup(year, tuple(sorted(lines, key=lambda line: (line.listed.number, line.listed.title))))


def _line(listed: Listed, year: int, rules: Sequence[ValidityRules]) -> Line | None:
    before = standing_on(listed.events, date(year - 1, 12, 31))
    picture = standing_on(listed.events, date(year, 12, 31))
    began = _stands(before)
    published = any(each.happened is Happened.PUBLISHED and each.on.year == year for each in listed.events)
    if not began and not published:
        return None
    step, because = _next(listed, picture, year, rules)
    return Line(listed, picture, published, step, because)


def _stands(picture: StandingPicture) -> bool:
    return picture.is_in_force or picture.standing is Standing.NOT_YET


def _next(
    listed: Listed, picture: StandingPicture, year: int, rules: Sequence[ValidityRules]
) -> tuple[Next, Message]:
    if not _stands(picture):
        return Next.GONE, picture.because[-1]
    judged = listed.concluded_on is not None and listed.concluded_on.year == year
    if judged and listed.concluded in _FOLLOWS:
        return _FOLLOWS[listed.concluded], Message(N_("{year}年评估的结论"), {"year": year})
    law = validity_on(rules, _published_on(listed, year))
    if law is None:
        return Next.KEEP, Message(N_("公布时没有有效期的规定"))
    if picture.expires_on is None:
        return Next.SET_TERM, Message(N_("没有写明有效期"))
    window = renewal_window(law, picture.expires_on)
    if window.opens <= add_years(date(year, 12, 31), 1):
        values = {"opens": written(window.opens), "closes": written(window.closes)}
        return Next.EVALUATE, Message(N_("应在{opens}至{closes}评估"), values)
    return Next.KEEP, Message(N_("有效期至{day}"), {"day": written(picture.expires_on)})


_FOLLOWS = {
    Conclusion.AMEND: Next.AMEND,
    Conclusion.REPEAL: Next.REPEAL,
    Conclusion.LAPSE: Next.LET_LAPSE,
}


def _published_on(listed: Listed, year: int) -> date:
    """The day of the newest publication or renewal by the end of the year: its rules bind."""
    told = (Happened.PUBLISHED, Happened.RENEWED)
    return max(each.on for each in listed.events if each.happened in told and each.on.year <= year)
