"""When something recurring must be public and how long it stays: what a cadence's text says, in parts.

`cadence` reads the text and computes dates from these.
"""

from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.publishing.time_limits import Unit


class TimingKind(StrEnum):
    """CALENDAR: a release each period. EVENT: a number of days after the row's own date. AT_ONCE: 及时, the
    law names no number. LIVE: 实时, a stream that must not fall silent."""

    CALENDAR = "calendar"
    EVENT = "event"
    AT_ONCE = "at_once"
    LIVE = "live"


class Every(StrEnum):
    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class Covers(StrEnum):
    """Which period is published by a day of the calendar: by 15 October September's figures, or the plan of
    the year that has begun."""

    PREVIOUS = "previous"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Timing:
    """Read from a cadence's text.

    CALENDAR: `every`; either by a `day` of the calendar (`month` within the year, half-year or quarter from
    1; day 0 is the last of the month; of a week 1 is Monday), or `count` `unit`s after the period's end, or
    neither: within the period. `covers` which period. EVENT: `count` `unit`s after the event. AT_ONCE:
    `count` working days, LIVE: `count` minutes; None leaves both to the city's setting. `moved`: a last day
    that is not worked moves to the next working day (遇节假日顺延)."""

    kind: TimingKind
    every: Every = Every.YEAR
    covers: Covers = Covers.PREVIOUS
    month: int = 0
    day: int | None = None
    count: int | None = None
    unit: Unit = Unit.WORKDAY
    moved: bool = False


class StayKind(StrEnum):
    STANDING = "standing"  # 长期
    POSTED = "posted"  # 公示期 so many days from release
    ERASED = "erased"  # erased so long after release
    WHILE_VALID = "while_valid"  # 有效期内, until the row is withdrawn or replaced


@dataclass(frozen=True, slots=True)
class Stay:
    """How long a row stays public. `count`, `unit` of POSTED and ERASED, counted from the day of release."""

    kind: StayKind
    count: int = 0
    unit: Unit = Unit.DAY
