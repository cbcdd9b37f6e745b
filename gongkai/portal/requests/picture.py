"""The clock of a request as a calendar drawing (SVG): a row a week, each counted working day with its number.

Colours come from the style sheet by class; nothing is told by colour alone. Units are those of the drawing:
a day is CELL wide. Long stops are folded, so that the drawing stays short.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gongkai.core.clock import Reading
from gongkai.core.clock.reading import Counting, Phase, Stretch
from gongkai.core.workdays import Calendar
from gongkai.foundation.look.writing import day as written

CELL, HEIGHT, LEFT, TOP = 48, 46, 40, 24
FOLDED = 5  # a run of like weeks longer than this is folded to its first, its last, and a line between
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_STANDING = (Phase.CORRECTING, Phase.FEE)
_DARK = (Counting.COUNTED, Counting.LATE)  # grounds that need light words


@dataclass(frozen=True, slots=True)
class DrawnDay:
    """One cell. `number` is the day's place in the period, None when it does not count."""

    on: date
    kind: Counting
    number: int | None
    note: str
    off: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture, what it says in words, and its stretches for the table beside it."""

    svg: SafeString
    said: str
    stretches: tuple[Stretch, ...]
    key: tuple[tuple[str, str], ...]
    make_up: tuple[tuple[date, str], ...]


def kinds() -> dict[Counting, str]:
    """What each colour means."""
    return {
        Counting.COUNTED: _("计入期限"),
        Counting.PAUSED: _("征求意见，不计入"),
        Counting.STOPPED: _("停止计算，此后重新起算"),
        Counting.LATE: _("已超过期限"),
    }


def drawn(reading: Reading, calendar: Calendar) -> Drawing | None:
    """None as long as there is nothing to draw: the day of receipt is not yet known."""
    if not reading.picture:
        return None
    days = _days(reading, calendar)
    said = in_words(reading)
    counted = {on for on, each in days.items() if each.number is not None}
    make_up = tuple((on, name) for on, name in sorted(calendar.make_up_days.items()) if on in counted)
    return Drawing(_svg(days, reading, said), said, reading.picture, _key(days, reading.today), make_up)


def _key(days: Mapping[date, DrawnDay], today: date) -> tuple[tuple[str, str], ...]:
    """The colours that occur, with what they mean."""
    there = {each.kind for each in days.values()}
    found = [(str(kind), label) for kind, label in kinds().items() if kind in there]
    if any(each.kind is Counting.COUNTED and each.on > today for each in days.values()):
        found.append(("ahead", _("还没到的日子")))
    if any(each.off for each in days.values()):
        found.append(("off", _("休息日，不计入")))
    if today in days:
        found.append(("off gk-clock__day--today", _("今天")))
    return tuple(found)


def in_words(reading: Reading) -> str:
    """“第12个工作日，共20个；期限届满日2026年3月30日”."""
    parts = []
    if reading.phase in (Phase.RUNNING, Phase.CONSULTING, Phase.DELAYED) and reading.of:
        parts.append(_("第{number}个工作日，共{of}个").format(number=reading.day_number, of=reading.of))
    if reading.phase in _STANDING:
        parts.append(_("停止计算"))
    if reading.phase is Phase.CONSULTING:
        parts.append(_("征求意见，暂停计算"))
    if reading.due:
        said = _("答复期限到{day}（暂定）") if reading.provisional else _("答复期限到{day}")
        parts.append(said.format(day=written(reading.due)))
    if reading.days_late:
        parts.append(_("超过期限{days}个工作日").format(days=reading.days_late))
    return "；".join(parts)


def _days(reading: Reading, calendar: Calendar) -> dict[date, DrawnDay]:
    """Every day of every stretch."""
    kinds = {on: each.kind for each in reading.picture for on in _run(each)}
    numbers = _numbers(reading, kinds, calendar)
    return {
        on: DrawnDay(on, kind, numbers.get(on), _note(on, reading, calendar), not calendar.is_workday(on))
        for on, kind in sorted(kinds.items())
    }


def _run(stretch: Stretch) -> Iterator[date]:
    return (stretch.first + _DAY * n for n in range((stretch.last - stretch.first).days + 1))


def _numbers(reading: Reading, kinds: dict[date, Counting], calendar: Calendar) -> dict[date, int]:
    """The place of each counted working day in its period. A stop, or days outside every period, end one."""
    numbers: dict[date, int] = {}
    count, before = 0, None
    for on, kind in sorted(kinds.items()):
        if kind is Counting.STOPPED or (before is not None and on - before > _DAY):
            count = 0
        before = on
        if kind in (Counting.COUNTED, Counting.LATE) and calendar.is_workday(on):
            count += 1
            numbers[on] = count
    return _begun_anew_without_stop(reading, numbers)


def _begun_anew_without_stop(reading: Reading, numbers: dict[date, int]) -> dict[date, int]:
    """A request corrected on the very day it was asked for leaves no stop to see; the due date's number
    then tells where the new period began."""
    surplus = numbers.get(reading.due, 0) - reading.of if reading.due else 0
    if surplus <= 0:
        return numbers
    run = [on for on, number in numbers.items() if number == surplus and on < (reading.due or on)]
    return {on: number - surplus if run and on > run[-1] else number for on, number in numbers.items()}


def _note(on: date, reading: Reading, calendar: Calendar) -> str:
    if on == reading.due:
        return pgettext("calendar cell", "届满")
    if on in calendar.make_up_days:
        return pgettext("calendar cell", "补班")
    return calendar.days_off.get(on, "")[:3]


def _svg(days: dict[date, DrawnDay], reading: Reading, said: str) -> SafeString:
    rows = list(_rows(days))
    height = TOP + HEIGHT * len(rows) + 4
    body = format_html_join("", "{}", ((part,) for part in _parts(rows, days, reading.today)))
    return format_html(
        '<svg class="gk-clock" viewBox="0 0 {} {}" role="img" aria-labelledby="clock-title clock-desc">'
        '<title id="clock-title">{}</title><desc id="clock-desc">{}</desc>{}{}</svg>',
        LEFT + CELL * 7 + 4, height, _("期限图"), said, _weekdays(), body,
    )  # fmt: skip


def _rows(days: dict[date, DrawnDay]) -> Iterator[date | int]:
    """The Mondays of the weeks to draw; in place of folded weeks, how many they are."""
    first, last = min(days), max(days)
    mondays = []
    monday = first - _DAY * first.weekday()
    while monday <= last:
        mondays.append(monday)
        monday += _WEEK
    for alike, run in groupby(mondays, key=lambda monday: _all_one(days, monday)):
        weeks = list(run)
        if alike and len(weeks) > FOLDED:
            yield weeks[0]
            yield len(weeks) - 2
            yield weeks[-1]
        else:
            yield from weeks


def _all_one(days: dict[date, DrawnDay], monday: date) -> str:
    """The one kind of the week's days, if none of them counts; days outside every period are a kind too."""
    found = {days[on].kind if on in days else None for on in (monday + _DAY * n for n in range(7))}
    if len(found) != 1:
        return ""
    (kind,) = found
    return "" if kind is Counting.COUNTED else str(kind or "between")


