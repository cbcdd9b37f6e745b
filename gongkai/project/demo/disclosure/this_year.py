"""Permits, penalties and coercion of the running year, so that its return fills itself in from rows that are
out."""

import re
from datetime import date, datetime, timedelta

from gongkai.core.disclosure.schema import ColumnType, DataSet
from gongkai.disclosure import declared
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.organisations.queries import actor_for
from gongkai.project.demo.city import SampleCity
from gongkai.project.demo.disclosure.batches import Batch, Row, samples_of
from gongkai.project.demo.disclosure.entering import Desk
from gongkai.project.demo.disclosure.growing import move_dates
from gongkai.project.demo.ground import SHANGHAI, done
from gongkai.reporting import actions, queries

BODY = "lanshan"
_YEAR = re.compile(r"20[12]\d")
_AGO = timedelta(days=3)  # since the decisions
_POSTED = (
    ("poverty_households", "fpb"), ("housing_allocation", "fcj"), ("blacklist", "rsj"),
    ("land_notices", BODY),
)  # fmt: skip
"""Lists that are taken down after their time: data set, body."""

_FIRST = {"penalties": "兰示例罚", "licences": "兰示例许", "coercions": "兰示例强"}


def enter_this_year(city: SampleCity, now: datetime) -> None:
    """Published by the last working day before `now`; one of the permits has two certificates. Then the
    return of the year, opened before, counts again."""
    body = next((each for each in city.everyone if each.share.code == BODY), None)
    if body is None:
        return
    today = now.astimezone(SHANGHAI).date()
    day = current_calendar().add_workdays(today - timedelta(days=10), 5).date
    day = min(day, today - timedelta(days=1))
    desk = Desk(body, day)
    for name in _FIRST:
        desk.publish(Batch(name, BODY, day, _rows(name, day)))
    bodies = {each.share.code: each for each in city.everyone}
    for name, code in _POSTED:
        if code in bodies:
            rows = _posted(name, code, day)
            Desk(bodies[code], day).publish(Batch(name, code, day, rows))
    clerk = actor_for(body.clerk, today)
    for line in queries.board(actor_for(city.officer, today), day.year, today):
        if line.body.id == body.id:
            done(actions.refresh_counts(actor=clerk, now=now, return_id=line.return_id))


def _posted(name: str, body: str, day: date) -> list[Row]:
    """The declared samples under numbers of the year, opened or decided on the day; nobody has objected."""
    data_set = declared.newest(name, day)
    rows = []
    for number, sample in enumerate(_of_now(data_set, body), start=1):
        row = dict(sample)
        move_dates(data_set, row, data_set.cadence.starts, day)
        for column in data_set.columns:
            if column.name in row and column.type is ColumnType.STRING and not column.personal:
                row[column.name] = _YEAR.sub(str(day.year), str(row[column.name]))
        for key in data_set.key:
            if row[key] == sample[key]:
                row[key] = f"{row[key][:-2]}{40 + number}"
        if "result" in row:
            open_to_objections = (each.value for each in data_set.column("result").enum)
            row["result"] = next(value for value in open_to_objections if value.endswith("中"))
        rows.append(row)
    return rows


def _of_now(data_set: DataSet, body: str) -> list[Row]:
    """The body's own, without those that are off the list already."""
    return [
        row for row in samples_of(data_set) if row.get("decided_by", body) == body and "removed_on" not in row
    ]


def _rows(name: str, day: date) -> list[Row]:
    data_set = declared.newest(name, day)
    rows: list[Row] = []
    for number, sample in enumerate(samples_of(data_set), start=1):
        row = dict(sample) | {"decision_number": f"{_FIRST[name]}〔{day.year}〕{number}号"}
        move_dates(data_set, row, data_set.cadence.starts, day - _AGO)
        rows.append(row)
    if "certificate_number" in rows[0]:
        for number, row in enumerate(rows, start=1):
            row["certificate_number"] = f"兰示例证{day.year}{number:04d}"
        rows.append(rows[0] | {"certificate_number": f"兰示例证{day.year}{len(rows) + 1:04d}"})
    return rows
