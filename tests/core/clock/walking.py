"""A second, slow way to count: day by day, with an independent calendar."""

from collections.abc import Collection
from datetime import date, timedelta

import chinese_calendar

DAY = timedelta(days=1)


def day(text: str) -> date:
    """2025-03-03, or 03-03 of 2025."""
    return date.fromisoformat(text if len(text) > 5 else f"2025-{text}")


def walk(start: date, days: int, left_out: Collection[date] = ()) -> date:
    """The `days`-th working day after `start` that is not left out."""
    while days:
        start += DAY
        days -= chinese_calendar.is_workday(start) and start not in left_out
    return start


def between(first: date, last: date) -> list[date]:
    """Every day of first..last."""
    return [first + n * DAY for n in range((last - first).days + 1)]
