"""The declared clocks of requests: worked examples, vectors worked by hand, the change of regulation."""

from datetime import date, timedelta

import pytest

from gongkai.core.clock import ClockEvent, Happened, read_clock, reckon
from gongkai.core.declarations import Declaration, DeclarationError
from gongkai.foundation import rulebook

CLOCKS = rulebook.current().request_clocks
EXAMPLES = [(clock, example) for clock in CLOCKS for example in clock.example]


@pytest.mark.parametrize(("clock", "example"), EXAMPLES, ids=lambda each: getattr(each, "story", ""))
def test_worked_examples_of_the_declaration(clock, example) -> None:
    assert clock.binds(example.events[0].on)
    reading = reckon(clock, example.events, rulebook.calendar(), example.today)
    assert (reading.phase, reading.due) == (example.phase, example.due)
    assert (reading.lapse.on if reading.lapse else None) == example.lapse
    assert reading.on_time == example.on_time
    assert all(line.article and str(line.message) for line in reading.lines)


@pytest.mark.parametrize(
    ("received", "extension", "due"),
    [
        ("2017-09-22", 0, "2017-10-19"),
        ("2017-09-22", 15, "2017-11-09"),
        ("2017-01-20", 0, "2017-02-15"),
        ("2017-12-15", 0, "2018-01-08"),
        ("2019-05-15", 0, "2019-06-13"),
        ("2019-09-20", 0, "2019-10-23"),
        ("2025-01-20", 0, "2025-02-21"),
        ("2025-01-20", 20, "2025-03-21"),
        ("2025-09-26", 0, "2025-10-30"),
        ("2026-02-10", 0, "2026-03-16"),
        ("2026-09-18", 0, "2026-10-22"),
    ],
)
def test_due_dates_worked_by_hand(received: str, extension: int, due: str) -> None:
    day = date.fromisoformat(received)
    events = [ClockEvent(Happened.RECEIVED, day)]
    if extension:
        events.append(ClockEvent(Happened.EXTENDED, day, days=extension))
    reading = reckon(rulebook.request_clock(day), events, rulebook.calendar(), day)
    assert reading.due == date.fromisoformat(due)
    assert not reading.provisional


@pytest.mark.parametrize(
    ("received", "correction_by"),
    [("2019-05-15", "2019-05-24"), ("2026-02-10", "2026-02-26"), ("2025-09-26", "2025-10-13")],
)
def test_the_last_day_to_ask_for_a_correction(received: str, correction_by: str) -> None:
    day = date.fromisoformat(received)
    events = [ClockEvent(Happened.RECEIVED, day)]
    reading = reckon(rulebook.request_clock(day), events, rulebook.calendar(), day)
    assert reading.correction_by == date.fromisoformat(correction_by)


def test_every_day_since_the_first_regulation_has_one_clock() -> None:
    day = date(2008, 5, 1)
    while day < date(2030, 1, 1):
        assert sum(clock.binds(day) for clock in CLOCKS) == 1
        day += timedelta(days=1)
    assert rulebook.request_clock(date(2019, 5, 14)).regime == "2007"
    assert rulebook.request_clock(date(2019, 5, 15)).regime == "2019"


def test_before_the_first_regulation_there_is_none() -> None:
    with pytest.raises(rulebook.NoSuchClockError, match="2008年4月30日没有政府信息公开申请的答复期限"):
        rulebook.request_clock(date(2008, 4, 30))


def test_the_clock_of_receipt_and_the_clock_of_reply_change_on_the_same_day() -> None:
    regimes = [(one.name, one.in_force, one.until) for one in rulebook.receipt_rules().regime]
    assert regimes == [(clock.regime, clock.in_force, clock.until) for clock in CLOCKS]


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ('unit = "workdays"', 'unit = "days"', "“unit”应为workdays 之一"),
        ('silence = "consent"', 'silence = "refusal"', "“silence”应为office_decides、consent 之一"),
        ("within = 7", 'within = "7"', "“within”应为整数"),
        ("within = 7", "inside = 7", "不认识的键“inside”"),
        ("in_force = 2019-05-15", "in_force = 2019-05-15\nuntil = 2019-05-14", "until 早于 in_force"),
        ("[reply]\ndays = 20", "[reply]\ndays = 0", "期限至少为 1 个工作日"),
    ],
)
def test_a_wrong_declaration_is_refused(written: str, instead: str, said: str) -> None:
    text = (rulebook.RULES / "clocks/request-2019.toml").read_text(encoding="utf-8")
    assert written in text
    with pytest.raises(DeclarationError, match=said):
        read_clock(Declaration(text.replace(written, instead, 1), "request-2019.toml"))


def test_settings_of_the_quarrels_change_the_outcome() -> None:
    """Each setting in the file is read: turning it over moves the date as its comment says."""
    text = (rulebook.RULES / "clocks/request-2019.toml").read_text(encoding="utf-8")

    def due(written: str, instead: str, *events: ClockEvent) -> date | None:
        assert text.count(f"\n{written}\n") == 1
        turned = text.replace(f"\n{written}\n", f"\n{instead}\n")
        rules = read_clock(Declaration(turned, "request-2019.toml"))
        return reckon(rules, events, rulebook.calendar(), date(2025, 3, 21)).due

    received = ClockEvent(Happened.RECEIVED, date(2025, 3, 3))
    (pause,) = [one for one in rulebook.request_clock(date(2025, 3, 3)).example if "先延长" in one.story]
    shifted = tuple(pause.events)
    assert due('first = "next_day"', 'first = "day_sent"', *shifted) == date(2026, 4, 20)
    assert due('last = "day_of_opinion"', 'last = "day_before"', *shifted) == date(2026, 4, 16)
    reasons = (
        received,
        ClockEvent(Happened.REASONS_ASKED, date(2025, 3, 5)),
        ClockEvent(Happened.REASONS_GIVEN, date(2025, 3, 10)),
    )
    assert due("reasons_left_out = false", "reasons_left_out = false", *reasons) == date(2025, 3, 31)
    assert due("reasons_left_out = false", "reasons_left_out = true", *reasons) == date(2025, 4, 3)
    restarted = (
        received,
        ClockEvent(Happened.EXTENDED, date(2025, 3, 4), days=5),
        ClockEvent(Happened.CORRECTION_ASKED, date(2025, 3, 5), until=date(2025, 3, 14)),
        ClockEvent(Happened.CORRECTED, date(2025, 3, 6)),
    )
    assert due("survives_restart = false", "survives_restart = false", *restarted) == date(2025, 4, 3)
    assert due("survives_restart = false", "survives_restart = true", *restarted) == date(2025, 4, 11)
    again = (*restarted, ClockEvent(Happened.EXTENDED, date(2025, 3, 10), days=5))
    assert due('once_in = "case"', 'once_in = "period"', *again) == date(2025, 4, 11)
