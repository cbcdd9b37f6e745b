"""The sample year of disclosure: the batches of every data set through begin, check, submit, approve and
release, in the order of their days; statements where there is nothing."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from graphlib import TopologicalSorter
from itertools import batched
from typing import Any

from gongkai.core.disclosure.schema import DataSet
from gongkai.core.workdays import Calendar
from gongkai.disclosure import actions, declared, periodic
from gongkai.disclosure.given import Given
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role
from gongkai.project.demo.city import SampleBody, SampleCity
from gongkai.project.demo.disclosure import drawn, merged
from gongkai.project.demo.disclosure.accounted import ACCOUNTED
from gongkai.project.demo.disclosure.aided import AIDED
from gongkai.project.demo.disclosure.aired import AIRED
from gongkai.project.demo.disclosure.audited import AUDITED
from gongkai.project.demo.disclosure.batches import Batch
from gongkai.project.demo.disclosure.built import BUILT
from gongkai.project.demo.disclosure.charged import CHARGED
from gongkai.project.demo.disclosure.consumed import CONSUMED
from gongkai.project.demo.disclosure.countryside import COUNTRYSIDE
from gongkai.project.demo.disclosure.decided import DECIDED
from gongkai.project.demo.disclosure.economy import ECONOMY
from gongkai.project.demo.disclosure.enforced import ENFORCED
from gongkai.project.demo.disclosure.enrolled import ENROLLED
from gongkai.project.demo.disclosure.growing import year_of
from gongkai.project.demo.disclosure.guarded import GUARDED
from gongkai.project.demo.disclosure.lists import LISTS
from gongkai.project.demo.disclosure.marketed import MARKETED
from gongkai.project.demo.disclosure.placed import PLACED
from gongkai.project.demo.disclosure.silence import not_applicable, state
from gongkai.project.demo.disclosure.spent import SPENT
from gongkai.project.demo.disclosure.stewarded import STEWARDED
from gongkai.project.demo.disclosure.surveyed import SURVEYED
from gongkai.project.demo.disclosure.traded import TRADED
from gongkai.project.demo.disclosure.watched import (
    FULL,
    SHORT,
    WATCHED,
    food_samples,
    pollutant_readings,
)
from gongkai.project.demo.disclosure.waters import WATERS
from gongkai.project.demo.ground import IN_OFFICE_FROM, SET_UP, YEAR, done, moment, together

DECLARED_ON = date(YEAR, 12, 31)
_MINUTE = timedelta(minutes=1)
_TOGETHER = 20  # releases
_TAKEN_DOWN = moment(date(YEAR + 1, 1, 31), 0, 25)
"""When lists whose days of posting (公示期) are over come off the site."""

_MADE = {
    **LISTS,
    **WATCHED,
    **PLACED,
    **SPENT,
    **MARKETED,
    **TRADED,
    **DECIDED,
    **AIDED,
    **AIRED,
    **ENROLLED,
    **CONSUMED,
    **GUARDED,
    **WATERS,
    **COUNTRYSIDE,
    **ENFORCED,
    **ECONOMY,
    **SURVEYED,
    **AUDITED,
    **ACCOUNTED,
    **STEWARDED,
    **BUILT,
    **CHARGED,
}


def enter_disclosure(city: SampleCity, *, whole: bool = False) -> int:
    """A year of rows for every declared data set; how many releases. `whole`: every food sample and every
    hourly reading, not one of a hundred and of ten."""
    calendar = current_calendar()
    batches = ordered(list(year(calendar, whole=whole)))
    office = merged.enter_office(city)
    bodies = {each.share.code: each for each in (*city.everyone, office)}
    desks = _desks(bodies, batches)
    state(
        not_applicable(data_sets(), bodies.values(), {(each.data_set, each.body) for each in batches}), bodies
    )
    for some in batched(batches, _TOGETHER):
        with together():
            for batch in some:
                desks[batch.body].publish(batch)
    if drawn.is_declared(data_sets()):
        desk = desks[drawn.BODY]
        drawn.draw(desk.body.id, desk.writer, desk.approver)
    merged.merge(office, bodies[merged.HEIR])
    periodic.expire_over(_TAKEN_DOWN)
    return len(batches)


def year(calendar: Calendar, *, whole: bool = False) -> Iterator[Batch]:
    """Every batch of the year, data set by data set."""
    for data_set in data_sets():
        yield from _batches(data_set, calendar, whole)
        if data_set.name == merged.PUBLISHED:
            yield merged.published(data_set)


def data_sets() -> list[DataSet]:
    """What is declared in the sample's year."""
    return [each for field in declared.fields().on(DECLARED_ON) for each in field.data]


