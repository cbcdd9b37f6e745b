"""May this be done to the clock on that day? Each answer names its article.

`Allowed.state` is the phase the clock will then be in.
"""

from collections.abc import Sequence
from datetime import date

from gongkai.core.clock.events import ClockEvent, Consulted
from gongkai.core.clock.rules import ClockRules
from gongkai.core.lifecycle import Allowed, Denied
from gongkai.core.workdays import Calendar

type Events = Sequence[ClockEvent]


def may_ask_correction(
    rules: ClockRules, events: Events, calendar: Calendar, on: date, until: date | None = None
) -> Allowed | Denied:
    """`until`: last day of the reasonable period the notice gives."""
    raise NotImplementedError


def may_correct(
    rules: ClockRules, events: Events, calendar: Calendar, on: date, *, good_reason: bool = False
) -> Allowed | Denied:
    """May the corrected request received on `on` be taken? `good_reason`: for being late."""
    raise NotImplementedError


def may_consult(
    rules: ClockRules, events: Events, calendar: Calendar, on: date, party: Consulted
) -> Allowed | Denied:
    raise NotImplementedError


def may_end_consultation(
    rules: ClockRules, events: Events, calendar: Calendar, on: date, ref: str
) -> Allowed | Denied:
    raise NotImplementedError


def may_extend(
    rules: ClockRules, events: Events, calendar: Calendar, on: date, days: int
) -> Allowed | Denied:
    raise NotImplementedError


def may_ask_reasons(rules: ClockRules, events: Events, calendar: Calendar, on: date) -> Allowed | Denied:
    raise NotImplementedError


def may_delay(
    rules: ClockRules, events: Events, calendar: Calendar, on: date, until: date
) -> Allowed | Denied:
    raise NotImplementedError


def may_ask_fee(rules: ClockRules, events: Events, calendar: Calendar, on: date) -> Allowed | Denied:
    raise NotImplementedError


def may_pay_fee(rules: ClockRules, events: Events, calendar: Calendar, on: date) -> Allowed | Denied:
    raise NotImplementedError


def may_reply(rules: ClockRules, events: Events, calendar: Calendar, on: date) -> Allowed | Denied:
    """Late replies are allowed: a duty does not end with its date."""
    raise NotImplementedError


def may_lapse(rules: ClockRules, events: Events, calendar: Calendar, on: date) -> Allowed | Denied:
    """May the request be closed as deemed abandoned on `on`?"""
    raise NotImplementedError


def may_reopen(rules: ClockRules, events: Events, calendar: Calendar, on: date) -> Allowed | Denied:
    raise NotImplementedError
