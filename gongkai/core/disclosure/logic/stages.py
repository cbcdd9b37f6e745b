"""Courses of stages: a construction project through its life, a public trade from notice to performance.

A course is declared (rules/stages/): its stages, which must come before which, and the shortest and longest
times between them with their articles. What happened is dates; what is out of order, too early, late or
still due is computed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message, declared
from gongkai.core.publishing.dates import add_months
from gongkai.core.workdays import Calendar

_TERM = re.compile(r"(?P<count>\d{1,3})(?P<unit>个工作日|日|个月)")


class Progress(StrEnum):
    DONE = "done"
    OVERDUE = "overdue"
    DUE = "due"  # what it waits for is there, its last day is not over
    OPEN = "open"  # what it waits for is there, no last day
    WAITING = "waiting"
    LEFT_OUT = "left_out"  # optional, and a later one is done


@dataclass(frozen=True, slots=True)
class Stage:
    """`kind`: the kind of information it belongs to (批准结果信息 …). `needs`: stages that must be done
    before; `optional`: not every project or trade has it."""

    name: str
    title: str
    kind: str = ""
    needs: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """Time between two stages: at least, at most, or both ("3日", "2个工作日", "6个月"). The first day is
    day 0. `over`: the least must be over before the second may come (公示期满), so that it can come only on
    the day after."""

    begins: str
    ends: str
    article: str
    least: str = ""
    most: str = ""
    over: bool = False

    def __post_init__(self) -> None:
        for term in (self.least, self.most):
            if term and not _TERM.fullmatch(term):
                reason = N_("期限“{term}”读不懂，应写作“3日”“5个工作日”或“6个月”")
                raise ValueError(Message(reason, {"term": term}))
        if not self.least and not self.most:
            raise ValueError(Message(N_("间隔没有写最短或最长期限")))


@dataclass(frozen=True, slots=True)
class CourseExample:
    """Dates and what is to be found on `today`; runs as a test. `flawed`: stages with a flaw."""

    about: str
    dates: Mapping[str, date]
    today: date
    progress: Mapping[str, Progress]
    flawed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Course:
    """`course`: its name. Stages are in the order they are shown."""

    course: str
    title: str
    in_force: date
    legal_basis: tuple[str, ...]
    stage: tuple[Stage, ...]
    interval: tuple[Interval, ...] = ()
    example: tuple[CourseExample, ...] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        known = {each.name for each in self.stage}
        named = [need for each in self.stage for need in each.needs]
        named += [name for each in self.interval for name in (each.begins, each.ends)]
        for name in named:
            if name not in known:
                raise ValueError(Message(N_("没有名为“{stage}”的环节"), {"stage": name}))

    @cached_property
    def by_name(self) -> Mapping[str, Stage]:
        return {each.name: each for each in self.stage}


@dataclass(frozen=True, slots=True)
class StageStanding:
    """`on`: the day it was done. `not_before`, `due`: the days between which it may be done, None for no
    bound; `flaws`: what was wrong, each with its article."""

    stage: Stage
    progress: Progress
    on: date | None
    not_before: date | None
    due: date | None
    flaws: tuple[Message, ...]


def read_course(declaration: Declaration) -> Course:
    """Raises DeclarationError with file and line."""
    return declaration.read(Course)


def course_on(courses: Iterable[Course], name: str, day: date) -> Course | None:
    """The version of the course in force on `day`."""
    begun = [each for each in courses if each.course == name and each.in_force <= day]
    return max(begun, key=lambda each: each.in_force, default=None)


def standings(
    course: Course, dates: Mapping[str, date], today: date, calendar: Calendar
) -> tuple[StageStanding, ...]:
    """Every stage at the end of `today`. Dates after `today` have not happened. Raises KeyError for a stage
    the course does not have."""
    for name in dates:
        course.by_name[name]
    done = {name: day for name, day in dates.items() if day <= today}
    return tuple(_standing(course, stage, done, today, calendar) for stage in course.stage)


def shifted(day: date, term: str, calendar: Calendar) -> date:
    """The last day of the term that begins on `day` (day 0)."""
    found = _TERM.fullmatch(term)
    if found is None:
        raise ValueError(term)
    count = int(found["count"])
    if found["unit"] == "个工作日":
        return calendar.add_workdays(day, count).date
    return day + timedelta(days=count) if found["unit"] == "日" else add_months(day, count)


def _standing(
    course: Course, stage: Stage, done: Mapping[str, date], today: date, calendar: Calendar
) -> StageStanding:
    bounds = [each for each in course.interval if each.ends == stage.name and each.begins in done]
    earliest = [_earliest(each, done, calendar) for each in bounds if each.least]
    latest = [shifted(done[each.begins], each.most, calendar) for each in bounds if each.most]
    not_before, due = max(earliest, default=None), min(latest, default=None)
    on = done.get(stage.name)
    progress = _progress(course, stage, done, due, today)
    flaws = tuple(_flaws(course, stage, done, bounds, calendar)) if on else ()
    return StageStanding(stage, progress, on, not_before, due, flaws)


def _progress(
    course: Course, stage: Stage, done: Mapping[str, date], due: date | None, today: date
) -> Progress:
    if stage.name in done:
        return Progress.DONE
    if stage.optional and any(stage.name in each.needs and each.name in done for each in course.stage):
        return Progress.LEFT_OUT
    if due is not None:
        return Progress.OVERDUE if today > due else Progress.DUE
    ready = all(need in done or course.by_name[need].optional for need in stage.needs)
    return Progress.OPEN if ready else Progress.WAITING


def _flaws(
    course: Course,
    stage: Stage,
    done: Mapping[str, date],
    bounds: Iterable[Interval],
    calendar: Calendar,
) -> Iterable[Message]:
    on = done[stage.name]
    for need in stage.needs:
        before = course.by_name[need]
        both = {"before": declared(before.title), "stage": declared(stage.title)}
        if need not in done and not before.optional:
            yield Message(N_("没有“{before}”就有了“{stage}”"), both)
        elif need in done and done[need] > on:
            yield Message(N_("“{stage}”早于“{before}”"), both)
    for each in bounds:
        values = {
            "before": declared(course.by_name[each.begins].title), "stage": declared(stage.title),
            "least": declared(each.least), "most": declared(each.most), "article": each.article,
        }  # fmt: skip
        if each.least and on < _earliest(each, done, calendar):
            yield Message(N_("“{before}”到“{stage}”不足{least}（{article}）"), values)
        if each.most and on > shifted(done[each.begins], each.most, calendar):
            yield Message(N_("“{before}”到“{stage}”超过{most}（{article}）"), values)


def _earliest(interval: Interval, done: Mapping[str, date], calendar: Calendar) -> date:
    last = shifted(done[interval.begins], interval.least, calendar)
    return last + timedelta(days=1) if interval.over else last
