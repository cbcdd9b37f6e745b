"""How long an awaited correction or payment may take, and what silence then means."""

from datetime import date

from gongkai.core.clock.events import Happened
from gongkai.core.clock.history import History
from gongkai.core.clock.reading import Lapse
from gongkai.core.clock.rules import ClockRules, Unserved
from gongkai.core.clock.spans import DAY
from gongkai.core.workdays import Calendar

LAPSED_CORRECTION = "lapsed_correction"
FEE_UNPAID = "fee_unpaid"


def fee_payable_by(history: History, calendar: Calendar) -> date | None:
    """Last day of payment while a fee is awaited: counted from the day the notice was received. As long as
    that is unknown, from the day it went out, or not at all, as the setting of that day says."""
    stop, fee = history.stop, history.rules.fee
    if stop is None or fee is None or stop.kind is not Happened.FEE_ASKED or awaits_proof(history):
        return None
    return calendar.add_workdays(history.stop_served or stop.on, fee.days).date


def awaits_proof(history: History) -> bool:
    """Whether the period for paying has not begun, for nobody knows when the notice was received."""
    stop, fee = history.stop, history.rules.fee
    if stop is None or fee is None or stop.kind is not Happened.FEE_ASKED:
        return False
    return history.stop_served is None and fee.unserved_on(stop.on) is Unserved.WAITS


def correction_due(history: History, calendar: Calendar) -> date | None:
    """Last day on which the corrected request is in time, while one is awaited."""
    stop = history.stop
    if stop is None or stop.kind is not Happened.CORRECTION_ASKED or stop.until is None:
        return None
    return rolled(history.rules, stop.until, calendar)


def rolled(rules: ClockRules, until: date, calendar: Calendar) -> date:
    """The last day of a period for correction: `until`, or where that is a day off the next working day."""
    if rules.correction.roll and not calendar.is_workday(until):
        return calendar.add_workdays(until, 1).date
    return until


def lapse_of(history: History, calendar: Calendar) -> Lapse | None:
    """When the request will count as abandoned if nothing comes: the day after the last day."""
    rules = history.rules
    last = correction_due(history, calendar)
    if last is not None and rules.correction.lapses:
        return Lapse(last + DAY, LAPSED_CORRECTION, rules.correction.article)
    last = fee_payable_by(history, calendar)
    if last is not None and rules.fee is not None:
        return Lapse(last + DAY, FEE_UNPAID, rules.fee.article)
    return None
