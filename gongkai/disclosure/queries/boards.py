"""Who owes what and what became of it: for the body, the city, and everybody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min
from django.utils import timezone

from gongkai.core.disclosure import due
from gongkai.core.disclosure.obligations import Obligation
from gongkai.core.disclosure.schema import DataSet, State
from gongkai.disclosure import owing
from gongkai.disclosure.models import Release
from gongkai.disclosure.queries.visible import overseen
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor

ORDER = (State.MISSING, State.NOT_YET_DUE, State.LATE, State.FULFILLED, State.EMPTY, State.NOT_APPLICABLE)
"""What asks for somebody first."""


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One body on the city's board: how many of its obligations are in each state."""

    body: int
    label: str
    states: Mapping[State, int]

    @property
    def missing(self) -> int:
        return self.states.get(State.MISSING, 0)

    @property
    def punctual(self) -> int | None:
        """Percent of what was due that was done in time or stated; None when nothing was due."""
        good = sum(self.states.get(each, 0) for each in (State.FULFILLED, State.EMPTY))
        due = good + sum(self.states.get(each, 0) for each in (State.LATE, State.MISSING))
        return None if not due else good * 100 // due


@dataclass(frozen=True, slots=True)
class SetLine:
    """One data set on a board."""

    data_set: str
    states: Mapping[State, int]


def years(day: date) -> tuple[int, ...]:
    """The years a board can tell of, this one first: back to the first release."""
    first = Release.objects.aggregate(first=Min("released_at"))["first"]
    return tuple(range(day.year, (timezone.localdate(first).year if first else day.year) - 1, -1))


def minutes_silent(data_set: DataSet, last: datetime, now: datetime) -> int | None:
    """How long nothing has come into a stream, where its cadence, or the city, allows less; None in time, and
    for what is no stream."""
    return due.minutes_silent(data_set.cadence.timing, last, now, owing.promptness())


def of_body(actor: Actor, day: date, body_id: int, first: date, last: date) -> tuple[Obligation, ...] | None:
    """What one body owes, what asks for somebody first. None when the person may not see it."""
    if not actor.is_system and body_id not in overseen(actor, day):
        return None
    return sorted_by_need(_of({body_id}, owing.owed(first, last, day), day))


def seen(actor: Actor, day: date, first: date, last: date) -> tuple[Obligation, ...]:
    """Every obligation of the bodies the person sees: for a board of bodies by data sets."""
    bodies = set(organisations.heirs_on(day)) if actor.is_system else overseen(actor, day)
    return tuple(_of(bodies, owing.owed(first, last, day), day))


def public_bodies(day: date, first: date, last: date) -> tuple[BodyLine, ...]:
    """The same of all bodies, for everybody."""
    return _lines(owing.owed(first, last, day), day)


def public_missing(day: date, first: date, last: date) -> tuple[Obligation, ...]:
    """What should be here and is not, the longest missing first. For everybody."""
    found = [each for each in owing.owed(first, last, day) if each.state is State.MISSING]
    return tuple(sorted(found, key=lambda each: (each.due.date, each.data_set, each.body)))


def by_data_set(found: Iterable[Obligation]) -> tuple[SetLine, ...]:
    """The same obligations by data set, in the order of the declarations."""
    sets: dict[str, dict[State, int]] = {}
    for each in found:
        states = sets.setdefault(each.data_set, {})
        states[each.state] = states.get(each.state, 0) + 1
    return tuple(SetLine(name, states) for name, states in sets.items())


def sorted_by_need(found: Iterable[Obligation]) -> tuple[Obligation, ...]:
    place = {state: number for number, state in enumerate(ORDER)}
    return tuple(sorted(found, key=lambda each: (place[each.state], each.due.date, each.data_set)))


def _of(bodies: Iterable[int], found: Iterable[Obligation], day: date) -> list[Obligation]:
    codes = owing.people(day).codes
    wanted = {codes[pk] for pk in bodies if pk in codes}
    return [each for each in found if each.body in wanted]


def _lines(found: Iterable[Obligation], day: date) -> tuple[BodyLine, ...]:
    known = owing.people(day)
    states: dict[str, dict[State, int]] = {}
    for each in found:
        of_body = states.setdefault(each.body, {})
        of_body[each.state] = of_body.get(each.state, 0) + 1
    lines = [
        BodyLine(known.numbers[code], known.labels[code], some)
        for code, some in states.items()
        if code in known.numbers
    ]
    return tuple(sorted(lines, key=lambda line: (-line.missing, line.label)))
