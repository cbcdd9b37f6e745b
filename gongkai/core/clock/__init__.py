"""The clock of a request for information (答复期限): reckoned from events and a calendar, never stored."""

from gongkai.core.clock.events import ClockEvent, Consulted, Happened
from gongkai.core.clock.reading import Counting, Lapse, Line, Phase, Reading, Stretch
from gongkai.core.clock.reckoning import reckon
from gongkai.core.clock.rules import ClockRules, read_clock

__all__ = [
    "ClockEvent",
    "ClockRules",
    "Consulted",
    "Counting",
    "Happened",
    "Lapse",
    "Line",
    "Phase",
    "Reading",
    "Stretch",
    "read_clock",
    "reckon",
]
