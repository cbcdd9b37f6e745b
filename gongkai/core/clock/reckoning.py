"""The clock of a request: a pure function of dated events and a calendar."""

from collections.abc import Iterable
from datetime import date

from gongkai.core.clock.events import ClockEvent
from gongkai.core.clock.reading import Reading
from gongkai.core.clock.rules import ClockRules
from gongkai.core.workdays import Calendar


def reckon(rules: ClockRules, events: Iterable[ClockEvent], calendar: Calendar, today: date) -> Reading:
    """What the clock shows on `today`. No event at all: waiting for the day of receipt.

    Events are taken in order of day, those of one day in the order given. Raises ValueError with a Message
    for a sequence that cannot be.
    """
    raise NotImplementedError
