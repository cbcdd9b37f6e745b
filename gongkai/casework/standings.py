"""What the statistics need of a case, written whenever one of the facts changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.casework import law
from gongkai.casework.models import Case, CaseStanding, Challenge, FeeNotice
from gongkai.casework.queries.cases import clock_events
from gongkai.core.clock import ClockEvent, Happened, reckon
from gongkai.core.workdays import Calendar
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.ledger.rows import write_recorded


@dataclass(frozen=True, slots=True)
class _Round:
    """From receipt, or from the decision that reopened the case, on."""

    number: int
    received_on: date
    events: list[ClockEvent]


def stand(
    case: Case, calendar: Calendar | None = None, happened: Iterable[ClockEvent] | None = None
) -> CaseStanding | None:
    """Bring the case's standing row up to date, inside a verb and after everything else is written.
    None while the day of receipt is unknown. `happened`: everything that did, where the verb has read and
    noted it, in the order in which it was noted."""
    if case.received_on is None:
        return None
    events = _events(case) if happened is None else sorted(happened, key=lambda each: each.on)
    now = _round(case.received_on, events)
    before = CaseStanding.objects.standing().filter(case=case, round=now.number).order_by("-pk").first()
    row = CaseStanding(case=case, **_facts(case, now, events, calendar))
    if before is not None and _same(before, row):
        return before
    return write_recorded(row, replaces=before)


def stand_anew(case: Case, calendar: Calendar | None = None) -> None:
    """The same for every round, when the day of receipt, the channel or the regime was entered wrongly: what
    ended a round stays, and whether that was late is judged anew."""
    if case.received_on is None:
        return
    events = _events(case)
    ends = [n for n, event in enumerate(events) if event.kind is Happened.REOPENED]
    earlier = CaseStanding.objects.standing().filter(case=case, round__lte=len(ends))
    for before in earlier.order_by("round"):
        row = CaseStanding.objects.get(pk=before.pk)
        row.pk, row._state.adding = None, True
        row.channel, row.regime = case.channel, case.regime
        row.received_on = case.received_on if row.round == 1 else row.received_on
        row.late = _ended_late(case, events[: ends[row.round - 1]], row.closed_on, calendar)
        if not _same(before, row):
            write_recorded(row, replaces=before)
    stand(case, calendar)


def _events(case: Case) -> list[ClockEvent]:
    return clock_events([case.pk])[case.pk]


def _round(received_on: date, events: list[ClockEvent]) -> _Round:
    reopened = [n for n, event in enumerate(events) if event.kind is Happened.REOPENED]
    if not reopened:
        return _Round(1, received_on, events)
    return _Round(len(reopened) + 1, events[reopened[-1]].on, events[reopened[-1] :])


def _facts(case: Case, now: _Round, events: list[ClockEvent], calendar: Calendar | None) -> dict[str, object]:
    request = law.has_clock(case.kind)
    challenge = None if request else Challenge.objects.filter(case=case).first()
    paid = FeeNotice.objects.filter(case=case, paid_on__isnull=False)
    fee = paid.first() if request and now.number == 1 else None
    return {
        "body_id": challenge.body_id if challenge else case.body_id,
        "kind": case.kind,
        "group": challenge.group if challenge else "",
        "regime": case.regime,
        "channel": case.channel,
        "applicant_type": case.applicant_type,
        "received_on": now.received_on,
        "closed_on": case.closed_on,
        "result": case.outcome,
        "extended": any(event.kind is Happened.EXTENDED for event in now.events),
        "late": _late(case, events, calendar),
        "round": now.number,
        "fee_fen": fee.fen if fee else 0,
        "fee_paid_on": fee.paid_on if fee else None,
    }


def _late(case: Case, events: list[ClockEvent], calendar: Calendar | None) -> bool:
    return _ended_late(case, events, case.closed_on, calendar)


def _ended_late(
    case: Case, events: list[ClockEvent], closed_on: date | None, calendar: Calendar | None
) -> bool:
    if closed_on is None or case.received_on is None or not law.has_clock(case.kind):
        return False
    shown = reckon(law.clock_of(case.received_on), events, calendar or current_calendar(), closed_on)
    return shown.on_time is False


def _same(before: CaseStanding, row: CaseStanding) -> bool:
    kept = {"id", "entry_id", "recorded_from", "recorded_to"}
    names = [field.attname for field in CaseStanding._meta.concrete_fields if field.attname not in kept]
    return all(getattr(before, name) == getattr(row, name) for name in names)
