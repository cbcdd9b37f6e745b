"""Values that the database can hold: text without NUL and lone surrogates, identifiers of 63 bits, days on
which there was a Regulation to act under."""

from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints
from pydantic_core import PydanticCustomError

LONGEST_TEXT = 10_000
PLAIN = r"^[^\u0000]*$"
FIRST_DAY, LAST_DAY = date(2008, 5, 1), date(2100, 12, 31)  # the Regulation is in force since that day


def _sensible(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        said = _("{day}不在 {first} 至 {last} 之间").format(day=day, first=FIRST_DAY, last=LAST_DAY)
        raise PydanticCustomError("day", "{said}", {"said": said})
    return day


def _in_time(moment: datetime) -> datetime:
    _sensible(moment.date())
    return moment


Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT, pattern=PLAIN)]
Name = Annotated[str, StringConstraints(max_length=120, pattern=PLAIN)]
Short = Annotated[str, StringConstraints(max_length=60, pattern=PLAIN)]
Brief = Annotated[str, StringConstraints(max_length=40, pattern=PLAIN)]
Postcode = Annotated[str, StringConstraints(max_length=10, pattern=r"^[0-9A-Za-z -]*$")]
Email = Annotated[str, StringConstraints(max_length=200, pattern=r"^([^@\s\u0000]+@[^@\s\u0000]+)?$")]
Line = Annotated[str, StringConstraints(max_length=200, pattern=PLAIN)]
Code = Annotated[str, StringConstraints(max_length=60, pattern=r"^[A-Za-z0-9_.-]*$")]
Identifier = Annotated[int, Field(ge=1, le=2**63 - 1)]
Number = Annotated[int, Field(ge=0, le=2**31 - 1)]
Day = Annotated[date, AfterValidator(_sensible)]
Moment = Annotated[AwareDatetime, AfterValidator(_in_time)]
