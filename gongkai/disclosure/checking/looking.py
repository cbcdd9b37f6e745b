"""Looking through what came in for a release."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.core.disclosure.changes import Changes, compare
from gongkai.core.disclosure.periods import Period, read_period
from gongkai.core.disclosure.schema import DataSet, Mode
from gongkai.core.disclosure.timing import TimingKind
from gongkai.core.disclosure.validating import CheckedRow, CheckedTable, Checker
from gongkai.core.disclosure.validating import Problem as Wrong
from gongkai.core.messages import N_, Message
from gongkai.disclosure import loading, told
from gongkai.disclosure.checking import personal
from gongkai.disclosure.checking.knowing import Store
from gongkai.disclosure.checking.opening import NotATableError, Opened, opened
from gongkai.disclosure.models import Release
from gongkai.disclosure.reading import Problem
from gongkai.disclosure.staging import Staged, canonical
from gongkai.foundation.organisations import queries as organisations

_SHOWN = 100  # rows of each kind in the report
_PROBLEMS = 2_000
_PERIODS = 600


@dataclass(slots=True)
class Checked:
    """What came of it: the rows to bring in, in numbers, what a person must judge, and the report."""

    lines: list[Staged] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0
    refused: int = 0
    periods: list[str] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    report: dict[str, Any] = field(default_factory=dict)

    @property
    def is_readable(self) -> bool:
        return "file_refused" not in self.report


type Tell = Callable[[str, int, int], None]
"""Hears how far the check is: the step, how many rows are done, of how many (0: not known yet)."""

READING, ROWS, COMPARING = "reading", "rows", "comparing"
_TOLD = 50  # times in one check


def look(release: Release, data_set: DataSet, day: date, tell: Tell = lambda *_: None) -> Checked:
    """Read and check; changes nothing."""
    tell(READING, 0, 0)
    try:
        arrived = opened(release, data_set)
    except NotATableError as error:
        return _unreadable(error.message)
    wrong = _by_row(arrived.problems)
    total = len(arrived.rows)
    table = Checker(data_set).table(_counted(arrived.rows, total, tell), Store(data_set, day))
    tell(COMPARING, total, total)
    current = _current(release, data_set, table, day)
    table = _parted(table, wrong, current.foreign)
    changes = compare(table, current.contents, Mode(release.mode))
    findings = personal.found(data_set, [*changes.added, *(each.row for each in changes.changed)])
    if len(findings) > personal.MOST:
        values = {"most": personal.MOST}
        return _unreadable(
            Message(
                N_("文字栏里可能的个人信息超过 {most} 处。请先整理，把个人信息放进专门的列或者删去。"), values
            )
        )
    checked = Checked(list(_lines(changes)), len(changes.added), len(changes.changed), len(changes.removed))
    checked.same, checked.refused, checked.findings = changes.same, len(changes.refused), findings
    checked.refused += len(wrong.keys() - {each.place for each in changes.refused})
    checked.periods = periods_of(data_set, table.accepted)
    checked.report = _report(arrived, changes, wrong, current)
    return checked


def _counted[R](rows: list[R], total: int, tell: Tell) -> Iterator[R]:
    """The rows, told of as they pass, and let go: there may be a million, and what they say is kept."""
    step = max(total // _TOLD, 1)
    rows.reverse()
    for done in range(total):
        if done % step == 0:
            tell(ROWS, done, total)
        yield rows.pop()


def periods_of(data_set: DataSet, rows: Iterable[CheckedRow]) -> list[str]:
    """Labels of the periods the rows fall into, of a data set that is owed by periods."""
    timing, column = data_set.cadence.timing, data_set.presentation.period
    if timing.kind is not TimingKind.CALENDAR or not column:
        return []
    days = {str(row.content[column])[:10] for row in rows if column in row.content}
    found = {Period.of(timing.every, day).label for each in days if (day := _day_of(each)) is not None}
    return sorted(found)[:_PERIODS]


def _day_of(said: str) -> date | None:
    """The first day of a canonical date, month, quarter or year."""
    period = read_period(said)
    return period.first if period is not None else None


@dataclass(frozen=True, slots=True)
class _Current:
    """What stands: contents by key; permanent numbers; keys of rows that are another body's."""

    contents: Mapping[str, Mapping[str, object]]
    numbers: Mapping[str, int]
    foreign: Mapping[str, int]


