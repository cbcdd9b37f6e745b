"""What each body owes in each data set for each period, when it is due and what became of it.

Calendar cadences owe a release each period; a zero return with its reason is an answer, silence is none.
Event cadences count from each row's own date; their rows are summed up by month, or by the period of the zero
return where one is owed. A period is judged by the declaration in force when it ends, and owed by the bodies
that exist then, or whoever has taken them over when it falls due.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property

from gongkai.core.disclosure.bodies import Bodies
from gongkai.core.disclosure.due import AS_SHIPPED, Due, Promptness, due_of_event, due_of_period
from gongkai.core.disclosure.periods import Period, periods_ending_within, periods_touching
from gongkai.core.disclosure.schema import DataSet, Fields, State
from gongkai.core.disclosure.timing import Every, Timing, TimingKind
from gongkai.core.workdays import Calendar

_DAY = timedelta(days=1)
_WORST_FIRST = (State.MISSING, State.LATE, State.NOT_YET_DUE, State.FULFILLED)


@dataclass(frozen=True, slots=True)
class Released:
    """A release of a calendar data set, or of one day of a live stream. `period`: the period's label."""

    data_set: str
    body: str
    period: str
    on: date


@dataclass(frozen=True, slots=True)
class Stated:
    """A zero return or a statement that the data set does not apply. `period` "": for good, from `on`."""

    data_set: str
    body: str
    period: str
    on: date
    applies: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """Rows of an event data set with the same dates, public since `released_on` or not yet."""

    data_set: str
    body: str
    happened_on: date
    released_on: date | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Obligation:
    """`body` answers for it; `origin` is the body whose period it is, another one after a merger. `done_on`:
    the day of the release or statement. `rows`, `late`, `missing` count an event data set's rows."""

    data_set: str
    body: str
    origin: str
    period: Period
    due: Due
    state: State
    done_on: date | None = None
    reason: str = ""
    rows: int = 0
    late: int = 0
    missing: int = 0

    @property
    def days_late(self) -> int:
        """Calendar days after the due date, 0 when it was done in time or is still open."""
        return max((self.done_on - self.due.date).days, 0) if self.done_on else 0


@dataclass(frozen=True)
class Facts:
    """What was done, up to the day the question is asked for."""

    released: Mapping[tuple[str, str, str], date] = field(default_factory=dict)
    stated: Mapping[tuple[str, str, str], Stated] = field(default_factory=dict)
    events: Mapping[str, Sequence[EventRow]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        today: date,
        released: Iterable[Released] = (),
        stated: Iterable[Stated] = (),
        events: Iterable[EventRow] = (),
    ) -> "Facts":
        """The first release and the last statement of each period; what came after `today` is unknown."""
        first: dict[tuple[str, str, str], date] = {}
        for each in released:
            asked = (each.data_set, each.body, each.period)
            if each.on <= today and each.on < first.get(asked, date.max):
                first[asked] = each.on
        last: dict[tuple[str, str, str], Stated] = {}
        for said in sorted(stated, key=lambda said: said.on):
            if said.on <= today:
                last[said.data_set, said.body, said.period] = said
        rows: dict[str, list[EventRow]] = defaultdict(list)
        for row in events:
            rows[row.data_set].append(row)
        return cls(first, last, rows)


@dataclass(frozen=True)
class Question:
    """Obligations of the periods that end within first..last, as known on `today`. A period that falls due
    before it ends (a year's plan is to be out in January) counts on the day it falls due."""

    first: date
    last: date
    today: date
    calendar: Calendar
    promptness: Promptness = AS_SHIPPED

    @cached_property
    def _dues(self) -> dict[Timing, Callable[[date], Due]]:
        return {}

    def due_dates(self, timing: Timing) -> Callable[[date], Due]:
        """The due date of an event on a day; data sets with the same rule share what is computed."""
        if timing not in self._dues:
            self._dues[timing] = cache(lambda day: due_of_event(timing, day, self.calendar, self.promptness))
        return self._dues[timing]


def obligations(fields: Fields, bodies: Bodies, facts: Facts, asked: Question) -> list[Obligation]:
    """Data set by data set in the order of the declarations, period by period, body by body."""
    found: list[Obligation] = []
    for data_set, first, last in in_force_between(fields, asked.first, asked.last):
        found.extend(of_data_set(data_set, first, last, bodies, facts, asked))
    return found


def in_force_between(fields: Fields, first: date, last: date) -> Iterator[tuple[DataSet, date, date]]:
    """Each data set with the days within first..last on which that version of it is in force."""
    for version in fields.versions:
        later = [
            other.in_force
            for other in fields.versions
            if other.field == version.field and other.in_force > version.in_force
        ]
        begins, ends = max(first, version.in_force), min([last, *(day - _DAY for day in later)])
        if begins <= ends:
            for data_set in version.data:
                yield data_set, begins, ends


