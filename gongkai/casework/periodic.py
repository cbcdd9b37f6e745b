"""What the calendar does to cases without anybody's doing: silence ends, dates come near.

Each case is one verb of its own, so that one that can't be done holds up no other; what was done is not done
again, and a day on which nothing ran is made up for on the next.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from gongkai.casework import drafts
from gongkai.casework.actions.consulting import end_silent, ref_of
from gongkai.casework.actions.correcting import lapse
from gongkai.casework.actions.erasing import (
    erase_identity,
    erase_personal_data,
    identities_due,
    personal_data_due,
)
from gongkai.casework.actions.escalating import escalate, is_near
from gongkai.casework.actions.outreach import propose_repeated
from gongkai.casework.models import Case, CaseKind, Consultation
from gongkai.casework.queries.clocks import readings
from gongkai.core.clock import Reading
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import SYSTEM

_LOOKED_BACK = timedelta(days=7)  # so that a day on which nothing ran is made up for

log = logging.getLogger(__name__)


def lapse_abandoned(now: datetime) -> int:
    """Close the requests whose correction or payment did not come."""
    waiting = _open("correcting", "fee_asked")
    return _each(lapse, _those(waiting, now, lambda reading: reading.lapsed), now)


def lapse_after_hours(now: datetime) -> int:
    """The same at the end of a working day. A letter or a payment of the last day is often entered on the
    next working day, and who was in time (第三十条、109号) must not find his request closed."""
    if not current_calendar().is_workday(timezone.localdate(now)):
        return 0
    return lapse_abandoned(now)


def end_silent_consultations(now: datetime) -> int:
    """Go on where every opinion still awaited is past its day."""
    day, waiting = timezone.localdate(now), _open("consulting")
    refs: dict[int, list[str]] = {case.pk: [] for case in waiting}
    for each in Consultation.objects.filter(case__in=waiting, ended_on__isnull=True):
        refs[each.case_id].append(ref_of(each))
    shown = readings(waiting, day)
    silent = [pk for pk, asked in refs.items() if all(_is_past(shown[pk], ref, day) for ref in asked)]
    return _each(end_silent, silent, now)


def escalate_near(now: datetime) -> int:
    """Warn the heads of offices of replies that are due within a few working days."""
    day, calendar = timezone.localdate(now), current_calendar()
    running = _open("registered", "handling", "consulting", "replying")
    shown = readings(running, day, calendar)
    near = [
        case.pk
        for case in running
        if is_near(shown[case.pk].due, day, calendar) and case.escalated_for != shown[case.pk].due
    ]
    return _each(escalate, near, now)


def erase_over(now: datetime) -> int:
    """Personal data whose time is over goes."""
    day = timezone.localdate(now)
    done = _each(erase_identity, identities_due(day), now)
    return done + _each(erase_personal_data, personal_data_due(day), now)


def propose_what_was_asked_for_often(now: datetime) -> int:
    """Look at what was closed within the last days: did enough people ask for the same?"""
    since = timezone.localdate(now) - _LOOKED_BACK
    closed = Case.objects.filter(kind=CaseKind.REQUEST, closed_on__gte=since).order_by("pk")
    tasks = [propose_repeated(now, pk) for pk in closed.values_list("pk", flat=True)]
    return sum(1 for task in tasks if task)


def expire_drafts(now: datetime) -> int:
    return drafts.expire(timezone.localdate(now))


def _open(*states: str) -> list[Case]:
    return list(
        Case.objects.filter(
            kind=CaseKind.REQUEST, closed_on__isnull=True, received_on__isnull=False, state__in=states
        ).order_by("pk")
    )


def _those(cases: list[Case], now: datetime, chosen: Callable[[Reading], bool]) -> list[int]:
    shown = readings(cases, timezone.localdate(now))
    return [case.pk for case in cases if chosen(shown[case.pk])]


def _is_past(reading: Reading, ref: str, day: date) -> bool:
    """A letter that sets no period is waited for."""
    due = reading.consultations.get(ref)
    return due is not None and due.date < day


def _each(action: Callable[..., Any], case_ids: Iterable[int], now: datetime) -> int:
    done = 0
    for case_id in case_ids:
        result = action(actor=SYSTEM, now=now, case_id=case_id)
        if isinstance(result, Refused):
            log.warning("case %s: %s", case_id, result.reason)
        else:
            done += 1
    return done
