"""What is left out of a reply period, and counting around it. Days are calendar days, ends included."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gongkai.core.clock.history import History, Inquiry, Period
from gongkai.core.clock.rules import ClockRules, Consultation, FirstLeftOut, LastLeftOut
from gongkai.core.workdays import Calendar, DueDate

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of days; empty when `last` is before `first`."""

    first: date
    last: date

    def within(self, first: date, last: date) -> "Span":
        return Span(max(self.first, first), min(self.last, last))

    def __bool__(self) -> bool:
        return self.first <= self.last


@dataclass(frozen=True, slots=True)
class Hearing:
    """A consultation on the calendar. `due`: when the opinion is due, None without a period.
    `left_out`: the days it takes out of the reply period, if it is one that pauses.
    `going_on`: nothing has come and its period has not run out. `too_late`: the day on which the reply was
    due, of a letter that went out when it could stop nothing any more."""

    inquiry: Inquiry
    rule: Consultation
    due: DueDate | None
    left_out: Span
    going_on: bool
    too_late: date | None = None

    @property
    def pauses(self) -> bool:
        return self.rule.pauses and self.too_late is None

    @property
    def silent(self) -> bool:
        """The period ran out without an opinion, or before it came."""
        answered, cut = self.inquiry.answered, self.inquiry.cut
        if self.due is None or self.going_on:
            return False
        return all(day is None or day > self.due.date for day in (answered, cut))


def hearing(rules: ClockRules, inquiry: Inquiry, calendar: Calendar, today: date) -> Hearing:
    """When the consultation begins and ends to be left out.

    It ends with the opinion, with its own period, or with the case, whichever is first. Without any of
    these it goes on: it is left out through `today`, and the due date moves from day to day.
    """
    rule = rules.consultation(inquiry.party)
    sent, answered = inquiry.sent.on, inquiry.answered
    days = rule.days or inquiry.sent.days
    due = calendar.add_workdays(inquiry.served or sent, days) if days else None
    if answered is not None and rules.pause.last is LastLeftOut.DAY_BEFORE:
        answered -= DAY
    due_on = due.date if due else None
    ends = [day for day in (answered, due_on, inquiry.cut) if day is not None]
    last = min(ends) if ends else max(today, sent)
    first = sent + DAY if rules.pause.first is FirstLeftOut.NEXT_DAY else sent
    open_yet = inquiry.answered is None and inquiry.cut is None
    return Hearing(inquiry, rule, due, Span(first, last), open_yet and last >= today)


def hearings_of(history: History, calendar: Calendar, today: date) -> dict[str, Hearing]:
    """Every consultation by its reference.

    A period that is over can't be paused: what would be left out begins after its last day.
    """
    found = {
        ref: hearing(history.rules, inquiry, calendar, today) for ref, inquiry in history.inquiries.items()
    }
    without = left_out(history, found.values(), today)
    for ref, each in found.items():
        period = _period_of(history, each.inquiry.sent.on)
        if period is None or period.fixed is not None:
            continue
        due = count_on(calendar, period.began.on, period.length, without)
        if each.left_out.first > due:
            found[ref] = replace(each, too_late=due)
    return found


def _period_of(history: History, day: date) -> Period | None:
    """The reply period that ran on `day`."""
    begun = [period for period in history.periods if period.began.on <= day]
    return begun[-1] if begun else None


def left_out(history: History, hearings: Iterable[Hearing], today: date) -> tuple[Span, ...]:
    """All that is left out, in order; what overlaps or touches is one span, so that no day counts twice."""
    spans = [each.left_out for each in hearings if each.pauses]
    if history.rules.excess is not None and history.rules.excess.reasons_left_out:
        spans += [Span(asked + DAY, given or max(today, asked)) for asked, given in history.reasons]
    merged: list[Span] = []
    for span in sorted((each for each in spans if each), key=lambda each: each.first):
        if merged and span.first <= merged[-1].last + DAY:
            merged[-1] = Span(merged[-1].first, max(merged[-1].last, span.last))
        else:
            merged.append(span)
    return tuple(merged)


def counted(calendar: Calendar, start: date, end: date, without: Sequence[Span]) -> int:
    """Working days after `start` through `end`, less those left out."""
    omitted = (span.within(start + DAY, end) for span in without)
    less = sum(calendar.workdays_between(each.first - DAY, each.last) for each in omitted if each)
    return calendar.workdays_between(start, end) - less


def count_on(calendar: Calendar, start: date, days: int, without: Sequence[Span]) -> date:
    """The `days`-th working day after `start` that is not left out."""
    position, missing = start, days
    for span in without:
        if span.last <= position:
            continue
        before = calendar.workdays_between(position, span.first - DAY)
        if before >= missing:
            break
        missing -= before
        position = span.last
    return calendar.add_workdays(position, missing).date


def gaps(first: date, last: date, without: Sequence[Span]) -> tuple[Span, ...]:
    """The runs of first..last that are not left out."""
    found, position = [], first
    for span in without:
        if span.last < position:
            continue
        found.append(Span(position, min(span.first - DAY, last)))
        position = span.last + DAY
    found.append(Span(position, last))
    return tuple(each for each in found if each)
