"""What every part of the sample stands on: its dates, its clock, and verbs that must not be refused."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from gongkai.foundation.ledger.verbs import Refused

DATA = Path(__file__).parent / "data"
SHANGHAI = ZoneInfo("Asia/Shanghai")
YEAR = 2017
FOUNDED = date(2010, 1, 1)
IN_OFFICE_FROM = date(2017, 1, 1)
SET_UP = datetime(2016, 12, 30, 9, 0, tzinfo=SHANGHAI)
ENTERED = datetime(2018, 1, 8, 17, 0, tzinfo=SHANGHAI)


class SampleRefusedError(RuntimeError):
    """A verb refused sample data: the sample or the rule is wrong."""


def done[T](result: T | Refused) -> T:
    """The result of a verb on sample data. Raises SampleRefusedError with the refusal's words."""
    if isinstance(result, Refused):
        details = "；".join(f"{place}：{message}" for place, message in result.details)
        raise SampleRefusedError(f"{result.reason} {details}")
    return result


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of that day in the city."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)
