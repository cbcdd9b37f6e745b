"""The parameters of a request's clock, read from rules/clocks/request-*.toml. All periods in working days."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.clock.events import ClockEvent, Consulted
from gongkai.core.clock.reading import Phase
from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message


class Unit(StrEnum):
    WORKDAYS = "workdays"


class Silence(StrEnum):
    """What it means that no opinion comes in time."""

    OFFICE_DECIDES = "office_decides"
    CONSENT = "consent"


class FirstLeftOut(StrEnum):
    """The first day a pause leaves out of the count."""

    DAY_SENT = "day_sent"
    NEXT_DAY = "next_day"


class LastLeftOut(StrEnum):
    """The last day a pause leaves out of the count."""

    DAY_OF_OPINION = "day_of_opinion"
    DAY_BEFORE = "day_before"


class Once(StrEnum):
    """In what an extension may happen only once: the case (until it is reopened), or each reply period."""

    CASE = "case"
    PERIOD = "period"


class Unserved(StrEnum):
    """When the period for paying begins as long as the day on which the notice was received is unknown."""

    WAITS = "waits"  # not before proof of service is entered
    FROM_SENDING = "from_sending"


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply is due within `days` after the day of receipt, which is day 0."""

    days: int
    article: str


@dataclass(frozen=True, slots=True)
class Extension:
    """At most `days` more. `survives_restart`: an extension decided before the period began anew
    lengthens the new period too."""

    days: int
    once_in: Once
    survives_restart: bool
    article: str


@dataclass(frozen=True, slots=True)
class Correction:
    """`within`: days after receipt in which it may be asked; None: as long as the reply period runs.
    `once`: only one notice a case. `lapses`: silence counts as abandonment.
    `roll`: a last day that is a day off moves to the next working day."""

    once: bool
    lapses: bool
    roll: bool
    article: str
    restart_article: str
    roll_article: str
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Consultation:
    """`days`: the period for the opinion, from receipt of the letter; None: the letter's own, or none.
    `pauses`: the time it takes is left out of the reply period."""

    pauses: bool
    silence: Silence
    article: str
    pause_article: str
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Whole working days only. With "next_day" and "day_of_opinion" the time left out is as many working
    days as pass from the day the letter goes out (not counted in) to the day the opinion comes."""

    first: FirstLeftOut
    last: LastLeftOut


@dataclass(frozen=True, slots=True)
class WithoutProof:
    """For notices from `first` on, until the next one's `first`; the quarrel is in `because`."""

    first: date
    counts: Unserved
    because: str


@dataclass(frozen=True, slots=True)
class Fee:
    """`days` to pay, from the day after the notice is received. `in_force`: the tariff's first day."""

    days: int
    in_force: date
    article: str
    restart_article: str
    without_proof: tuple[WithoutProof, ...]

    def __post_init__(self) -> None:
        days = [each.first for each in self.without_proof]
        if not days or days != sorted(set(days)):
            raise ValueError(Message(N_("各项设置应当按日期先后排列，且不重复。")))

    def unserved_on(self, day: date) -> Unserved:
        """The setting for a notice of that day; the first also holds before its own."""
        known = [each.counts for each in self.without_proof if each.first <= day]
        return (known or [self.without_proof[0].counts])[-1]


@dataclass(frozen=True, slots=True)
class Excess:
    """Requests beyond reason in number or frequency. `reasons_left_out`: the time the applicant takes to
    give reasons is left out of the period."""

    reasons_left_out: bool
    article: str


@dataclass(frozen=True, slots=True)
class Reopening:
    """A review organ or court orders a new reply. `orders_may_be_extended`: a period it set itself."""

    orders_may_be_extended: bool
    article: str


@dataclass(frozen=True, slots=True)
class Example:
    """A worked story; runs as a test. Keys that are absent say: none."""

    story: str
    events: tuple[ClockEvent, ...]
    today: date
    phase: Phase
    due: date | None = None
    lapse: date | None = None
    on_time: bool | None = None


@dataclass(frozen=True, slots=True)
class ClockRules:
    """One regime: requests received from `in_force` through `until`."""

    title: str
    regime: str
    in_force: date
    legal_basis: str
    unit: Unit
    reply: Reply
    extension: Extension
    correction: Correction
    third_party: Consultation
    co_author: Consultation
    pause: Pause
    reopening: Reopening
    example: tuple[Example, ...]
    until: date | None = None
    fee: Fee | None = None
    excess: Excess | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.in_force:
            raise ValueError(Message(N_("until 早于 in_force")))
        if self.reply.days < 1 or self.extension.days < 1:
            raise ValueError(Message(N_("期限至少为 1 个工作日")))

    def binds(self, day_of_receipt: date) -> bool:
        return self.in_force <= day_of_receipt and (self.until is None or day_of_receipt <= self.until)

    def consultation(self, party: Consulted) -> Consultation:
        return self.third_party if party is Consulted.THIRD_PARTY else self.co_author


def read_clock(declaration: Declaration) -> ClockRules:
    """A regime's clock from its TOML text. Raises DeclarationError with file and line."""
    return declaration.read(ClockRules)