def _current(release: Release, data_set: DataSet, table: CheckedTable, day: date) -> _Current:
    heirs = organisations.heirs_on(day)
    mine = heirs.get(release.body_id, release.body_id)
    keys = [row.key for row in (*table.accepted, *table.refused) if row.key]
    standing = loading.contents(data_set.name, keys)
    if release.mode == Mode.WHOLE:
        bodies = [old for old, new in heirs.items() if new == mine]
        standing |= loading.contents_of(data_set.name, [mine, *bodies])
    own = {key: each for key, each in standing.items() if heirs.get(each.body, each.body) == mine}
    foreign = {key: each.body for key, each in standing.items() if key not in own}
    return _Current(
        {key: each.content for key, each in own.items()},
        {key: each.number for key, each in own.items()},
        foreign,
    )


def _parted(
    table: CheckedTable, wrong: Mapping[int, list[Problem]], foreign: Mapping[str, int]
) -> CheckedTable:
    """Rows in doubt, and rows under a key that another body's row has, are refused too."""
    if not wrong and not foreign:
        return table
    names = {pk: each.label for pk, each in organisations.latest_bodies(set(foreign.values())).items()}
    accepted: list[CheckedRow] = []
    refused: list[CheckedRow] = []
    for row in (*table.accepted, *table.refused):
        problems = [Wrong(each.column, each.message) for each in wrong.get(row.place, ())]
        if row.key in foreign:
            values = {"key": row.key, "body": names.get(foreign[row.key], "")}
            problems.append(Wrong("", Message(N_("“{key}”这一条由{body}公布，只能由它更改。"), values)))
        if problems or row.problems:
            own = () if any(each.no_row for each in wrong.get(row.place, ())) else row.problems
            refused.append(CheckedRow(row.place, row.key, row.content, (*problems, *own)))
        else:
            accepted.append(row)
    return CheckedTable(tuple(accepted), tuple(refused), table.repeated)


def _lines(changes: Changes) -> Iterator[Staged]:
    rows = sorted([*changes.added, *(each.row for each in changes.changed)], key=lambda row: row.place)
    for row in rows:
        yield Staged(row.key, canonical(row.content))
    for key in sorted(changes.removed):
        yield Staged(key)


def _by_row(problems: list[Problem]) -> dict[int, list[Problem]]:
    found: dict[int, list[Problem]] = {}
    for each in problems:
        found.setdefault(each.row, []).append(each)
    for row, some in found.items():
        if no_row := [each for each in some if each.no_row]:
            found[row] = no_row
    return found


def _report(
    arrived: Opened, changes: Changes, wrong: Mapping[int, list[Problem]], current: _Current
) -> dict[str, Any]:
    told_of = [
        {"row": row.place, "cell": arrived.cell(row.place, each.column), "column": each.column,
         "said": told.kept(each.message)}
        for row in sorted(changes.refused, key=lambda row: row.place)
        for each in row.problems
    ]  # fmt: skip
    refused = {row.place for row in changes.refused}
    told_of += [
        {"row": each.row, "cell": each.cell, "column": each.column, "said": told.kept(each.message)}
        for row, some in sorted(wrong.items())
        if row not in refused
        for each in some
    ]
    notes = list(arrived.notes)
    if changes.repeated:
        notes.append(Message(N_("{count} 行与前面的行完全相同，只算一次。"), {"count": changes.repeated}))
    return {
        "notes": [told.kept(each) for each in notes],
        "problems": told_of[:_PROBLEMS],
        "problem_count": len(told_of),
        "columns": dict(Counter(each["column"] for each in told_of)),
        "added": [_row(each) for each in changes.added[:_SHOWN]],
        "changed": [
            {
                **_row(each.row), "columns": list(each.columns),
                "before": {name: each.before.get(name) for name in each.columns},
                "number": current.numbers.get(each.row.key),
            }
            for each in changes.changed[:_SHOWN]
        ],
        "removed": [
            {"key": key, "number": current.numbers.get(key), "content": dict(current.contents[key])}
            for key in changes.removed[:_SHOWN]
        ],
        "repeated": changes.repeated,
    }  # fmt: skip


def _row(row: CheckedRow) -> dict[str, Any]:
    return {"row": row.place, "key": row.key, "content": dict(row.content)}


def _unreadable(message: Message) -> Checked:
    return Checked(refused=1, report={"file_refused": told.kept(message), "problems": [], "problem_count": 0})
