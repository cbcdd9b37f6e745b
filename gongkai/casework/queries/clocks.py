"""What the clocks of cases show: many at once, each reckoned once a day as long as nothing happens to it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.casework import law
from gongkai.casework.models import Case, CaseEvent
from gongkai.core.clock import ClockEvent, Consulted, Happened, Reading, reckon
from gongkai.core.workdays import Calendar
from gongkai.foundation.calendar_notices.queries import current_calendar

_EVENT = ("case_id", "kind", "on", "days", "until", "ref", "party")
_MOST_KEPT = 50_000

type Key = tuple[date, tuple[ClockEvent, ...]]


@dataclass
class _Kept:
    """Readings of one day by one calendar. A clock is a pure function, so its reading may be kept."""

    calendar: Calendar
    today: date
    readings: dict[Key, Reading] = field(default_factory=dict)

    def of(self, start: date, events: Iterable[ClockEvent]) -> Reading:
        key = (start, tuple(events))
        found = self.readings.get(key)
        if found is None:
            if len(self.readings) >= _MOST_KEPT:
                self.readings.clear()
            found = reckon(law.clock_of(start), key[1], self.calendar, self.today)
            self.readings[key] = found
        return found


_kept = [_Kept(Calendar(), date.min)]


def clock_events(case_ids: Collection[int]) -> dict[int, list[ClockEvent]]:
    """What happened to each case, as its clock takes it, oldest first. One statement."""
    found: dict[int, list[ClockEvent]] = {pk: [] for pk in case_ids}
    rows = CaseEvent.objects.filter(case_id__in=case_ids, struck_at__isnull=True).order_by("on", "pk")
    for case_id, kind, on, days, until, ref, party in rows.values_list(*_EVENT):
        consulted = Consulted(party) if party else None
        found[case_id].append(ClockEvent(Happened(kind), on, days, until, ref, consulted))
    return found


def readings(cases: Iterable[Case], today: date, calendar: Calendar | None = None) -> Mapping[int, Reading]:
    """The clocks of many requests by case, in two statements. Kinds without a clock are left out."""
    timed = {case.pk: case.received_on or case.submitted_on for case in cases if law.has_clock(case.kind)}
    return readings_from(timed, today, calendar)


def readings_from(
    starts: Mapping[int, date], today: date, calendar: Calendar | None = None
) -> Mapping[int, Reading]:
    """The same by case and its day of receipt (of submission, while that is unknown)."""
    known = calendar or current_calendar()
    events = clock_events(starts.keys())
    kept = _kept[0]
    if kept.calendar is not known or kept.today != today:
        kept = _kept[0] = _Kept(known, today)
    return {pk: kept.of(start, events[pk]) for pk, start in starts.items()}
