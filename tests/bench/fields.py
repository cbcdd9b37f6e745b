"""Fields: loading their declarations, checking a table, the obligations of a city for a year."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from gongkai.core.disclosure.bodies import Bodies, Body
from gongkai.core.disclosure.changes import compare
from gongkai.core.disclosure.obligations import EventRow, Facts, Question, obligations
from gongkai.core.disclosure.schema import DataSet, Fields, Mode
from gongkai.core.disclosure.validating import Checker
from gongkai.foundation import rulebook
from gongkai.foundation.rulebook.fields import folders, load_fields
from tests.bench.measure import Line, best, milliseconds

ROWS = 100_000
BODIES = 64
EVENTS = 1_000  # days with rows, a data set
FIRST, LAST, TODAY = date(2017, 1, 1), date(2017, 12, 31), date(2018, 1, 10)
LEVELS = ("county", "department", "zone_committee")


def measure(root: Path, folder: Path) -> list[Line]:
    fields = load_fields(folders())
    data_set = fields.data_set("penalties", LAST)
    checker = Checker(data_set)
    rows = list(_rows(data_set))
    table = checker.table(rows)
    current = {row.key: row.content for row in table.accepted}
    checking = best(lambda: checker.table(rows), 2)
    comparing = best(lambda: compare(table, current, Mode.WHOLE), 2)
    bodies, calendar = Bodies(_bodies()), rulebook.calendar()
    facts = Facts.of(TODAY, events=_events(fields))
    question = Question(FIRST, LAST, TODAY, calendar)
    count = len(obligations(fields, bodies, facts, question))
    owing = best(lambda: obligations(fields, bodies, facts, question), 3)
    sets = len(fields.data_sets(LAST))
    loading = best(lambda: load_fields(folders()), 3)
    return [
        Line(f"读入 {len(fields.versions)} 个领域声明，{sets} 个数据集", milliseconds(loading)),
        Line(f"逐格核对 {ROWS:,} 行、每行 {len(data_set.columns)} 列", f"{checking:.1f} s"),
        Line(f"与现有的 {ROWS:,} 行比较", milliseconds(comparing)),
        Line(f"{BODIES} 个机关、{sets} 个数据集、一年的公开义务（{count:,} 项）", f"{owing:.2f} s", "2 s"),
    ]


def _rows(data_set: DataSet) -> Iterator[tuple[int, dict[str, object]]]:
    """Sample rows with their own numbers, as a workbook's text."""
    samples = data_set.samples
    for place in range(1, ROWS + 1):
        day = FIRST + timedelta(days=place % 365)
        row = dict(samples[place % len(samples)])
        number = f"临测罚〔2017〕{place}号"
        row |= {"decision_number": number, "decided_on": day.isoformat(), "fine": f"{place % 900}.5"}
        yield place, row


def _bodies() -> Iterator[Body]:
    for number in range(BODIES):
        yield Body(f"body-{number}", frozenset({LEVELS[number % len(LEVELS)]}), date(2000, 1, 1))


def _events(fields: Fields) -> Iterator[EventRow]:
    for data_set in fields.data_sets(LAST):
        for number in range(EVENTS if data_set.cadence.starts else 0):
            day = FIRST + timedelta(days=number % 365)
            yield EventRow(
                data_set.name, f"body-{number % BODIES}", day, day + timedelta(days=number % 20), 5
            )
