"""The declared rules a case is under: its lifecycle by kind; receipt, clock and outcomes by the day."""

from datetime import date
from functools import cache

from gongkai.casework.models import Case, CaseKind
from gongkai.core import lifecycle, receipt
from gongkai.core.case_conditions import Condition
from gongkai.core.clock import ClockRules
from gongkai.core.fees import Tariff
from gongkai.core.lifecycle import Lifecycle
from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import Outcomes, outcomes_for, read_outcomes
from gongkai.core.receipt import Arrival, Channel, Receipt
from gongkai.core.workdays import written
from gongkai.foundation import rulebook
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.rulebook.book import RULES, declarations


@cache
def lifecycle_of(kind: str) -> Lifecycle:
    """rules/lifecycles/<kind>.toml: of a case kind, or of the reply, the advice, the proactive task."""
    (declaration,) = declarations(RULES, f"lifecycles/{kind}.toml")
    return lifecycle.read(declaration, roles=Role, conditions=Condition)


def registered_state(kind: str) -> str:
    """The state of a case that was just registered."""
    life = lifecycle_of(kind)
    transition = life.transition_of("case.register", life.initial)
    return (transition and transition.becomes) or life.initial


def has_clock(kind: str) -> bool:
    """Requests have the clock of 第三十三条. The other kinds keep the dates they were told."""
    return kind == CaseKind.REQUEST


def receipt_of(arrival: Arrival) -> Receipt:
    """The day of receipt by channel and regime, or what it waits for."""
    return receipt.receipt(rulebook.receipt_rules(), arrival)


def receipt_of_case(case: Case) -> Receipt:
    return receipt_of(
        Arrival(
            Channel(case.channel), case.submitted_on, case.signed_for, case.reached_system,
            case.confirmed_on, case.misdirected,
        )
    )  # fmt: skip


def clock_of(day: date) -> ClockRules:
    """The clock of requests received on `day`."""
    return rulebook.request_clock(day)


def regime_of(day: date) -> str:
    """Which text of the regulation a request received on `day` is under: "2007" or "2019"."""
    return clock_of(day).regime


def before_the_law(*days: date | None) -> Refused | None:
    """A refusal that names the first of the days on which no text of the regulation was in force."""
    for day in filter(None, days):
        try:
            clock_of(day)
        except rulebook.NoSuchClockError:
            values = {"day": written(day), "first": written(rulebook.receipt_rules().regime[0].in_force)}
            said = N_("《政府信息公开条例》自{first}起施行，{day}没有可以适用的规定，请核对日期。")
            return Refused(Message(said, values))
    return None


def outcomes_of(received_on: date) -> Outcomes:
    """The closed list of outcomes of requests received on that day."""
    return outcomes_for(_outcome_lists(), received_on)


@cache
def _outcome_lists() -> tuple[Outcomes, ...]:
    return tuple(read_outcomes(each) for each in declarations(RULES, "outcomes/request-*.toml"))


def tariff_of(day: date) -> Tariff | None:
    """The tariff of the information-processing fee in force on `day`."""
    return rulebook.fee_tariff(day)
