"""What others ask of the rulebook."""

from datetime import date

from gongkai.core import report_clock
from gongkai.core.challenge_results import ChallengeResults
from gongkai.core.clock import ClockRules
from gongkai.core.fees import CostFees, Tariff
from gongkai.core.forms import Form
from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import Outcomes, outcomes_for
from gongkai.core.publishing.law import PublishingLaw
from gongkai.core.receipt import ReceiptRules
from gongkai.core.remedies import RemedyRules
from gongkai.core.replies import Templates
from gongkai.core.report_clock import Due, Reporter
from gongkai.core.workdays import Calendar, written
from gongkai.foundation.rulebook.book import current


class NoSuchFormError(LookupError):
    """No form of the annual report has this code or covers this year."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


class NoSuchClockError(LookupError):
    """No regulation bound a request received on this day."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


def forms() -> tuple[Form, ...]:
    """All editions of the annual report's form, oldest first."""
    return current().forms


def form(code: str) -> Form:
    """The edition "2014", "2019" or "2021". Raises NoSuchFormError."""
    for candidate in forms():
        if candidate.code == code:
            return candidate
    raise NoSuchFormError(Message(N_("没有编号为“{code}”的年报格式"), {"code": code}))


def form_for(year: int) -> Form:
    """The edition in force for the report of `year`. Raises NoSuchFormError before the first."""
    for candidate in forms():
        if candidate.covers(year):
            return candidate
    raise NoSuchFormError(Message(N_("{year} 年度没有规定的年报统计格式"), {"year": year}))


def calendar() -> Calendar:
    """The working days of the years whose holiday notice came with this installation."""
    return current().calendar


def report_due(reporter: Reporter, year: int) -> Due:
    """When the annual report on `year` is due, and by which article. Raises report_clock.NoReportDueError."""
    return report_clock.report_due(current().report_clock, reporter, year)


def receipt_rules() -> ReceiptRules:
    """How the day of receipt follows from channel and day, under every regime."""
    return current().receipt_rules


def request_clock(day_of_receipt: date) -> ClockRules:
    """The reply period of a request received on that day. Raises NoSuchClockError before 2008-05-01."""
    for clock in current().request_clocks:
        if clock.binds(day_of_receipt):
            return clock
    raise NoSuchClockError(
        Message(N_("{day}没有政府信息公开申请的答复期限"), {"day": written(day_of_receipt)})
    )


def fee_tariff(day: date) -> Tariff | None:
    """The processing fee's tariff for a fee notice of that day, None when there was none."""
    return next((tariff for tariff in current().fee_tariffs if tariff.binds(day)), None)


def cost_fees(day: date) -> CostFees | None:
    """The costs that could be charged on that day, None when there were none."""
    return next((costs for costs in current().cost_fees if costs.binds(day)), None)


def request_outcomes(day_of_receipt: date) -> Outcomes:
    """The closed list of outcomes of a request received on that day. Raises NoSuchOutcomeError."""
    return outcomes_for(current().request_outcomes, day_of_receipt)


def challenge_results(kind: str) -> ChallengeResults:
    """The results of a "reconsideration", "lawsuit" or "complaint"."""
    return next(each for each in current().challenge_results if each.kind == kind)


def remedies() -> RemedyRules:
    """Who reviews, which court, how long; asked through core.remedies.remedy."""
    return current().remedies


def reply_templates(regime: str) -> Templates:
    """The texts for the outcomes of a regime ("2007", "2019")."""
    return next(each for each in current().reply_templates if each.regime == regime)


def publishing() -> PublishingLaw:
    """Kinds, attributes, the gate, interpretation, validity, metadata and channels."""
    return current().publishing


def rule_version() -> str:
    """SHA-256 (hex) of the whole folder of rules: names exactly the rules a return was judged by."""
    return current().version
