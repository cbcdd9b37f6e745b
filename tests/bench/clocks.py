"""Clocks: how many a second, and what their explanation costs."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

from gongkai.core.clock import ClockEvent, Consulted, Happened, reckon, reckoning
from gongkai.foundation import rulebook
from gongkai.foundation.calendar_notices.queries import current_calendar
from tests.bench.casework_rows import CLOSED_STORY
from tests.bench.measure import Line, best

CLOCKS = 5_000
TODAY = date(2026, 6, 30)
FIRST = date(2025, 1, 2)


def measure(root: Path, folder: Path) -> list[Line]:
    calendar = current_calendar()
    histories = [tuple(_history(number)) for number in range(CLOCKS)]
    rules = rulebook.request_clock(FIRST)

    def reckon_all() -> None:
        for events in histories:
            reckon(rules, events, calendar, TODAY)

    def without_words() -> None:
        with patch.object(reckoning, "tell", return_value=()):
            reckon_all()

    def in_words() -> None:
        for events in histories:
            [str(line.message) for line in reckon(rules, events, calendar, TODAY).lines]

    short = [
        (ClockEvent(Happened.RECEIVED, FIRST + timedelta(days=number % 300)),) for number in range(CLOCKS)
    ]

    def reckon_short() -> None:
        for events in short:
            reckon(rules, events, calendar, TODAY)

    whole, bare, said = best(reckon_all, 3), best(without_words, 3), best(in_words, 3)
    return [
        Line("每秒计算的时钟，每件 1 个事件，连同说明", f"{CLOCKS / best(reckon_short, 3):,.0f} 个"),
        Line("每秒计算的时钟，每件 10 个事件，连同说明", f"{CLOCKS / whole:,.0f} 个"),
        Line("每秒计算的时钟，每件 10 个事件，不作说明", f"{CLOCKS / bare:,.0f} 个"),
        Line("说明所占的时间", f"{(whole - bare) / whole:.0%}，一件 {(whole - bare) / CLOCKS * 1e6:.0f} µs"),
        Line("说明写成文字，另需", f"一件 {(said - whole) / CLOCKS * 1e6:.0f} µs"),
    ]


def _history(number: int) -> Sequence[ClockEvent]:
    return list(_events(FIRST + timedelta(days=number % 300), number))


def _events(received: date, number: int) -> Iterator[ClockEvent]:
    for kind, after in CLOSED_STORY:
        day, happened = received + timedelta(days=after), Happened(kind)
        asked = happened in (Happened.CONSULTED, Happened.SERVED, Happened.CONSULT_ENDED)
        yield ClockEvent(
            happened, day, 20 if happened is Happened.EXTENDED else None,
            day + timedelta(days=10) if happened is Happened.CORRECTION_ASKED else None,
            f"letter:{number}" if asked else "",
            Consulted.THIRD_PARTY if happened is Happened.CONSULTED else None,
        )  # fmt: skip
