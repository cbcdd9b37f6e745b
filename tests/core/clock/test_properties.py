"""What holds for the clock of any request, checked against a count day by day."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.clock import ClockEvent, Consulted, Counting, Happened, Phase, reckon
from gongkai.foundation import rulebook
from tests.core.clock.walking import DAY, between, walk

CALENDAR = rulebook.calendar()
DAYS = st.dates(date(2008, 5, 1), date(2026, 4, 30))
LATER = st.integers(0, 25)
R2019_DAYS = st.dates(date(2019, 5, 15), date(2026, 4, 30))


def story(received: date, *rest: ClockEvent) -> list[ClockEvent]:
    return [ClockEvent(Happened.RECEIVED, received), *rest]


def consulted(sent: date, answered: date | None, ref: str = "a") -> list[ClockEvent]:
    events = [ClockEvent(Happened.CONSULTED, sent, ref=ref, party=Consulted.THIRD_PARTY)]
    return events if answered is None else [*events, ClockEvent(Happened.CONSULT_ENDED, answered, ref=ref)]


def read(events: list[ClockEvent], today: date | None = None):
    received = events[0].on
    return reckon(rulebook.request_clock(received), events, CALENDAR, today or received)


@given(DAYS, st.integers(0, 15))
def test_the_due_date_is_the_count_day_by_day(received: date, extension: int) -> None:
    rules = rulebook.request_clock(received)
    more = [ClockEvent(Happened.EXTENDED, received, days=extension)] if extension else []
    reading = read(story(received, *more))
    assert reading.due == walk(received, rules.reply.days + extension)
    assert reading.due > received
    assert reading.of == rules.reply.days + extension
    at_the_end = read(story(received, *more), reading.due)
    assert (at_the_end.day_number, at_the_end.overdue) == (at_the_end.of, False)
    assert read(story(received, *more), reading.due + DAY).overdue


@given(R2019_DAYS, LATER, LATER, st.integers(0, 20))
def test_a_consultation_leaves_out_its_days_and_no_others(received: date, sent: int, took: int, more: int):
    began = received + timedelta(sent)
    answered = began + timedelta(took)
    ends = min(answered, walk(began, 15))
    events = story(received, *consulted(began, answered))
    if more:
        events.append(ClockEvent(Happened.EXTENDED, received, days=more))
    assert read(events).due == walk(received, 20 + more, set(between(began + DAY, ends)))


@given(R2019_DAYS, LATER, LATER, st.integers(1, 20), st.integers(0, 40))
def test_it_does_not_matter_whether_the_extension_or_the_pause_came_first(
    received: date, sent: int, took: int, days: int, extended: int
) -> None:
    pause = consulted(received + timedelta(sent), received + timedelta(sent + took))
    before = story(received, ClockEvent(Happened.EXTENDED, received, days=days), *pause)
    after = story(received, *pause, ClockEvent(Happened.EXTENDED, received + timedelta(extended), days=days))
    assert read(before).due == read(after).due


@given(R2019_DAYS, st.lists(st.tuples(LATER, LATER), max_size=4))
def test_more_pauses_never_make_it_earlier_and_overlaps_count_once(received: date, pauses) -> None:
    events, due, out = story(received), read(story(received)).due, set()
    for number, (sent, took) in enumerate(pauses):
        began = received + timedelta(sent)
        answered = began + timedelta(took)
        events += consulted(began, answered, str(number))
        out |= set(between(began + DAY, min(answered, walk(began, 15))))
        later = read(events).due
        assert later >= due
        due = later
    assert due == walk(received, 20, out)


@given(R2019_DAYS, LATER, LATER, st.integers(0, 60))
@settings(max_examples=60)
def test_the_picture_is_without_gaps_and_adds_up(received: date, sent: int, took: int, today: int) -> None:
    began = received + timedelta(sent)
    events = story(received, *consulted(began, began + timedelta(took)))
    reading = read(events, received + timedelta(today))
    days = [each for run in reading.picture for each in between(run.first, run.last)]
    assert days == between(received + DAY, max(reading.due, reading.today))
    assert sum(run.workdays for run in reading.picture if run.kind is Counting.COUNTED) == reading.of
    assert all(line.article for line in reading.lines)


@given(R2019_DAYS, st.integers(0, 10), st.integers(0, 30))
def test_a_correction_begins_the_period_anew(received: date, asked: int, answered: int) -> None:
    ask = received + timedelta(asked)
    notice = ClockEvent(Happened.CORRECTION_ASKED, ask, until=ask + timedelta(30))
    waiting = read(story(received, notice), ask)
    assert (waiting.phase, waiting.due) == (Phase.CORRECTING, None)
    corrected = ask + timedelta(answered)
    reading = read(story(received, notice, ClockEvent(Happened.CORRECTED, corrected)))
    assert reading.due == walk(corrected, 20)


@given(R2019_DAYS, st.integers(0, 60))
def test_a_reply_is_late_exactly_when_the_running_clock_was(received: date, after: int) -> None:
    replied = received + timedelta(after)
    running = read(story(received), replied)
    ended = read(story(received, ClockEvent(Happened.REPLIED, replied)), replied)
    assert ended.on_time is not running.overdue
    assert ended.days_late == running.days_late
    assert bool(ended.days_late) is running.overdue
