"""The calendar that counts, and what another notice would change."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils.translation import gettext as _

from gongkai.core.declarations import Declaration, DeclarationError
from gongkai.core.holiday_notice import YearNotice, read_year
from gongkai.core.messages import Message
from gongkai.core.workdays import Calendar
from gongkai.foundation import rulebook
from gongkai.foundation.calendar_notices.models import LoadedNotice
from gongkai.foundation.calendar_notices.open_deadlines import Moved, moved
from gongkai.foundation.ledger.remembering import remembered

FILE = "放假通知"


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """A year's notice: the one in force, whether it was loaded here, and when."""

    year: int
    titles: tuple[str, ...]
    numbers: tuple[str, ...]
    verified: bool
    loaded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What loading a notice would do. `replaces`: the year already has one."""

    notice: YearNotice
    replaces: bool
    moved: tuple[Moved, ...]


def current_calendar() -> Calendar:
    """The working days that count: the folder's notices, and over them the newest loaded of each year."""
    return _with_loaded(_newest())


@remembered("calendar_notice")
def _newest() -> tuple[int, ...]:
    newest = LoadedNotice.objects.order_by("year", "-pk").distinct("year")
    return tuple(newest.values_list("pk", flat=True))


def notices() -> list[NoticeCard]:
    """Every year's notice that counts, newest year first."""
    newest = LoadedNotice.objects.order_by("year", "-pk").distinct("year").values_list("year", "at")
    loaded = dict(newest)
    return [
        NoticeCard(
            each.year,
            tuple(notice.title for notice in each.notice),
            tuple(notice.number for notice in each.notice if notice.number),
            all(notice.verified for notice in each.notice),
            loaded.get(each.year),
        )
        for each in sorted(current_calendar().notices, key=lambda each: -each.year)
    ]


def preview(text: str) -> Preview | Message:
    """What loading this notice would change, or what is wrong with it and in which line."""
    try:
        notice = read_notice(text)
    except DeclarationError as error:
        return error.message
    calendar = current_calendar()
    changes = tuple(moved(calendar, calendar.with_notice(notice)))
    return Preview(notice, notice.year in calendar.years, changes)


def read_notice(text: str) -> YearNotice:
    """Raises DeclarationError with the line."""
    return read_year(Declaration(text, _(FILE)))


@lru_cache(maxsize=4)
def _with_loaded(pks: tuple[int, ...]) -> Calendar:
    """One object as long as the notices are the same, so that what it has counted once stays counted."""
    calendar = rulebook.calendar()
    for pk in pks:
        calendar = calendar.with_notice(_loaded(pk))
    return calendar


@lru_cache(maxsize=64)
def _loaded(pk: int) -> YearNotice:
    """A row never changes, so its notice is read once in the life of a process."""
    return read_notice(LoadedNotice.objects.values_list("text", flat=True).get(pk=pk))
