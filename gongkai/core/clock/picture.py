"""The clock as runs of days, for drawing."""

from collections.abc import Iterator, Sequence
from datetime import date

from gongkai.core.clock.history import History, Period
from gongkai.core.clock.reading import Counting, Lapse, Stretch
from gongkai.core.clock.spans import DAY, Span, gaps
from gongkai.core.workdays import Calendar


def draw(
    history: History,
    calendar: Calendar,
    without: Sequence[Span],
    due: date | None,
    today: date,
    lapse: Lapse | None,
) -> tuple[Stretch, ...]:
    """Every period from the day after its day 0 to its end, and the stops between. A running period is drawn
    to its due date; a stop to its last day, or `today` when none is set; what is late, as late."""
    runs: list[tuple[Counting, Span]] = []
    for period, following in zip(history.periods, (*history.periods[1:], None), strict=True):
        runs += _period(period, without, due if following is None else None, today)
        if period.stopped and period.over is not None:
            runs.append(
                (Counting.STOPPED, Span(period.over.on + DAY, _last_stopped(period, following, lapse, today)))
            )
    return tuple(
        Stretch(kind, span.first, span.last, calendar.workdays_between(span.first - DAY, span.last))
        for kind, span in runs
        if span
    )


def _period(
    period: Period, without: Sequence[Span], due: date | None, today: date
) -> Iterator[tuple[Counting, Span]]:
    first = period.began.on + DAY
    last = period.over.on if period.over else max(due or today, today)
    in_time = due if due is not None and (due < last or period.over is None) else last
    pauses = (
        ()
        if period.fixed
        else tuple(each for each in (one.within(first, in_time) for one in without) if each)
    )
    pieces = [(Counting.COUNTED, each) for each in gaps(first, in_time, pauses)]
    pieces += [(Counting.PAUSED, each) for each in pauses]
    yield from sorted(pieces, key=lambda piece: piece[1].first)
    yield Counting.LATE, Span(in_time + DAY, last)


def _last_stopped(period: Period, following: Period | None, lapse: Lapse | None, today: date) -> date:
    if period.ended is not None:
        return period.ended.on
    if following is not None:
        return following.began.on
    return lapse.on - DAY if lapse else today
