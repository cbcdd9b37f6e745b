"""Calendar arithmetic by months and years, as periods of validity use it."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class DatedArticle:
    """The article that holds from `first` on, until the next one of the same list."""

    first: date
    article: str


def article_on(articles: Collection[DatedArticle], day: date) -> str:
    """The article in force on `day`; of the earliest text for days before it."""
    begun = [each for each in articles if each.first <= day]
    return (max if begun else min)(begun or articles, key=lambda each: each.first).article


def add_months(day: date, months: int) -> date:
    """The same day `months` later (or earlier), or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    return add_months(day, 12 * years)


def last_day_of(start: date, years: int) -> date:
    """The last day of a period of `years` that begins on `start`: the day before its anniversary, or the
    end of the month when 29 February has none (《民法典》第二百零二条)."""
    anniversary = add_years(start, years)
    return anniversary - timedelta(days=1) if anniversary.day == start.day else anniversary
