"""The worked obligations of a declaration, run: what a file says its cadence means must be what it does."""

from datetime import date

from gongkai.core.disclosure.bodies import Bodies, Body
from gongkai.core.disclosure.due import AS_SHIPPED, Promptness
from gongkai.core.disclosure.obligations import (
    EventRow,
    Facts,
    Obligation,
    Question,
    Released,
    Stated,
    of_data_set,
)
from gongkai.core.disclosure.periods import Period, read_period
from gongkai.core.disclosure.schema import DataSet, Example
from gongkai.core.disclosure.timing import Every
from gongkai.core.messages import N_, Message
from gongkai.core.workdays import Calendar, written

_SOMEBODY = "somebody"


def failure(
    data_set: DataSet, example: Example, calendar: Calendar, promptness: Promptness = AS_SHIPPED
) -> Message | None:
    """What an example says wrongly of its data set; None when it holds."""
    found = worked(data_set, example, calendar, promptness)
    if found is None:
        return Message(N_("算例“{about}”：这一期或者这一行不产生公开义务"), {"about": example.about})
    said = (example.due, example.state, example.provisional)
    if said == (found.due.date, found.state, found.due.provisional):
        return None
    values: dict[str, object] = {
        "about": example.about,
        "due": written(found.due.date),
        "state": found.state.value,
        "provisional": Message(N_("（暂定）")) if found.due.provisional else "",
    }
    return Message(N_("算例“{about}”：应为{due}{provisional}，状态 {state}"), values)


def worked(
    data_set: DataSet, example: Example, calendar: Calendar, promptness: Promptness = AS_SHIPPED
) -> Obligation | None:
    """The obligation the example describes, of a body that has always existed and owes everything."""
    period = _period(data_set, example)
    if period is None:
        return None
    facts = _facts(data_set, example, period)
    question = Question(period.first, period.last, example.today, calendar, promptness)
    tags = frozenset(each for each in data_set.owed_by if not each.startswith("-"))
    bodies = Bodies([Body(_SOMEBODY, tags, date.min)])
    found = of_data_set(data_set, period.first, period.last, bodies, facts, question)
    return next((each for each in found if each.period.label == period.label), None)


def _period(data_set: DataSet, example: Example) -> Period | None:
    cadence = data_set.cadence
    if not example.row:
        return read_period(example.period)
    day = event_day(example.row.get(cadence.starts))
    if data_set.streams:
        return Period.of(Every.DAY, day) if day else None
    return Period.of(cadence.zero_return or Every.MONTH, day) if day else None


def _facts(data_set: DataSet, example: Example, period: Period) -> Facts:
    name, label = data_set.name, period.label
    released: list[Released] = []
    stated: list[Stated] = []
    events: list[EventRow] = []
    day = event_day(example.row.get(data_set.cadence.starts))
    if day and not data_set.streams:
        events.append(EventRow(name, _SOMEBODY, day, example.released_on))
    elif example.released_on:
        released.append(Released(name, _SOMEBODY, label, example.released_on))
    if example.nothing_stated_on:
        stated.append(Stated(name, _SOMEBODY, label, example.nothing_stated_on))
    if example.not_applicable:
        stated.append(Stated(name, _SOMEBODY, label, example.today, applies=False))
    return Facts.of(example.today, released, stated, events)


def event_day(value: object) -> date | None:
    """The day of a date or time, canonical or as TOML has it."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    return date.fromisoformat(value[:10]) if isinstance(value, str) else None
