"""Permits, penalties and coercion of the running year, so that its return fills itself in from rows that are
out."""

from datetime import date, datetime, timedelta

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
_AGO = timedelta(days=3)  # since the decisions
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
    clerk = actor_for(body.clerk, today)
    for line in queries.board(actor_for(city.officer, today), day.year, today):
        if line.body.id == body.id:
            done(actions.refresh_counts(actor=clerk, now=now, return_id=line.return_id))


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
