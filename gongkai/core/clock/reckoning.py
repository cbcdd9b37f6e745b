"""The clock of a request: a pure function of dated events and a calendar.

Day 0 is the day of receipt, of the corrected request, of payment or of the order to reply anew; counting
begins the next day. Consultations leave whole working days out; an extension adds days at the end, so it does
not matter which of the two came first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.core.clock.events import ClockEvent, Happened
from gongkai.core.clock.history import History, Period, history_of
from gongkai.core.clock.picture import draw
from gongkai.core.clock.reading import Lapse, Phase, Reading
from gongkai.core.clock.rules import ClockRules
from gongkai.core.clock.spans import DAY, Hearing, Span, count_on, counted, hearings_of, left_out
from gongkai.core.clock.stops import FEE_UNPAID, awaits_proof, fee_payable_by, lapse_of
from gongkai.core.clock.telling import Telling, tell
from gongkai.core.workdays import Calendar


def reckon(rules: ClockRules, events: Iterable[ClockEvent], calendar: Calendar, today: date) -> Reading:
    """What the clock shows on `today`. No event at all: waiting for the day of receipt.

    Events are taken in order of day, those of one day in the order given, and all of them count, also those
    after `today`. Raises ValueError with a Message for a sequence that cannot be.
    """
    history = history_of(rules, events)
    if not history.periods:
        return _waiting(rules, today)
    return _reading(_Facts.of(history, calendar, today))


@dataclass(frozen=True, slots=True)
class _Facts:
    history: History
    calendar: Calendar
    today: date
    hearings: dict[str, Hearing]
    without: tuple[Span, ...]
    due: date | None

    @classmethod
    def of(cls, history: History, calendar: Calendar, today: date) -> "_Facts":
        hearings = hearings_of(history, calendar, today)
        without = left_out(history, hearings.values(), today)
        return cls(history, calendar, today, hearings, without, _due(history.period, calendar, without))

    @property
    def as_of(self) -> date:
        """The day up to which the last period has run."""
        over = self.history.period.over
        return over.on if over else self.today


def _due(period: Period, calendar: Calendar, without: tuple[Span, ...]) -> date | None:
    if period.stopped:
        return None
    if period.fixed is not None:
        return period.fixed.until
    return count_on(calendar, period.began.on, period.length, without)


def _reading(facts: _Facts) -> Reading:
    history, calendar, due = facts.history, facts.calendar, facts.due
    end = history.end
    correction = history.rules.correction
    late = max(1, calendar.workdays_between(due, facts.as_of)) if due and facts.as_of > due else 0
    fee_by = fee_payable_by(history, calendar)
    lapse = lapse_of(history, calendar)
    awaits = _awaits(facts, lapse)
    day_number, of = _position(facts)
    telling = Telling(
        history, calendar, facts.today, facts.hearings, facts.without, due, awaits, late, lapse, fee_by
    )
    return Reading(
        today=facts.today,
        phase=_phase(facts),
        due=due,
        provisional=awaits is not None,
        day_number=day_number,
        of=of,
        lines=tell(telling),
        overdue=bool(late) and end is None,
        days_late=late,
        consultations={ref: each.due for ref, each in facts.hearings.items() if each.due},
        lapse=lapse,
        correction_by=(
            calendar.add_workdays(history.receipt, correction.within).date if correction.within else None
        ),
        fee_by=fee_by,
        awaits_proof=awaits_proof(history),
        extended=history.period.extension is not None,
        on_time=None if end is None else not late,
        picture=draw(history, calendar, facts.without, due, facts.today, lapse),
    )


def _phase(facts: _Facts) -> Phase:
    history = facts.history
    if history.end is not None:
        return Phase.ENDED
    if history.stop is not None:
        return Phase.CORRECTING if history.stop.kind is Happened.CORRECTION_ASKED else Phase.FEE
    fixed = history.period.fixed
    if fixed is not None:
        return Phase.DELAYED if fixed.kind is Happened.DELAYED else Phase.RUNNING
    if any(each.going_on and each.pauses for each in facts.hearings.values()):
        return Phase.CONSULTING
    return Phase.RUNNING


def _position(facts: _Facts) -> tuple[int, int]:
    """Working days counted so far, and in all. A date of its own is counted to without leaving days out."""
    period, calendar = facts.history.period, facts.calendar
    start = period.began.on
    if period.fixed is not None and period.fixed.until is not None:
        in_all = calendar.workdays_between(start, period.fixed.until)
        return calendar.workdays_between(start, facts.as_of), in_all
    return counted(calendar, start, facts.as_of, facts.without), period.length


def _awaits(facts: _Facts, lapse: Lapse | None) -> int | None:
    """The year whose notice is still to come and may move the due date or, while the clock stands still, the
    day of lapse."""
    period, calendar = facts.history.period, facts.calendar
    if facts.due is not None and period.fixed is None:
        return calendar.awaited_between(period.began.on + DAY, facts.due)
    if lapse is None or period.over is None:
        return None
    if lapse.outcome == FEE_UNPAID:
        return calendar.awaited_between(period.over.on + DAY, lapse.on - DAY)
    if not facts.history.rules.correction.roll or period.over.until is None:
        return None
    return calendar.awaited_between(period.over.until, lapse.on - DAY)


def _waiting(rules: ClockRules, today: date) -> Reading:
    return Reading(
        today=today,
        phase=Phase.WAITING,
        due=None,
        provisional=False,
        day_number=0,
        of=rules.reply.days,
        lines=(),
        overdue=False,
        days_late=0,
        consultations={},
        lapse=None,
        correction_by=None,
        fee_by=None,
        awaits_proof=False,
        extended=False,
        on_time=None,
        picture=(),
    )