def _batches(data_set: DataSet, calendar: Calendar, whole: bool) -> Iterator[Batch]:
    if data_set.name == "food_samples":
        return food_samples(data_set, FULL if whole else SHORT)
    if data_set.name == "pollutant_readings":
        return pollutant_readings(data_set, 1 if whole else 10)
    made = _MADE.get(data_set.name)
    return made(data_set) if made else year_of(data_set, calendar)


def ordered(batches: list[Batch]) -> list[Batch]:
    """By day; within a day what others refer to comes first."""
    refers = {
        each.name: {
            column.references.data_set
            for column in each.columns
            if column.references and column.references.data_set != each.name
        }
        for each in data_sets()
    }
    place = {name: number for number, name in enumerate(TopologicalSorter(refers).static_order())}
    return sorted(batches, key=lambda batch: (batch.day, place[batch.data_set]))


@together()
def _desks(bodies: Mapping[str, SampleBody], batches: list[Batch]) -> dict[str, "Desk"]:
    return {code: Desk(bodies[code], first) for code, first in _first_days(batches).items()}


def _first_days(batches: list[Batch]) -> dict[str, date]:
    found: dict[str, date] = {}
    for each in batches:
        found.setdefault(each.body, each.day)
    return found


class Desk:
    """Who writes and who approves in a body. The writer is appointed when the desk is set up."""

    def __init__(self, body: SampleBody, first: date) -> None:
        writer = queries.actor_for(body.clerk, first)
        if not writer.holds(Role.DRAFTER, body.id):
            appointed = organisations.appoint(
                actor=SYSTEM, now=SET_UP, person_id=body.clerk, body_id=body.id, role=Role.DRAFTER,
                on=IN_OFFICE_FROM,
            )  # fmt: skip
            done(appointed)
            writer = queries.actor_for(body.clerk, first)
        self.body, self.writer = body, writer
        self.approver = queries.actor_for(body.reviewer, first)

    def publish(self, batch: Batch) -> Any:
        """Every step of one release, within the day."""
        now = moment(batch.day, 9)
        begun = done(
            actions.begin(
                actor=self.writer, now=now, body_id=self.body.id, data_set=batch.data_set, way=batch.way,
                given=Given.rows(batch.rows), period=batch.period, is_sample=True,
            )
        )  # fmt: skip
        of, writer = begun.pk, self.writer
        checked = done(actions.check_now(actor=writer, now=now + _MINUTE, release_id=of))
        done(actions.submit(actor=writer, now=now + 2 * _MINUTE, release_id=of))
        _judge(self.approver, checked, now + 3 * _MINUTE)
        done(actions.approve(actor=self.approver, now=now + 4 * _MINUTE, release_id=of))
        return done(actions.release_now(actor=writer, now=now + 5 * _MINUTE, release_id=of))


def _judge(approver: Actor, release: Any, now: datetime) -> None:
    for finding in release.findings:
        done(
            actions.judge(
                actor=approver, now=now, release_id=release.pk, finding=finding["key"],
                verdict="false_alarm", reason="示例内容，不是真实个人信息",
            )
        )  # fmt: skip
