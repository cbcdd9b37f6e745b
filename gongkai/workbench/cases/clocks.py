"""The clock of a request as a picture: runs of days side by side, with what stands where."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gongkai.core.clock import Counting, Reading
from gongkai.foundation.look.writing import day

WIDTH = 1000
_NAMES = {
    Counting.COUNTED: "counted", Counting.PAUSED: "paused", Counting.STOPPED: "stopped",
    Counting.LATE: "late",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """A run of days: from `x`, `width` wide, of WIDTH. `said`: what it is, in words."""

    kind: str
    x: int
    width: int
    said: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """`today` and `due`: where they stand; None when outside or unknown."""

    bars: tuple[Bar, ...]
    today: int | None
    due: int | None
    first: date
    last: date


def drawing(reading: Reading) -> Drawing | None:
    """None while there is nothing to draw."""
    runs = reading.picture
    if not runs:
        return None
    first, last = min(run.first for run in runs), max(run.last for run in runs)
    days = (last - first).days + 1

    def at(on: date) -> int:
        return round(WIDTH * (on - first).days / days)

    def edge(on: date | None) -> int | None:
        if on is None or not first <= on <= last:
            return None
        return min(round(WIDTH * ((on - first).days + 1) / days), WIDTH)

    bars = tuple(
        Bar(
            _NAMES[run.kind], at(run.first),
            max(round(WIDTH * ((run.last - run.first).days + 1) / days), 2),
            _said(run.kind, run.first, run.last, run.workdays),
        )
        for run in runs
    )  # fmt: skip
    return Drawing(bars, edge(reading.today), edge(reading.due), first, last)


def _said(kind: Counting, first: date, last: date, workdays: int) -> str:
    names = {
        Counting.COUNTED: _("计入期限"), Counting.PAUSED: _("不计入期限"), Counting.STOPPED: _("期限停止"),
        Counting.LATE: _("超过期限"),
    }  # fmt: skip
    return _("{first}至{last} {name}，{count} 个工作日").format(
        first=day(first), last=day(last), name=names[kind], count=workdays
    )
