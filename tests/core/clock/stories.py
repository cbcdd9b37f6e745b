"""Stories of requests in words, read by the clock.

Words of a story: `received 2025-03-03`, `correction_asked 2025-03-05 until 2025-03-14`,
`extended 2025-03-10 20`, `consulted 2025-03-06 third A` (or `joint`; a number after the letter is the period
it gives), `consult_ended 2025-03-12 A`, `fee_asked 2025-03-10 F`, `served 2025-03-11 F`,
`reopened 2025-06-03 10` or `until …`.
"""

from gongkai.core.clock import ClockEvent, Consulted, Happened, Reading, reckon
from gongkai.core.workdays import Calendar
from gongkai.foundation import rulebook
from tests.core.clock.walking import day

CALENDAR = rulebook.calendar()
PARTIES = {"third": Consulted.THIRD_PARTY, "joint": Consulted.CO_AUTHOR}


def event(told: str) -> ClockEvent:
    """One event from its words."""
    kind, on, *rest = told.split()
    until = day(rest[rest.index("until") + 1]) if "until" in rest else None
    words = [word for word in rest if word not in ("until", str(until))]
    numbers = [int(word) for word in words if word.isdigit()]
    refs = [word for word in words if word.isupper()]
    party = next((PARTIES[word] for word in words if word in PARTIES), None)
    return ClockEvent(
        Happened(kind),
        day(on),
        days=numbers[0] if numbers else None,
        until=until,
        ref=refs[0] if refs else "",
        party=party,
    )


def events(story: str) -> list[ClockEvent]:
    return [event(told.strip()) for told in story.split(";")]


def read(story: str, today: str, calendar: Calendar = CALENDAR) -> Reading:
    told = events(story)
    return reckon(rulebook.request_clock(told[0].on), told, calendar, day(today))


def said(reading: Reading) -> str:
    return "\n".join(str(line.message) for line in reading.lines)
