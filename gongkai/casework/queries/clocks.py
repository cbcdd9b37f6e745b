"""What the clocks of cases show: many at once, each reckoned once a day as long as nothing happens to it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from gongkai.casework import law
from gongkai.casework.models import Case, CaseEvent
from gongkai.core.clock import ClockEvent, Consulted, Happened, Reading, reckon
from gongkai.core.workdays import Calendar
from gongkai.foundation.calendar_notices.queries import current_calendar

_EVENT = ("case_id", "kind", "on", "days", "until", "ref", "party")
_MOST_KEPT = 50_000

type Told = str
"""Everything that happened to a case, as `_TOLD` writes it."""

_PARTED, _ENDED = "\x1f", "\x1e"  # between the facts of a happening, and between happenings
_TOLD = """
SELECT happened.case_id, string_agg(
    concat_ws(%(parted)s, kind, to_char("on", 'YYYY-MM-DD'), coalesce(days::text, ''),
        coalesce(to_char(until, 'YYYY-MM-DD'), ''), ref, party),
    %(ended)s ORDER BY "on", id
)
FROM casework_caseevent AS happened
WHERE happened.case_id = ANY (%(cases)s::bigint[]) AND struck_at IS NULL
GROUP BY happened.case_id
"""


@dataclass
class _Kept:
    """Readings of one day by one calendar. A clock is a pure function, so its reading may be kept."""

    calendar: Calendar
    today: date
    readings: dict[tuple[date, Told], Reading] = field(default_factory=dict)

    def of(self, start: date, told: Told) -> Reading:
        found = self.readings.get((start, told))
        if found is None:
            if len(self.readings) >= _MOST_KEPT:
                self.readings.clear()
            found = reckon(law.clock_of(start), _events(told), self.calendar, self.today)
            self.readings[start, told] = found
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
    told = _told(starts.keys())
    kept = _kept[0]
    if kept.calendar is not known or kept.today != today:
        kept = _kept[0] = _Kept(known, today)
    return {pk: kept.of(start, told.get(pk, "")) for pk, start in starts.items()}


def _told(case_ids: Collection[int]) -> dict[int, Told]:
    """What happened to each case in one text: told apart as fast as it is read, and taken apart only when its
    clock must be reckoned. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, {"cases": list(case_ids), "parted": _PARTED, "ended": _ENDED})
        return dict(cursor.fetchall())


def _events(told: Told) -> list[ClockEvent]:
    return [_event(*each.split(_PARTED)) for each in told.split(_ENDED)] if told else []


def _event(kind: str, on: str, days: str, until: str, ref: str, party: str) -> ClockEvent:
    return ClockEvent(
        Happened(kind), date.fromisoformat(on), int(days) if days else None,
        date.fromisoformat(until) if until else None, ref, Consulted(party) if party else None,
    )  # fmt: skip
