"""What the clock of a request shows on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.messages import Message
from gongkai.core.workdays import DueDate


class Phase(StrEnum):
    """What the clock is doing."""

    WAITING = "waiting"  # the day of receipt is not yet determined
    RUNNING = "running"
    CORRECTING = "correcting"  # stopped: the applicant has to correct the request
    CONSULTING = "consulting"  # paused
    FEE = "fee"  # stopped: the applicant has to pay
    DELAYED = "delayed"  # running to a date of its own
    ENDED = "ended"


class Counting(StrEnum):
    COUNTED = "counted"
    PAUSED = "paused"  # left out of the period
    STOPPED = "stopped"  # the period will begin anew
    LATE = "late"  # after the due date


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the explanation, the article it rests on and the days it speaks of."""

    message: Message
    article: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of calendar days for drawing, both ends included. `workdays` counts the working days in it."""

    kind: Counting
    first: date
    last: date
    workdays: int


@dataclass(frozen=True, slots=True)
class Lapse:
    """The request counts as abandoned from `on`, unless the applicant acts before.
    `outcome`: "lapsed_correction" or "fee_unpaid"."""

    on: date
    outcome: str
    article: str


@dataclass(frozen=True, slots=True)
class Reading:
    """`due` is the last day for the reply, None while the clock is stopped or has not begun.

    `day_number` of `of`: working days counted so far and in all (an overdue request exceeds `of`).
    `overdue`: open after its due date. `days_late`: working days past the due date, open or ended.
    `on_time`: of an ended request only. `lapse` is told as soon as it is foreseeable; `lapsed` once it came.
    `correction_by`: last day on which a correction may be asked, None where the law sets none.
    `fee_by`: last day of payment while a fee is awaited, None as long as its period has not begun:
    `awaits_proof` then says that nobody knows the day on which the notice was received.
    """

    today: date
    phase: Phase
    due: date | None
    provisional: bool
    day_number: int
    of: int
    lines: tuple[Line, ...]
    overdue: bool
    days_late: int
    consultations: Mapping[str, DueDate]
    lapse: Lapse | None
    correction_by: date | None
    fee_by: date | None
    awaits_proof: bool
    extended: bool
    on_time: bool | None
    picture: tuple[Stretch, ...]

    @property
    def lapsed(self) -> bool:
        return self.lapse is not None and self.lapse.on <= self.today