def _parts(rows: Sequence[date | int], days: dict[date, DrawnDay], today: date) -> Iterator[SafeString]:
    month = 0
    for row, monday in enumerate(rows):
        top = TOP + HEIGHT * row
        if isinstance(monday, int):
            folded = _("……（{count}周）").format(count=monday)
            yield _text(LEFT + CELL * 3.5, top + 28, folded, "gk-clock__fold")
            continue
        week = [monday + _DAY * n for n in range(7)]
        shown = [days[on] for on in week if on in days]
        if shown and shown[0].on.month != month:
            month = shown[0].on.month
            yield _text(LEFT / 2, top + 28, _("{month}月").format(month=month), "gk-clock__month")
        for each in shown:
            yield from _cell(each, top, today)


def _cell(each: DrawnDay, top: int, today: date) -> Iterator[SafeString]:
    left = LEFT + CELL * each.on.weekday()
    ahead = each.kind is Counting.COUNTED and each.on > today
    kind = f"gk-clock__day--{'ahead' if ahead else each.kind}" + (" gk-clock__day--off" if each.off else "")
    if each.on == today:
        kind += " gk-clock__day--today"
    yield format_html(
        '<rect class="gk-clock__day {}" x="{}" y="{}" width="{}" height="{}" rx="3"/>',
        kind, left + 1, top + 1, CELL - 2, HEIGHT - 2,
    )  # fmt: skip
    words = "gk-clock__words--light" if each.kind in _DARK and not (each.off or ahead) else ""
    date_said = f"{each.on.month}/1" if each.on.day == 1 else each.on.day
    yield format_html(
        '<text class="gk-clock__date {}" x="{}" y="{}">{}</text>', words, left + 4, top + 13, date_said
    )
    if each.number is not None:
        yield _text(left + CELL / 2, top + 30, each.number, f"gk-clock__number {words}")
    if each.note:
        yield _text(left + CELL / 2, top + 42, each.note, f"gk-clock__note {words}")


def _weekdays() -> SafeString:
    names = (_("一"), _("二"), _("三"), _("四"), _("五"), _("六"), _("日"))
    texts = (_text(LEFT + CELL * (n + 0.5), 16, name, "gk-clock__weekday") for n, name in enumerate(names))
    return format_html_join("", "{}", ((each,) for each in texts))


def _text(x: float, y: float, text: Any, css: str) -> SafeString:
    return format_html('<text class="{}" x="{}" y="{}" text-anchor="middle">{}</text>', css, x, y, text)
