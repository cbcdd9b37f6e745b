"""Tables of bodies, people and the disclosure registers. Imported only by this room; others use `queries`
and `actions`, or a string foreign key."""

from gongkai.foundation.organisations.models.bodies import Body, BodyKind, BodyLevel, BodyVersion, Succession
from gongkai.foundation.organisations.models.leading import Duty, Leader
from gongkai.foundation.organisations.models.people import Appointment, Person
from gongkai.foundation.organisations.models.registers import (
    Course,
    DisclosureOffice,
    Fund,
    Meeting,
    RegisterRow,
    Staffing,
)

__all__ = [
    "Appointment",
    "Body",
    "BodyKind",
    "BodyLevel",
    "BodyVersion",
    "Course",
    "DisclosureOffice",
    "Duty",
    "Fund",
    "Leader",
    "Meeting",
    "Person",
    "RegisterRow",
    "Staffing",
    "Succession",
]
