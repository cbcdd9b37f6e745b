"""What every part of the sample stands on: its dates, its clock, and verbs that must not be refused."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from gongkai.foundation.ledger import chain
from gongkai.foundation.ledger.remembering import remembering
from gongkai.foundation.ledger.verbs import Refused

DATA = Path(__file__).parent / "data"
SHANGHAI = ZoneInfo("Asia/Shanghai")
YEAR = 2017
FOUNDED = date(2010, 1, 1)
IN_OFFICE_FROM = date(2017, 1, 1)
SET_UP = datetime(2016, 12, 30, 9, 0, tzinfo=SHANGHAI)
_NEW_OBJECTS = 50_000  # more than there are when rubbish is looked for
ENTERED = datetime(2018, 1, 8, 17, 0, tzinfo=SHANGHAI)


class SampleRefusedError(RuntimeError):
    """A verb refused sample data: the sample or the rule is wrong."""


@contextmanager
def entering() -> Iterator[None]:
    """While the sample is entered nobody else works here: what was asked once is known for all steps, no step
    waits for the disk, and rubbish is looked for less often. A sample that the machine stops in the middle of
    is entered anew."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    often = gc.get_threshold()
    gc.freeze()  # the program itself is no rubbish, however often it is looked through
    gc.set_threshold(_NEW_OBJECTS)
    try:
        with remembering():
            yield
    finally:
        gc.set_threshold(*often)
        gc.unfreeze()
        with connection.cursor() as cursor:
            cursor.execute("RESET synchronous_commit")


@contextmanager
def together() -> Iterator[None]:
    """Many steps in one transaction and one turn to write: if one of them is refused, none is done."""
    with transaction.atomic(), chain.turn(whole=True):
        yield


def done[T](result: T | Refused) -> T:
    """The result of a verb on sample data. Raises SampleRefusedError with the refusal's words."""
    if isinstance(result, Refused):
        details = "；".join(f"{place}：{message}" for place, message in result.details)
        raise SampleRefusedError(f"{result.reason} {details}")
    return result


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of that day in the city."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)
