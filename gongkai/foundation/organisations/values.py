"""Bodies and people as other rooms see them: plain values of one day."""

from dataclasses import dataclass
from datetime import date

from gongkai.foundation.organisations.roles import Role


@dataclass(frozen=True, slots=True)
class BodyOnDay:
    """A body as it was on one day. `parent` is the identifier of its superior, None at the top."""

    id: int
    code: str
    name: str
    short_name: str
    level: str
    kind: str
    parent: int | None
    reports_to_parent: bool
    credit_code: str
    division_code: str
    order: int
    founded: date
    closed: date | None
    valid_from: date
    valid_to: date | None

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class AppointmentCard:
    """A role of a person in a body during [valid_from, valid_to)."""

    id: int
    person: int
    body: int
    role: Role
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as colleagues see him. Personal data: never shown to the public."""

    id: int
    username: str
    name: str
    email: str
    phone: str
    is_active: bool
    appointments: tuple[AppointmentCard, ...] = ()


@dataclass(frozen=True, slots=True)
class SuccessionCard:
    """What became of a body on a day."""

    predecessor: int
    successor: int
    on: date
    kind: str
    carries_history: bool
    note: str


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """A disclosure office as it stands in the register; `entry` is its permanent number."""

    entry: int
    body: int
    name: str
    address: str
    postcode: str
    phone: str
    fax: str
    email: str
    office_hours: str
    valid_from: date
    valid_to: date | None
    full_time: int | None
    part_time: int | None
    staffed_from: date | None


@dataclass(frozen=True, slots=True)
class LeaderCard:
    """A leader in office during [valid_from, valid_to), as everybody may know him."""

    entry: int
    body: int
    name: str
    post: str
    duties: str
    life: str
    order: int
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class DutyCard:
    """What a body is there for since `valid_from`, and the paper that says so."""

    entry: int
    body: int
    text: str
    basis: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class RegisterCard:
    """One line of a register of funds, meetings or courses. `on` is the day, or None for a whole year."""

    register: str
    entry: int
    body: int
    title: str
    year: int
    on: date | None
    amount: int | None
    event: int
