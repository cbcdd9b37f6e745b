"""Wrong codes: whoever sends them waits longer and longer, and many of them are noticed.

What is slowed is the source they come from, never a case: nobody can shut an applicant out by typing his
number. A number that does not exist is treated in every step as one that does, so that waiting tells nothing.
Guessing would be hopeless anyway (60 bits); the waiting keeps it cheap for us, the counting makes it seen.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from gongkai.casework import access_codes
from gongkai.casework.models import WrongTries

FORGOTTEN = timedelta(hours=1)  # after the last wrong code of a source
_COUNTED_A_DAY = timedelta(days=1)
_FIRST_WAIT = 30  # seconds; doubles with each further wrong code

log = logging.getLogger(__name__)

_COUNT = """
INSERT INTO casework_wrongtries (name, tries, last_at) VALUES (%(name)s, 1, %(now)s)
ON CONFLICT (name) DO UPDATE SET
    tries = CASE WHEN casework_wrongtries.last_at > %(since)s THEN casework_wrongtries.tries + 1 ELSE 1 END,
    last_at = %(now)s
RETURNING tries
"""


@dataclass(frozen=True, slots=True)
class Noticed:
    """What one more wrong code makes worth telling: that many on this number today, or that many in all
    within the hour; 0 when it is nothing new."""

    on_number: int
    in_all: int


def seconds_to_wait(source: str, now: datetime) -> int:
    """How long nothing from this source is looked at any more; 0 when it may try. Asking does not prolong
    it."""
    row = WrongTries.objects.filter(name=_name("source", source), last_at__gt=now - FORGOTTEN).first()
    if row is None or row.tries < settings.CASE_CODE_FAILURES:
        return 0
    doubled = min(row.tries - settings.CASE_CODE_FAILURES, 10)
    wait = min(_FIRST_WAIT << doubled, settings.CASE_CODE_LOCK_SECONDS)
    return max(0, int((row.last_at + timedelta(seconds=wait) - now).total_seconds() + 0.999))


def wrong(source: str, number: str, now: datetime) -> Noticed:
    """Count one wrong code from `source` on `number` (empty: on none)."""
    _count(_name("source", source), now, FORGOTTEN)
    tried = _count(_name("number", f"{now:%Y-%m-%d}", number), now, _COUNTED_A_DAY) if number else 0
    in_all = _count(_name("all", f"{now:%Y-%m-%d %H}"), now, FORGOTTEN)
    told = in_all if _worth_telling(in_all, settings.CASE_ALARM_FAILURES) else 0
    if told:
        log.warning("%s wrong query codes within the hour", told)
    return Noticed(tried if _worth_telling(tried, settings.CASE_CODE_FAILURES) else 0, told)


def source_key(source: str) -> str:
    """The ledger names a source by this, so that it can tell one from another and no more."""
    return _name("source", source)[:40]


def forget(now: datetime) -> int:
    """Counts that are over; how many there were."""
    return WrongTries.objects.filter(last_at__lt=now - _COUNTED_A_DAY).delete()[0]


def _worth_telling(count: int, first: int) -> bool:
    """At `first`, ten times `first`, a hundred times …: a flood of guesses is no flood of letters."""
    while first < count:
        first *= 10
    return count == first


def _count(name: str, now: datetime, kept: timedelta) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"name": name, "now": now, "since": now - kept})
        return int(cursor.fetchone()[0])


def _name(*parts: str) -> str:
    return access_codes.keyed("tries", *parts)