def of_data_set(
    data_set: DataSet, first: date, last: date, bodies: Bodies, facts: Facts, asked: Question
) -> Iterator[Obligation]:
    """The obligations of one version of one data set, for the periods that end, or fall due before their end,
    within first..last."""
    timing = data_set.cadence.timing
    if timing.kind is TimingKind.CALENDAR or data_set.streams:
        for period in periods_touching(timing.every, first, last, asked.calendar):
            due = due_of_period(timing, period, asked.calendar)
            if not first <= max(period.first, min(period.last, due.date)) <= last:
                continue
            yield from _of_period(data_set, period, due, bodies, facts, asked.today)
        return
    yield from _of_events(data_set, first, last, bodies, facts, asked)


def _of_period(
    data_set: DataSet, period: Period, due: Due, bodies: Bodies, facts: Facts, today: date
) -> Iterator[Obligation]:
    """Owed by the bodies that exist when the period ends, or falls due if that is earlier."""
    for origin in bodies.owing(data_set.owed_by, min(period.last, due.date)):
        for body in bodies.heirs(origin, due.date):
            state, done_on, reason = _outcome(data_set.name, (origin, body), period, due, facts, today)
            yield Obligation(data_set.name, body, origin, period, due, state, done_on, reason)


def _outcome(
    data_set: str, codes: tuple[str, str], period: Period, due: Due, facts: Facts, today: date
) -> tuple[State, date | None, str]:
    label = period.label
    days = [day for code in codes if (day := facts.released.get((data_set, code, label)))]
    if days:
        day = min(days)
        return (State.FULFILLED if day <= due.date else State.LATE), day, ""
    for code in codes:
        said = facts.stated.get((data_set, code, label)) or facts.stated.get((data_set, code, ""))
        if said is not None and (said.period or said.on <= due.date):
            return (State.EMPTY if said.applies else State.NOT_APPLICABLE), said.on, said.reason
    return (State.MISSING if today > due.date else State.NOT_YET_DUE), None, ""


def _of_events(
    data_set: DataSet, first: date, last: date, bodies: Bodies, facts: Facts, asked: Question
) -> Iterator[Obligation]:
    every = data_set.cadence.zero_return or Every.MONTH
    due_of = asked.due_dates(data_set.cadence.timing)
    groups: dict[tuple[date, str], list[EventRow]] = defaultdict(list)
    known = min(last, asked.today)
    for row in facts.events.get(data_set.name, ()):
        if first <= row.happened_on <= known:
            groups[Period.of(every, row.happened_on).first, row.body].append(row)
    for (begins, origin), rows in sorted(groups.items(), key=lambda item: item[0]):
        period = Period.of(every, begins)
        yield from _of_rows(data_set.name, origin, period, rows, bodies, due_of, asked.today)
    if data_set.cadence.zero_return is None:
        return
    for period in periods_ending_within(every, first, last, asked.calendar):
        due = due_of(period.last)
        for each in _of_period(data_set, period, due, bodies, facts, asked.today):
            if (period.first, each.origin) not in groups and (period.first, each.body) not in groups:
                yield each


def row_state(row: EventRow, due: Due, today: date) -> State:
    """What became of one row."""
    if row.released_on is not None and row.released_on <= today:
        return State.FULFILLED if row.released_on <= due.date else State.LATE
    return State.MISSING if today > due.date else State.NOT_YET_DUE


def _of_rows(
    name: str,
    origin: str,
    period: Period,
    rows: Sequence[EventRow],
    bodies: Bodies,
    due_of: Callable[[date], Due],
    today: date,
) -> Iterator[Obligation]:
    """The rows of one body and period as one obligation: its state is the worst of theirs, its due date the
    first that is in that state."""
    judged: list[tuple[State, Due, EventRow]] = []
    for row in rows:
        due = due_of(row.happened_on)
        judged.append((row_state(row, due, today), due, row))
    states = {state for state, _, _ in judged}
    worst = next(state for state in _WORST_FIRST if state in states)
    due = min((due for state, due, _ in judged if state is worst), key=lambda due: due.date)
    days = [row.released_on for state, _, row in judged if state is worst and row.released_on is not None]
    for body in bodies.heirs(origin, due.date) or (origin,):
        yield Obligation(
            name, body, origin, period, due, worst, max(days) if days else None, "",
            sum(row.count for row in rows), _counted(State.LATE, judged), _counted(State.MISSING, judged),
        )  # fmt: skip


def _counted(state: State, judged: Iterable[tuple[State, Due, EventRow]]) -> int:
    return sum(row.count for found, _, row in judged if found is state)
